import type { DailyUse, ProfileLimits } from '../../preload/contract/household.ts';
import type { Role } from '../../preload/contract/types.ts';
import { formatBytes, formatCount } from './format.ts';

const GB = 1_000_000_000;
const QUOTAS_GB = [1, 2, 5, 10, 20, 50, 100, 200];
const DAILY_ITEMS = [1, 2, 3, 5, 10, 20];
const DAILY_MINUTES = [15, 30, 45, 60, 90, 120, 180];

/** One choice of a list for a limit; `null` is no limit. */
export interface LimitChoice {
  readonly value: number | null;
  readonly label: string;
}

/** The choices for the room on the disk, in bytes, with the one that is set now among them. */
export const quotaChoices = (current: number | null): readonly LimitChoice[] =>
  choices(
    QUOTAS_GB.map((gigabytes) => gigabytes * GB),
    current,
    formatBytes,
  );

/** The choices for new videos a day. */
export const itemChoices = (current: number | null): readonly LimitChoice[] =>
  choices(DAILY_ITEMS, current, (count) => formatCount(count, 'video'));

/** The choices for minutes of new videos a day. */
export const minuteChoices = (current: number | null): readonly LimitChoice[] =>
  choices(DAILY_MINUTES, current, (count) => formatCount(count, 'minute'));

function choices(offered: readonly number[], current: number | null, words: (value: number) => string): readonly LimitChoice[] {
  const values = current === null || offered.includes(current) ? offered : [...offered, current].sort((a, b) => a - b);
  return [{ value: null, label: 'No limit' }, ...values.map((value) => ({ value, label: words(value) }))];
}

/** What is set for a person, in a few words each; empty when nothing is. */
export function limitWords(limits: ProfileLimits, role: Role): readonly string[] {
  const words: string[] = [];
  if (role === 'child') {
    words.push(limits.needsApproval ? 'asks first' : 'need not ask');
    if (limits.dailyItems !== null) words.push(`${formatCount(limits.dailyItems, 'video')} a day`);
    if (limits.dailyMinutes !== null) words.push(`${formatCount(limits.dailyMinutes, 'minute')} a day`);
  }
  if (limits.quotaBytes !== null) words.push(`room for ${formatBytes(limits.quotaBytes)}`);
  return words;
}

/** What a child has left today, kindly; undefined when there is no daily limit. */
export function todayWords(limits: ProfileLimits, today: DailyUse): string | undefined {
  const left: string[] = [];
  if (limits.dailyItems !== null) {
    const items = Math.max(0, limits.dailyItems - today.items);
    if (items === 0) return NOTHING_LEFT;
    left.push(`${formatCount(items, 'more video')}`);
  }
  if (limits.dailyMinutes !== null) {
    const minutes = Math.max(0, limits.dailyMinutes - today.minutes);
    if (minutes === 0) return NOTHING_LEFT;
    left.push(`${formatCount(minutes, 'minute')}`);
  }
  return left.length === 0 ? undefined : `You can still get ${left.join(' and ')} today.`;
}

const NOTHING_LEFT = 'That was everything for today. Tomorrow it goes on!';
