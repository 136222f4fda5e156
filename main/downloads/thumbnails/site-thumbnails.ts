import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setBounded } from '../../platform/bounded-map.ts';
import type { Clock } from '../../platform/clock.ts';
import { createConcurrencyLimit } from '../../platform/concurrency-limit.ts';
import type { Logger } from '../../platform/logger.ts';
import { fetchSiteThumbnail, type SiteThumbnail, type ThumbnailFetch, type ThumbnailType } from '../../web/site-thumbnail.ts';

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

export interface SiteThumbnailOptions extends Pick<ThumbnailFetch, 'refuseAddress' | 'isPrivateAllowed'> {
  /** Made when it is missing; nothing else lies in it. */
  readonly folder: string;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly logger: Logger;
}

const TYPES: readonly ThumbnailType[] = ['jpg', 'png', 'webp'];
const PARALLEL = 4;
/** Nobody waits before an empty place for longer. */
const FETCH_TIMEOUT_MS = 10_000;
const MOST_BYTES = 96 * 1024 * 1024;
/** What could not be had is not asked for again so soon: a list that is scrolled asks for every thumbnail each time. */
const ASK_AGAIN_MS = 10 * 60_000;
const MOST_FAILURES = 2000;

export function createSiteThumbnails({ folder, clock, logger, ...policy }: SiteThumbnailOptions): SiteThumbnails {
  const underWay = new Map<string, Promise<string | undefined>>();
  const failedAtMs = new Map<string, number>();
  const stopping = new AbortController();
  const limited = createConcurrencyLimit(PARALLEL, { newestFirst: true });
  let ready: Promise<void> | undefined;

  /** Awaited by the first request and by no start of the app: a draft of this run must not be taken for one of a dead one. */
  async function makeReady(): Promise<void> {
    try {
      await mkdir(folder, { recursive: true });
      await prune(folder);
    } catch (error) {
      logger.warn('old site thumbnails could not be pruned', { error });
    }
  }

  async function kept(key: string): Promise<string | undefined> {
    for (const type of TYPES) {
      const file = path.join(folder, `${key}.${type}`);
      const now = new Date();
      // The time says when it was last shown; and only what is there has one.
      const isThere = await utimes(file, now, now).then(
        () => true,
        () => false,
      );
      if (isThere) return file;
    }
    return undefined;
  }

  async function find(address: string, key: string): Promise<string | undefined> {
    ready ??= makeReady();
    await ready;
    const file = await kept(key);
    const failedAt = failedAtMs.get(key);
    const isHopeless = failedAt !== undefined && clock.monotonicMs() - failedAt < ASK_AGAIN_MS;
    if (file !== undefined || isHopeless || stopping.signal.aborted) return file;
    try {
      const options = { ...policy, timeoutMs: FETCH_TIMEOUT_MS, signal: stopping.signal };
      const thumbnail = await limited(() => fetchSiteThumbnail(address, options));
      failedAtMs.delete(key);
      return await keep(key, thumbnail);
    } catch (error) {
      if (stopping.signal.aborted) return undefined;
      setBounded(failedAtMs, key, clock.monotonicMs(), MOST_FAILURES);
      logger.info('site thumbnail could not be fetched', { address, error });
      return undefined;
    }
  }

  async function keep(key: string, { bytes, type }: SiteThumbnail): Promise<string> {
    const file = path.join(folder, `${key}.${type}`);
    const draft = path.join(folder, `${randomUUID()}.draft`);
    try {
      await writeFile(draft, bytes, { flag: 'wx' });
      await rename(draft, file);
    } finally {
      await rm(draft, { force: true }).catch(() => undefined);
    }
    return file;
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

/** Keeps those shown last, as many as there is room for; a draft is one whose app died. */
async function prune(folder: string): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const file = path.join(folder, name);
      const { size, mtimeMs } = await stat(file);
      return { file, size, shownAtMs: name.endsWith('.draft') ? 0 : mtimeMs };
    }),
  );
  let bytes = 0;
  for (const { file, size, shownAtMs } of files.sort((a, b) => b.shownAtMs - a.shownAtMs)) {
    bytes += size;
    if (shownAtMs === 0 || bytes > MOST_BYTES) await rm(file, { force: true });
  }
}
