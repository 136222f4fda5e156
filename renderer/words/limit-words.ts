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

/** Lists the choices for a storage limit, in bytes, with the one that is set now among them. */
export const quotaChoices = (current: number | null): readonly LimitChoice[] =>
  choices(
    QUOTAS_GB.map((gigabytes) => gigabytes * GB),
    current,
    formatBytes,
  );

/** Lists the choices for new videos per day. */
export const itemChoices = (current: number | null): readonly LimitChoice[] =>
  choices(DAILY_ITEMS, current, (count) => formatCount(count, 'video'));

/** Lists the choices for minutes of new videos per day. */
export const minuteChoices = (current: number | null): readonly LimitChoice[] =>
  choices(DAILY_MINUTES, current, (count) => formatCount(count, 'minute'));

function choices(offered: readonly number[], current: number | null, words: (value: number) => string): readonly LimitChoice[] {
  const values = current === null || offered.includes(current) ? offered : [...offered, current].sort((a, b) => a - b);
  return [{ value: null, label: 'No limit' }, ...values.map((value) => ({ value, label: words(value) }))];
}

/** Says what is set for a person, in a few words each; empty when nothing is. */
export function limitWords(limits: ProfileLimits, role: Role): readonly string[] {
  const words: string[] = [];
  if (role === 'child') {
    words.push(limits.needsApproval ? 'asks first' : 'no approval needed');
    if (limits.dailyItems !== null) words.push(`${formatCount(limits.dailyItems, 'video')} a day`);
    if (limits.dailyMinutes !== null) words.push(`${formatCount(limits.dailyMinutes, 'minute')} a day`);
  }
  if (limits.quotaBytes !== null) words.push(`up to ${formatBytes(limits.quotaBytes)}`);
  return words;
}

/** Says kindly what a child has left today; undefined when there is no daily limit. */
export function todayWords(limits: ProfileLimits, today: DailyUse): string | undefined {
  const items = limits.dailyItems === null ? undefined : Math.max(0, limits.dailyItems - today.items);
  const minutes = limits.dailyMinutes === null ? undefined : Math.max(0, limits.dailyMinutes - today.minutes);
  if (items === 0 || minutes === 0) return NOTHING_LEFT;
  if (items === undefined && minutes === undefined) return undefined;
  if (minutes === undefined) return `You can add ${formatCount(items ?? 0, 'more video')} today.`;
  const time = formatCount(minutes, 'minute');
  return items === undefined
    ? `You can add ${time} of new videos today.`
    : `You can add ${formatCount(items, 'more video')} today, up to ${time} in all.`;
}

const NOTHING_LEFT = 'That’s all for today. See you tomorrow!';
