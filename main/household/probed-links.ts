import { setBounded } from '../platform/bounded-map.ts';
import type { KnownFacts } from './limits/admission.ts';

/** Links that were probed, or stood in a list that was, and may be added soon. */
const REMEMBERED_LINKS = 5000;

/** Remembers what probes told of links, for the checks when one is added. */
export interface ProbedLinks {
  remember(urlKey: string, facts: KnownFacts): void;
  facts(urlKey: string): KnownFacts | undefined;
}

export function createProbedLinks(): ProbedLinks {
  const probed = new Map<string, KnownFacts>();
  return {
    facts: (urlKey) => probed.get(urlKey),
    remember(urlKey, { durationSeconds, bytes, thumbnailUrl }) {
      // A list tells less of a video than the video's own page: what is known already stays.
      const before = probed.get(urlKey);
      const facts = {
        durationSeconds: durationSeconds ?? before?.durationSeconds,
        bytes: bytes ?? before?.bytes,
        thumbnailUrl: thumbnailUrl ?? before?.thumbnailUrl,
      };
      setBounded(probed, urlKey, facts, REMEMBERED_LINKS);
    },
  };
}
