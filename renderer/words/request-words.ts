import type { HouseholdRequest } from '../../preload/contract/household.ts';
import { formatBytes, formatDuration, formatMoment, isolated, siteOf } from './format.ts';
import { say } from './say.ts';

/** Lists what is known of a request: channel, length, size and site. */
export function requestFacts(request: HouseholdRequest): readonly string[] {
  return [
    request.channel,
    request.durationSeconds !== undefined ? formatDuration(request.durationSeconds) : undefined,
    request.bytes !== undefined ? formatBytes(request.bytes) : undefined,
    request.kind === 'audio' ? say('kind.audio') : undefined,
    siteOf(request.url),
  ].filter((fact): fact is string => fact !== undefined && fact !== '');
}

/** Says why facts are missing; undefined when none are. */
export function missingFacts({ details }: HouseholdRequest): string | undefined {
  if (details === 'looking') return say('request.checkingPage');
  if (details === 'unavailable') return say('request.noMoreFacts');
  return undefined;
}

/** Says how a request was answered, for the adult or the child. */
export function answerWords({ status, decidedAt, decidedBy }: HouseholdRequest, nowMs: number): string {
  const when = decidedAt === undefined ? undefined : formatMoment(decidedAt, nowMs);
  const name = decidedBy === undefined ? undefined : isolated(decidedBy);
  switch (status) {
    case 'waiting':
      return say('request.waiting');
    case 'allowed':
      if (name === undefined)
        return when === undefined ? say('request.allowedAutomaticallyOnce') : say('request.allowedAutomatically', { when });
      return when === undefined ? say('request.saidYesOnce', { name }) : say('request.saidYes', { name, when });
    case 'refused':
      if (name === undefined) return when === undefined ? say('request.refusedOnce') : say('request.refused', { when });
      return when === undefined ? say('request.saidNoOnce', { name }) : say('request.saidNo', { name, when });
    case 'withdrawn':
      return when === undefined ? say('request.withdrawnOnce') : say('request.withdrawn', { when });
  }
}
