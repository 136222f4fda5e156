import type { ProbeResult } from '../../preload/contract/types.ts';
import { setBounded } from '../platform/bounded-map.ts';
import { entryAddress, isSmuggled, type WebAddress } from '../web/web-address.ts';
import type { KnownFacts } from './limits/admission.ts';

/** Links that one person probed, or that stood in a list that was probed, and may be added soon. */
const REMEMBERED_OF_A_PERSON = 5000;

/**
 * Remembers what probes told a person of links, for the checks when that person adds one. A page is believed about its own address, and a
 * list about entries of its own site: what a list elsewhere claims of them sets nobody's thumbnail or length.
 */
export interface ProbedLinks {
  /** Notes what the probe of `address` told this person. */
  remember(profileId: string, address: WebAddress, result: ProbeResult): void;
  facts(profileId: string, urlKey: string): KnownFacts | undefined;
  /** Tells whether this person probed that very link; a list that named it may have told less. */
  wasProbed(profileId: string, urlKey: string): boolean;
  /** Tells whether an address stood, as it is, in a list that this person probed. */
  wasListed(profileId: string, url: string): boolean;
}

interface ProbedLink {
  readonly facts: KnownFacts;
  readonly wasProbed: boolean;
}

export function createProbedLinks(): ProbedLinks {
  const probed = new Map<string, Map<string, ProbedLink>>();
  /** By person, the entries whose addresses nobody else may make: yt-dlp smuggles something in them. */
  const smuggled = new Map<string, Map<string, true>>();

  function noteSmuggled(profileId: string, url: string): void {
    const own = smuggled.get(profileId) ?? new Map<string, true>();
    smuggled.set(profileId, own);
    setBounded(own, url, true, REMEMBERED_OF_A_PERSON);
  }

  function note(own: Map<string, ProbedLink>, urlKey: string, { facts, wasProbed }: ProbedLink): void {
    // A list tells less of a video than the video's own page: what is known already stays.
    const before = own.get(urlKey);
    const merged = {
      durationSeconds: facts.durationSeconds ?? before?.facts.durationSeconds,
      bytes: facts.bytes ?? before?.facts.bytes,
      thumbnailUrl: facts.thumbnailUrl ?? before?.facts.thumbnailUrl,
    };
    setBounded(own, urlKey, { facts: merged, wasProbed: wasProbed || before?.wasProbed === true }, REMEMBERED_OF_A_PERSON);
  }

  return {
    facts: (profileId, urlKey) => probed.get(profileId)?.get(urlKey)?.facts,
    wasListed: (profileId, url) => smuggled.get(profileId)?.has(url) === true,
    wasProbed: (profileId, urlKey) => probed.get(profileId)?.get(urlKey)?.wasProbed === true,
    remember(profileId, address, result) {
      const own = probed.get(profileId) ?? new Map<string, ProbedLink>();
      probed.set(profileId, own);
      // A list has no length and no size of its own, but it was asked for them.
      note(own, address.urlKey, { facts: result.kind === 'video' ? result : {}, wasProbed: true });
      for (const entry of result.entries ?? []) {
        const listed = addressOf(entry.url);
        if (listed !== undefined && isSmuggled(listed.url)) noteSmuggled(profileId, listed.url);
        if (listed?.site === address.site) note(own, listed.urlKey, { facts: entry, wasProbed: false });
      }
    },
  };
}

/** Reads the address of a list's entry; undefined when it is no web address. */
export function addressOf(url: string): WebAddress | undefined {
  try {
    return entryAddress(url);
  } catch {
    return undefined;
  }
}
