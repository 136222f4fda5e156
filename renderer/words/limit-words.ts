import type { DailyUse, ProfileLimits } from '../../preload/contract/household.ts';
import type { Role } from '../../preload/contract/types.ts';
import { formatBytes } from './format.ts';
import { say } from './say.ts';

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
  choices(DAILY_ITEMS, current, (count) => say('count.videos', { count }));

/** Lists the choices for minutes of new videos per day. */
export const minuteChoices = (current: number | null): readonly LimitChoice[] =>
  choices(DAILY_MINUTES, current, (count) => say('count.minutes', { count }));

function choices(offered: readonly number[], current: number | null, words: (value: number) => string): readonly LimitChoice[] {
  const values = current === null || offered.includes(current) ? offered : [...offered, current].sort((a, b) => a - b);
  return [{ value: null, label: say('limit.noLimit') }, ...values.map((value) => ({ value, label: words(value) }))];
}

/** Says what is set for a person, in a few words each; empty when nothing is. */
export function limitWords(limits: ProfileLimits, role: Role): readonly string[] {
  const words: string[] = [];
  if (role === 'child') {
    words.push(say(limits.needsApproval ? 'limit.asksFirst' : 'limit.noApproval'));
    if (limits.dailyItems !== null) words.push(say('limit.videosADay', { count: limits.dailyItems }));
    if (limits.dailyMinutes !== null) words.push(say('limit.minutesADay', { count: limits.dailyMinutes }));
  }
  if (limits.quotaBytes !== null) words.push(say('limit.upTo', { size: formatBytes(limits.quotaBytes) }));
  return words;
}

/** Says kindly what a child has left today; undefined when there is no daily limit. */
export function todayWords(limits: ProfileLimits, today: DailyUse): string | undefined {
  const items = limits.dailyItems === null ? undefined : Math.max(0, limits.dailyItems - today.items);
  const minutes = limits.dailyMinutes === null ? undefined : Math.max(0, limits.dailyMinutes - today.minutes);
  if (items === 0 || minutes === 0) return say('limit.allForToday');
  if (items === undefined) return minutes === undefined ? undefined : say('limit.minutesLeft', { minutes });
  return minutes === undefined
    ? say('limit.videosLeft', { count: items })
    : say('limit.videosAndMinutesLeft', { count: items, minutes });
}
