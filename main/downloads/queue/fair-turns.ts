import type { Candidate } from '../../library/queue/run-rows.ts';
import type { RunningShare } from '../run/live-run.ts';

export interface TurnLimits {
  readonly parallelDownloads: number;
  /** How many may belong to one person while others wait. */
  readonly parallelPerProfile: number;
  readonly parallelPerSite: number;
}

/** Lists the sites of which no more may start now. */
export function fullSites(running: readonly RunningShare[], { parallelPerSite }: TurnLimits): string[] {
  const sites = running.map(({ site }) => site);
  return [...new Set(sites)].filter((site) => sites.filter((other) => other === site).length >= parallelPerSite);
}

/**
 * Chooses whose turn it is: who has not yet so many running as everybody may have, then the person with the fewest; among equals the one who
 * was served longest ago; within a person the own order. So nobody gets more than the common share while somebody with fewer waits, and a lone
 * person uses every slot. `candidates` hold each profile's items in its own order. Pure.
 */
export function chooseNext(
  candidates: readonly Candidate[],
  running: readonly RunningShare[],
  limits: TurnLimits,
): Candidate | undefined {
  if (running.length >= limits.parallelDownloads) return undefined;
  /** How far somebody is above the common share, themselves included. */
  const load = ({ profileId }: Candidate): number =>
    Math.max(0, running.filter((share) => share.profileId === profileId).length + 1 - limits.parallelPerProfile);
  const siteIsFree = (candidate: Candidate): boolean =>
    running.filter((share) => share.site === candidate.site).length < limits.parallelPerSite;
  let best: Candidate | undefined;
  for (const candidate of candidates) {
    if (!siteIsFree(candidate)) continue;
    if (best === undefined || precedes(candidate, best)) best = candidate;
  }
  return best;

  function precedes(a: Candidate, b: Candidate): boolean {
    if (a.profileId === b.profileId) return false;
    const byLoad = load(a) - load(b);
    return byLoad !== 0 ? byLoad < 0 : a.lastServedAt < b.lastServedAt;
  }
}
