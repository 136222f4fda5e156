import type { FailureReason } from '../../preload/contract/failure-reasons.ts';
import type { CoolDown, CoolDownRows } from '../library/queue/cool-down-rows.ts';
import type { Clock } from '../platform/clock.ts';
import type { Timings } from '../settings/timings.ts';

/**
 * Gives a whole site one rest when it said "too many requests" or asked for a bot check.
 *
 * open ── refused ──> resting ── its time is over ──> due ── started ──> on trial ── bytes came ──> open
 *
 * Nothing of the site starts while it rests. The first start after that is its one trial, for whose outcome all others wait: refused again,
 * the site rests twice as long; ended for a reason of its own, another video may be the trial. Rests are in the database, trials are not.
 */
export interface CoolDowns {
  /** Lists the sites nothing may start on now: they rest, or are on trial. */
  closedSites(): string[];
  isResting(site: string): boolean;
  /** Notes a start: on a site whose rest is over this video is the trial. */
  started(site: string, videoId: string): void;
  /** Notes that the site refused; returns when it may be asked again (epoch milliseconds). */
  refused(site: string, reason: FailureReason, retryAfterSeconds: number | undefined): number;
  /** Notes that bytes came: if this video is the trial the site is open again. Returns true when that ended a rest. */
  gotThrough(site: string, videoId: string): boolean;
  /** Notes that a run ended, for whatever reason: if it was the trial, another may be. */
  ended(site: string, videoId: string): void;
  list(): { site: string; until: number; reason: FailureReason }[];
  /** Returns the earliest end of a rest that lies ahead. */
  nextOpening(): number | undefined;
}

/** `onChanged` is called for a site that closed, opened, or whose trial began or ended: what waits for it looks different. */
export function createCoolDowns(
  rows: CoolDownRows,
  timings: Timings,
  clock: Clock,
  onChanged: (site: string) => void = () => undefined,
): CoolDowns {
  const trials = new Map<string, string>();
  /** An end that is further ahead than any rest takes was written while the clock was ahead: that rest is over. */
  const rests = ({ until }: CoolDown): boolean => until > clock.now() && until <= clock.now() + timings.coolDownMaxMs;
  return {
    closedSites: () =>
      rows
        .all()
        .filter((row) => rests(row) || trials.has(row.site))
        .map((row) => row.site),
    isResting(site) {
      const row = rows.get(site);
      return row !== undefined && rests(row);
    },
    started(site, videoId) {
      if (rows.get(site) === undefined) return;
      trials.set(site, videoId);
      onChanged(site);
    },
    refused(site, reason, retryAfterSeconds) {
      trials.delete(site);
      const now = clock.now();
      const known = rows.get(site);
      // Several runs of one moment are refused together: that is one refusal, not many.
      if (known !== undefined && rests(known)) return known.until;
      const strikes = (known?.strikes ?? 0) + 1;
      const ownMs = Math.min(timings.coolDownMaxMs, timings.coolDownFirstMs * 2 ** (strikes - 1));
      const until = now + Math.min(timings.coolDownMaxMs, Math.max(ownMs, (retryAfterSeconds ?? 0) * 1000));
      rows.put({ site, until, reason, strikes });
      onChanged(site);
      return until;
    },
    gotThrough(site, videoId) {
      // What was running when the site refused proves nothing about it.
      if (trials.get(site) !== videoId) return false;
      // First the row: one that cannot be removed leaves the trial as it is, and its end tells everybody.
      const isOver = rows.clear(site);
      trials.delete(site);
      onChanged(site);
      return isOver;
    },
    ended(site, videoId) {
      if (trials.get(site) !== videoId) return;
      trials.delete(site);
      onChanged(site);
    },
    list: () => rows.all().map(({ site, until, reason }) => ({ site, until, reason })),
    nextOpening: () => {
      const ahead = rows.all().filter(rests);
      return ahead.length === 0 ? undefined : Math.min(...ahead.map((row) => row.until));
    },
  };
}
