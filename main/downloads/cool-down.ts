import type { FailureReason } from '../../preload/contract/failure-reasons.ts';
import type { CoolDownRows } from '../library/queue/cool-down-rows.ts';
import type { Clock } from '../platform/clock.ts';
import type { Timings } from '../settings/timings.ts';

/**
 * One rest for a whole site that said "too many requests" or asked for a bot check: everything of that site waits for the same
 * moment, then one video probes; when it gets through all others follow, when it is refused again the rest doubles.
 */
export interface CoolDowns {
  /** Sites nothing may start on now: resting, or waiting for the outcome of their one probe. */
  closedSites(): string[];
  /** Told of every start: on a site whose rest is over this video is the probe. */
  started(site: string, videoId: string): void;
  /** The site refused: returns when it may be asked again (epoch milliseconds). */
  refused(site: string, reason: FailureReason, retryAfterSeconds: number | undefined): number;
  /** Bytes came: if this video is the probe the site is open again. Returns true when that ended a rest. */
  gotThrough(site: string, videoId: string): boolean;
  /** The run ended for another reason than a refusal: somebody else may probe. */
  ended(site: string, videoId: string): void;
  list(): { site: string; until: number; reason: FailureReason }[];
  /** The earliest end of a rest that lies ahead. */
  nextOpening(): number | undefined;
}

/** `onChanged` is told of a site that closed, opened, or whose probe began or ended: what waits for it looks different. */
export function createCoolDowns(
  rows: CoolDownRows,
  timings: Timings,
  clock: Clock,
  onChanged: (site: string) => void = () => undefined,
): CoolDowns {
  const probes = new Map<string, string>();
  return {
    closedSites: () =>
      rows
        .all()
        .filter((row) => row.until > clock.now() || probes.has(row.site))
        .map((row) => row.site),
    started(site, videoId) {
      if (rows.get(site) === undefined) return;
      probes.set(site, videoId);
      onChanged(site);
    },
    refused(site, reason, retryAfterSeconds) {
      probes.delete(site);
      const now = clock.now();
      const known = rows.get(site);
      // Several runs of one moment are refused together: that is one refusal, not many.
      if (known !== undefined && known.until > now) return known.until;
      const strikes = (known?.strikes ?? 0) + 1;
      const ownMs = Math.min(timings.coolDownMaxMs, timings.coolDownFirstMs * 2 ** (strikes - 1));
      const until = now + Math.min(timings.coolDownMaxMs, Math.max(ownMs, (retryAfterSeconds ?? 0) * 1000));
      rows.put({ site, until, reason, strikes });
      onChanged(site);
      return until;
    },
    gotThrough(site, videoId) {
      // What was running when the site refused proves nothing about it.
      if (probes.get(site) !== videoId) return false;
      probes.delete(site);
      const isOver = rows.clear(site);
      onChanged(site);
      return isOver;
    },
    ended(site, videoId) {
      if (probes.get(site) !== videoId) return;
      probes.delete(site);
      onChanged(site);
    },
    list: () => rows.all().map(({ site, until, reason }) => ({ site, until, reason })),
    nextOpening: () => {
      const ahead = rows.all().filter((row) => row.until > clock.now());
      return ahead.length === 0 ? undefined : Math.min(...ahead.map((row) => row.until));
    },
  };
}
