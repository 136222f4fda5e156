import type { ChannelValue } from '../../preload/contract/channels.ts';
import type { EventName, EventPayloads } from '../../preload/contract/events.ts';
import type { QueueItem } from '../../preload/contract/types.ts';
import type { Clock } from '../platform/clock.ts';
import { type Coalescer, createCoalescer } from '../platform/coalescer.ts';
import type { Services } from './services.ts';
import { createToldQueue } from './told-queue.ts';

/** Deltas are at least this far apart: at most 10 a second. */
export const MIN_DELTA_INTERVAL_MS = 100;
/** Somebody else's item may move all of one's own: places are read again after any change, at most this often. */
export const MIN_PLACES_INTERVAL_MS = 1000;
/** Reading the places of ten thousand items takes a tenth of a second: the longer it took, the later it is done again. */
const PLACES_REST_FACTOR = 20;

/** Delivers one event to one window. */
export type Send = <Name extends EventName>(event: Name, payload: EventPayloads[Name]) => void;

/** Tells one window what changes. */
export interface ChangeFeed {
  /** Tells of this profile's queue from now on; `undefined`: of nobody's. A number is skipped, so an old mirror sees a gap. */
  follow(profileId: string | undefined): void;
  /** Returns the followed profile's queue as it was told so far, without asking for all of it again. */
  told(): QueueItem[];
  /** Reads the followed profile's whole queue, with the number of the last delta; everything before it is contained. */
  snapshot(): ChannelValue<'queue:snapshot'>;
  /** Tells nothing and asks nothing from now on; the feed does so by itself when the library is about to be closed. */
  close(): void;
}

/**
 * Sends one window the numbered, coalesced deltas of one profile's queue, and the household's other facts. An item is sent again
 * only if it differs from what the window was told.
 */
export function createChangeFeed(services: Services, clock: Clock, send: Send, onError: (error: unknown) => void): ChangeFeed {
  let profileId: string | undefined;
  const queue = createToldQueue();
  const dirtyVideos = new Set<string>();
  const dirtyLibrary = new Set<string>();

  const sendQueueDelta = (followed: string): void => {
    const ids = [...dirtyVideos];
    const delta = queue.update(ids, services.downloads.queueItems(followed, ids));
    dirtyVideos.clear();
    if (delta !== undefined) send('queue:changed', delta);
  };
  const sendLibraryChange = (followed: string): void => {
    const videoIds = services.library.concerning(followed, [...dirtyLibrary]);
    dirtyLibrary.clear();
    if (videoIds.length > 0) send('library:changed', { videoIds });
  };
  /** Runs on a timer, where nobody would catch an error: what was dirty stays so, and goes out with the next change. */
  const attempt = (work: (followed: string) => void): void => {
    try {
      if (profileId !== undefined) work(profileId);
    } catch (error) {
      onError(error);
    }
  };
  const deltas = createCoalescer(clock, MIN_DELTA_INTERVAL_MS, () => {
    if (dirtyVideos.size > 0) attempt(sendQueueDelta);
    if (dirtyLibrary.size > 0) attempt(sendLibraryChange);
  });
  const places = createRestingCoalescer(clock, () =>
    attempt((followed) => {
      for (const videoId of services.downloads.movedInLine(followed, queue.items())) mark(dirtyVideos, videoId);
    }),
  );
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
    ...forwardFacts(services, send, () => profileId),
    services.on('closing', () => close()),
  ];

  const reset = (next: string | undefined): void => {
    profileId = next;
    for (const coalescer of [deltas, places]) coalescer.cancel();
    for (const dirty of [dirtyVideos, dirtyLibrary]) dirty.clear();
    queue.clear();
  };
  const close = (): void => {
    for (const unsubscribe of subscriptions) unsubscribe();
    reset(undefined);
  };

  return {
    follow: (next) => {
      if (next === profileId) return;
      const items = next === undefined ? [] : services.downloads.queue(next);
      reset(next);
      queue.restart(items);
    },
    told() {
      deltas.settle();
      return [...queue.items()];
    },
    snapshot: () => {
      deltas.settle();
      const items = profileId === undefined ? [] : services.downloads.queue(profileId);
      return { seq: queue.renew(items), items };
    },
    close,
  };
}

/** Runs `work` at most once in the interval, and rests after it: the longer it took, the longer. */
function createRestingCoalescer(clock: Clock, work: () => void): Coalescer {
  let restUntilMs = 0;
  const coalescer = createCoalescer(clock, MIN_PLACES_INTERVAL_MS, () => {
    const startedAtMs = clock.monotonicMs();
    if (startedAtMs < restUntilMs) return coalescer.request();
    work();
    restUntilMs = startedAtMs + (clock.monotonicMs() - startedAtMs) * PLACES_REST_FACTOR;
  });
  return coalescer;
}

/** Passes on the facts that need no gathering, each to whom it concerns; returns what ends that. */
function forwardFacts(services: Services, send: Send, followed: () => string | undefined): (() => void)[] {
  const isAdult = (profileId: string): boolean => services.profiles.get(profileId)?.role === 'adult';
  return [
    services.on('profiles-changed', () => send('profiles:changed', {})),
    services.on('settings-changed', () => send('settings:changed', {})),
    services.on('requests-changed', (fact) => {
      const profileId = followed();
      if (profileId === undefined) return;
      if (fact.profileId === profileId || isAdult(profileId)) send('requests:changed', {});
    }),
    services.on('notice', (fact) => {
      if (fact.profileId === undefined || fact.profileId === followed()) send('notice', fact.notice);
    }),
  ];
}
