const SLEEPING = /\bSleeping\s+(\d+(?:\.\d+)?)\s+seconds?\b/i;
const WAITING_SECONDS = /\bWaiting for\s+(\d+(?:\.\d+)?)\s+seconds?\b/i;
const WAITING_CLOCK = /\[wait\]\s+Waiting for\s+(?:(\d+):)?(\d{1,2}):(\d{2})\b/i;

/** A page's text can look like an announcement too: no pause longer than this is believed. */
const LONGEST_BELIEVED_MS = 60 * 60 * 1000;

/**
 * Reads for how many milliseconds yt-dlp says it is going to be silent ("Sleeping 12.00 seconds ..."), at most an hour; undefined for any
 * other line. The watchdog adds them to its budget.
 */
export function announcedSleepMs(line: string): number | undefined {
  const seconds = SLEEPING.exec(line)?.[1] ?? WAITING_SECONDS.exec(line)?.[1];
  if (seconds !== undefined) return Math.min(LONGEST_BELIEVED_MS, Math.round(Number(seconds) * 1000));
  const clock = WAITING_CLOCK.exec(line);
  if (!clock) return undefined;
  const [, hours = '0', minutes = '0', rest = '0'] = clock;
  return Math.min(LONGEST_BELIEVED_MS, (Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)) * 1000);
}
