import { isDeepStrictEqual } from 'node:util';
import type { ChannelValue } from '../../preload/contract/channels.ts';
import type { EventName, EventPayloads } from '../../preload/contract/events.ts';
import type { QueueItem } from '../../preload/contract/types.ts';
import type { Clock } from '../platform/clock.ts';
import { createCoalescer } from '../platform/coalescer.ts';
import type { Services } from './services.ts';

/** Deltas are at least this far apart: at most 10 a second. */
export const MIN_DELTA_INTERVAL_MS = 100;
/** Somebody else's item may move all of one's own: places are read again after any change, at most this often. */
export const MIN_PLACES_INTERVAL_MS = 1000;
/** Reading the places of ten thousand items takes a tenth of a second: the longer it took, the later it is done again. */
const PLACES_REST_FACTOR = 20;

/** Delivers one event to one window. */
export type Send = <Name extends EventName>(event: Name, payload: EventPayloads[Name]) => void;

/** What one window is told. */
export interface ChangeFeed {
  /** Tells of this profile's queue from now on; `undefined`: of nobody's. A number is skipped, so an old mirror sees a gap. */
  follow(profileId: string | undefined): void;
  /** The followed profile's queue as it was told so far, without asking for all of it again. */
  told(): QueueItem[];
  /** The followed profile's whole queue and the number of the last delta; everything before it is contained. */
  snapshot(): ChannelValue<'queue:snapshot'>;
  /** Tells nothing and asks nothing from now on; the feed does so by itself when the library is about to be closed. */
  close(): void;
}

/**
 * Sends one window the numbered, coalesced deltas of one profile's queue, and the household's other facts. `known` is what the
 * numbered deltas have told so far; an item is sent again only if it differs from that.
 */
export function createChangeFeed(services: Services, clock: Clock, send: Send, onError: (error: unknown) => void): ChangeFeed {
  let profileId: string | undefined;
  let seq = 0;
  let known = new Map<string, QueueItem>();
  const dirtyVideos = new Set<string>();
  const dirtyLibrary = new Set<string>();

  const sendQueueDelta = (followed: string): void => {
    const ids = [...dirtyVideos];
    const current = new Map(services.downloads.queueItems(followed, ids).map((item) => [item.videoId, item]));
    dirtyVideos.clear();
    const upserts = [...current.values()].filter((item) => !isDeepStrictEqual(known.get(item.videoId), item));
    const removals = ids.filter((id) => known.has(id) && !current.has(id));
    if (upserts.length === 0 && removals.length === 0) return;
    for (const item of upserts) known.set(item.videoId, item);
    for (const id of removals) known.delete(id);
    seq += 1;
    send('queue:changed', { seq, upserts, removals });
  };

  const sendLibraryChange = (followed: string): void => {
    const videoIds = services.library.concerning(followed, [...dirtyLibrary]);
    dirtyLibrary.clear();
    if (videoIds.length > 0) send('library:changed', { videoIds });
  };

  /** Runs on a timer, where nobody would catch an error: what was dirty stays so, and goes out with the next change. */
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      onError(error);
    }
  };

  const deltas = createCoalescer(clock, MIN_DELTA_INTERVAL_MS, () => {
    const followed = profileId;
    if (followed === undefined) return;
    if (dirtyVideos.size > 0) attempt(() => sendQueueDelta(followed));
    if (dirtyLibrary.size > 0) attempt(() => sendLibraryChange(followed));
  });

  let placesRestUntilMs = 0;
  const places = createCoalescer(clock, MIN_PLACES_INTERVAL_MS, () => {
    const followed = profileId;
    if (followed === undefined) return;
    const startedAtMs = clock.monotonicMs();
    if (startedAtMs < placesRestUntilMs) return places.request();
    attempt(() => {
      for (const videoId of services.downloads.movedInLine(followed, known.values())) mark(dirtyVideos, videoId);
    });
    placesRestUntilMs = startedAtMs + (clock.monotonicMs() - startedAtMs) * PLACES_REST_FACTOR;
  });

  const mark = (dirty: Set<string>, videoId: string): void => {
    if (profileId === undefined) return;
    dirty.add(videoId);
    deltas.request();
  };

  const subscriptions = [
    services.on('video-changed', ({ videoId }) => {
      mark(dirtyVideos, videoId);
      if (profileId !== undefined) places.request();
    }),
    services.on('library-changed', ({ videoId }) => mark(dirtyLibrary, videoId)),
    services.on('profiles-changed', () => send('profiles:changed', {})),
    services.on('requests-changed', (fact) => {
      if (profileId === undefined) return;
      if (fact.profileId === profileId || services.profiles.get(profileId)?.role === 'adult') send('requests:changed', {});
    }),
    services.on('settings-changed', () => send('settings:changed', {})),
    services.on('notice', (fact) => {
      if (fact.profileId === undefined || fact.profileId === profileId) send('notice', fact.notice);
    }),
    services.on('closing', () => close()),
  ];

  const reset = (next: string | undefined): void => {
    profileId = next;
    deltas.cancel();
    places.cancel();
    dirtyVideos.clear();
    dirtyLibrary.clear();
    known = new Map();
  };
  const close = (): void => {
    for (const unsubscribe of subscriptions) unsubscribe();
    reset(undefined);
  };

  return {
    follow: (next) => {
      if (next === profileId) return;
      const queue = next === undefined ? [] : services.downloads.queue(next);
      reset(next);
      seq += 1;
      known = new Map(queue.map((item) => [item.videoId, item]));
    },
    told: () => {
      deltas.settle();
      return [...known.values()];
    },
    snapshot: () => {
      deltas.settle();
      return { seq, items: profileId === undefined ? [] : services.downloads.queue(profileId) };
    },
    close,
  };
}
