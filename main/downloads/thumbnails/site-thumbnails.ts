import { createHash } from 'node:crypto';
import type { Gate } from '../../gate/gate.ts';
import { setBounded } from '../../platform/bounded-map.ts';
import type { Clock } from '../../platform/clock.ts';
import { createConcurrencyLimit } from '../../platform/concurrency-limit.ts';
import type { Logger } from '../../platform/logger.ts';
import { fetchSiteThumbnail, type SiteThumbnail, type ThumbnailFetch } from '../../web/site-thumbnail.ts';
import { createThumbnailStore } from './thumbnail-store.ts';

/** Fetches the thumbnails that sites show of their videos when somebody first sees them, and keeps them for a while. */
export interface SiteThumbnails {
  /**
   * Finds the thumbnail's file, fetching it if need be; undefined when there is none to be had now. Everybody who asks at the same time
   * shares one fetch. Never rejects.
   */
  file(address: string): Promise<string | undefined>;
  /** Ends what is being fetched. */
  stop(): Promise<void>;
}

export interface SiteThumbnailOptions extends Pick<ThumbnailFetch, 'refuseAddress'> {
  readonly gate: Pick<Gate, 'open'>;
  /** Made when it is missing; nothing else lies in it. */
  readonly folder: string;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly logger: Logger;
}

const PARALLEL = 4;
/** Nobody waits before an empty place for longer. */
const FETCH_TIMEOUT_MS = 10_000;
/** What could not be had is not asked for again so soon: a list that is scrolled asks for every thumbnail each time. */
const ASK_AGAIN_MS = 10 * 60_000;
const MOST_FAILURES = 2000;

export function createSiteThumbnails({ folder, gate, clock, logger, refuseAddress }: SiteThumbnailOptions): SiteThumbnails {
  const underWay = new Map<string, Promise<string | undefined>>();
  const failedAtMs = new Map<string, number>();
  const stopping = new AbortController();
  const limited = createConcurrencyLimit(PARALLEL, { newestFirst: true });
  const store = createThumbnailStore(folder, logger);
  let ready: Promise<void> | undefined;

  async function find(address: string, key: string): Promise<string | undefined> {
    // By the first request and by no start of the app: a draft of this run must not be taken for one of a dead one.
    ready ??= store.open();
    await ready;
    const file = await store.find(key);
    const failedAt = failedAtMs.get(key);
    const isHopeless = failedAt !== undefined && clock.monotonicMs() - failedAt < ASK_AGAIN_MS;
    if (file !== undefined || isHopeless || stopping.signal.aborted) return file;
    try {
      const thumbnail = await limited(() => fetch(address));
      failedAtMs.delete(key);
      return await store.keep(key, thumbnail);
    } catch (error) {
      if (stopping.signal.aborted) return undefined;
      setBounded(failedAtMs, key, clock.monotonicMs(), MOST_FAILURES);
      logger.info('site thumbnail could not be fetched', { address, error });
      return undefined;
    }
  }

  async function fetch(address: string): Promise<SiteThumbnail> {
    const pass = await gate.open('thumbnail');
    try {
      const { proxyUrl } = pass;
      return await fetchSiteThumbnail(address, { refuseAddress, proxyUrl, timeoutMs: FETCH_TIMEOUT_MS, signal: stopping.signal });
    } finally {
      pass.close();
    }
  }

  return {
    file(address) {
      const key = createHash('sha256').update(address).digest('hex');
      const shared = underWay.get(key);
      if (shared !== undefined) return shared;
      const found = find(address, key).finally(() => underWay.delete(key));
      underWay.set(key, found);
      return found;
    },
    async stop() {
      stopping.abort();
      await Promise.all(underWay.values());
    },
  };
}
