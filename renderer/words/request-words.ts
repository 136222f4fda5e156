import type { HouseholdRequest } from '../../preload/contract/household.ts';
import { KIND_WORDS } from './download-words.ts';
import { formatBytes, formatDuration, formatMoment, isolated, siteOf } from './format.ts';

/** Lists what is known of a request: channel, length, size and site. */
export function requestFacts(request: HouseholdRequest): readonly string[] {
  return [
    request.channel,
    request.durationSeconds !== undefined ? formatDuration(request.durationSeconds) : undefined,
    request.bytes !== undefined ? formatBytes(request.bytes) : undefined,
    request.kind === 'audio' ? KIND_WORDS.audio : undefined,
    siteOf(request.url),
  ].filter((fact): fact is string => fact !== undefined && fact !== '');
}

/** Says why facts are missing; undefined when none are. */
export function missingFacts({ details }: HouseholdRequest): string | undefined {
  if (details === 'looking') return 'checking the page…';
  if (details === 'unavailable') return 'the page does not say more';
  return undefined;
}

/** Says how a request was answered, for the adult or the child. */
export function answerWords(request: HouseholdRequest, nowMs: number): string {
  const when = request.decidedAt === undefined ? '' : ` ${formatMoment(request.decidedAt, nowMs)}`;
  const who = request.decidedBy === undefined ? undefined : isolated(request.decidedBy);
  switch (request.status) {
    case 'waiting':
      return 'Waiting for an answer.';
    case 'allowed':
      return who === undefined ? `Allowed automatically${when}.` : `${who} said yes${when}.`;
    case 'refused':
      return who === undefined ? `Declined${when}.` : `${who} said no${when}.`;
    case 'withdrawn':
      return `Taken back${when}.`;
  }
}
