import { locale, say } from './say.ts';

const BYTE_UNITS = ['KB', 'MB', 'GB', 'TB'] as const;

/** Writes bytes in the units people know (1,000 steps): `0 bytes`, `740 KB`, `1.2 GB`. Anything but a positive number is `0 bytes`. */
export function formatBytes(bytes: number): string {
  const whole = Number.isFinite(bytes) && bytes >= 1 ? bytes : 0;
  if (whole < 999.5) return say('format.bytes', { size: Math.round(whole) });
  let value = whole;
  let unit = -1;
  // 999.5 and up would be rounded to "1000", so it already belongs to the next unit.
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit >= 1 && value < 10 ? 1 : 0;
  return `${value.toLocaleString(locale(), { maximumFractionDigits: digits, useGrouping: false })} ${BYTE_UNITS[unit]}`;
}

/** Writes a speed in bytes per second: `3.4 MB/s`. */
export function formatSpeed(bytesPerSecond: number): string {
  return say('format.perSecond', { size: formatBytes(bytesPerSecond) });
}

/** Writes the length of a video in seconds as a player shows it: `0:09`, `12:05`, `1:02:33`. */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(Number.isFinite(seconds) ? seconds : 0));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const tail = String(total % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** Writes the time left in words that do not jump about every second: `a few seconds left`, `about 3 min left`, `about 1 h 20 min left`. */
export function formatTimeLeft(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '';
  if (seconds < 10) return say('format.fewSeconds');
  if (seconds < 55) return say('format.aboutSeconds', { seconds: Math.ceil(seconds / 10) * 10 });
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 60) return say('format.aboutMinutes', { minutes });
  const hours = Math.floor(minutes / 60);
  const rest = Math.round((minutes % 60) / 5) * 5;
  if (hours >= 24) return say('format.moreThanADay');
  if (rest === 60) return say('format.aboutHours', { hours: hours + 1 });
  return rest === 0 ? say('format.aboutHours', { hours }) : say('format.aboutHoursAndMinutes', { hours, minutes: rest });
}

/** Writes a countdown for "trying again in …": `0:42`, `10:00`; never negative. */
export function formatCountdown(milliseconds: number): string {
  return formatDuration(Math.ceil(Math.max(0, milliseconds) / 1000));
}

/** Says when something happened, seen from `nowMs`: `just now`, `5 min ago`, `today at 14:05`, `yesterday at 09:30`, `3 Mar at 10:00`. */
export function formatMoment(atMs: number, nowMs: number, inLocale = locale()): string {
  const minutes = Math.floor((nowMs - atMs) / 60_000);
  if (minutes < 1) return say('format.justNow');
  if (minutes < 60) return say('format.minutesAgo', { minutes });
  const at = new Date(atMs);
  const time = at.toLocaleTimeString(inLocale, { hour: '2-digit', minute: '2-digit' });
  const days = Math.round((startOfDay(nowMs) - startOfDay(atMs)) / 86_400_000);
  if (days === 0) return say('format.todayAt', { time });
  if (days === 1) return say('format.yesterdayAt', { time });
  const sameYear = at.getFullYear() === new Date(nowMs).getFullYear();
  const date = at.toLocaleDateString(inLocale, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' as const }),
  });
  return say('format.dateAt', { date, time });
}

/** Says the day on which something happened, seen from `nowMs`: `Today`, `Yesterday`, `Monday 3 March`. */
export function formatDay(atMs: number, nowMs: number, inLocale = locale()): string {
  const days = Math.round((startOfDay(nowMs) - startOfDay(atMs)) / 86_400_000);
  if (days <= 0) return say('format.today');
  if (days === 1) return say('format.yesterday');
  return new Date(atMs).toLocaleDateString(inLocale, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** Says the time on the clock: `at 22:00`, `at 10:00 PM`, as this computer shows it. */
export function formatTimeOfDay(atMs: number, inLocale = locale()): string {
  return say('format.atTime', { time: new Date(atMs).toLocaleTimeString(inLocale, { hour: 'numeric', minute: '2-digit' }) });
}

/** Says when something will happen, seen from `nowMs`: `in less than an hour`, `in 5 hours`, `in 6 days`. */
export function formatUntil(atMs: number, nowMs: number): string {
  const hours = (atMs - nowMs) / 3_600_000;
  if (hours < 1) return say('format.inLessThanAnHour');
  if (hours < 36) return say('format.inHours', { count: Math.round(hours) });
  return say('format.inDays', { count: Math.round(hours / 24) });
}

const TURNS_THE_LINE = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Fences a name in for a sentence of ours: one written from right to left cannot turn the words around it. */
export function isolated(name: string): string {
  return TURNS_THE_LINE.test(name) ? `\u2068${name}\u2069` : name;
}

/** Joins names for a sentence: `Dad`, `Dad and Mia`, `Dad, Mia and 2 others`. */
export function formatNames(people: readonly string[], most = 3): string {
  const names = people.map(isolated);
  if (names.length <= most) return formatParts(names);
  const shown = names.slice(0, most - 1);
  return say('format.namesAndOthers', { names: shown.join(', '), count: names.length - shown.length });
}

/** Joins parts of a sentence: `a`, `a and b`, `a, b and c`. */
export function formatParts(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : say('format.listEnd', { names: parts.slice(0, -1).join(', '), last });
}

/** Finds the host of a link without `www.`; empty when it is no link. */
export function siteOf(url: string): string {
  try {
    return new URL(url).host.replace(/^www\./, '');
  } catch {
    return '';
  }
}

const startOfDay = (ms: number): number => new Date(ms).setHours(0, 0, 0, 0);
