import { said } from '../../phrasebook/said.ts';
import type { VideoStatus } from '../../preload/contract/types.ts';
import type { PauseOutcome } from '../library/transitions/reference-changes.ts';
import { Refusal } from '../platform/refusal.ts';
import { createDropReferences, type DropReferences } from './drop-references.ts';
import type { EngineContext } from './engine-context.ts';
import { createLiveQueue, type LiveQueue, type LiveQueueOptions } from './live-queue.ts';
import type { OwnItem } from './reference.ts';
import {
  createRegisterReferences,
  notInQueue,
  type RegisterReferences,
  type RegisterReferencesOptions,
} from './register-references.ts';
import type { Supervisor } from './run/supervisor.ts';

export interface DownloadServiceOptions extends RegisterReferencesOptions, LiveQueueOptions {
  readonly supervisor: Pick<Supervisor, 'get' | 'lastProgress' | 'stop'>;
  readonly wake: () => void;
  /** Removes now what nobody wants any more. */
  readonly makeRoom: () => void;
  /** Called when who wants what changed, or a file came or went: what people have, and what it takes, is out of date. */
  readonly onLibraryChanged: (videoId: string) => void;
}

/** Does what people ask for. Who may ask is decided before; each call may throw a Refusal with a plain sentence. */
export interface DownloadService extends RegisterReferences, DropReferences, LiveQueue {
  retry(item: OwnItem): { status: VideoStatus };
  /** Pauses one item, or without an id everything of this person that waits or runs. */
  pause(item: PausedItem): { held: boolean };
  unpause(item: PausedItem): { held: boolean };
  /** Puts an item, and those that follow it, before another one or at the end. */
  move(item: OwnItem & { readonly before?: string | undefined; readonly following?: readonly string[] | undefined }): {
    position: number;
  };
  /** Puts back what was removed, as long as it is in the trash. */
  undoRemove(item: OwnItem): { status: VideoStatus };
  /** Deletes for good those of the given videos that are in the trash: the rows now, the files right after the commit. */
  purge(videoIds: readonly string[]): { items: number; freedBytes: number };
}

interface PausedItem {
  readonly profileId: string;
  readonly videoId?: string | undefined;
}

export function createDownloadService(context: EngineContext, options: DownloadServiceOptions): DownloadService {
  const { store, onChanged } = context;
  const { supervisor, onLibraryChanged, wake } = options;
  const { database, references } = store;

  /** Tells both the queues and the library, and wakes the scheduler, once the open transaction is safe. */
  const tell = (videoId: string): void =>
    database.afterCommit(() => {
      onChanged(videoId);
      onLibraryChanged(videoId);
      wake();
    });
  const registering = createRegisterReferences(context, options, tell);
  const dropping = createDropReferences(store, supervisor, tell);
  const reading = createLiveQueue(context, options);

  function setPaused({ profileId, videoId }: PausedItem, held: boolean): { held: boolean } {
    const { changed, toStop } = videoId === undefined ? references.pauseAll(profileId, held) : pauseOne(profileId, videoId, held);
    for (const id of toStop) supervisor.stop(id, 'paused');
    for (const id of changed) onChanged(id);
    wake();
    return { held };
  }

  function pauseOne(profileId: string, videoId: string, held: boolean): PauseOutcome {
    const outcome = references.pause(profileId, videoId, held);
    if (outcome === undefined) throw notInQueue();
    return { changed: [videoId], toStop: outcome.status === 'downloading' && !outcome.runnable ? [videoId] : [] };
  }

  return {
    prepare: registering.prepare,
    prepareResume: registering.prepareResume,
    register: registering.register,
    queue: reading.queue,
    queueItems: reading.queueItems,
    recentlyCancelled: reading.recentlyCancelled,
    cancel: dropping.cancel,
    removeFromLibrary: dropping.removeFromLibrary,
    dropAll: dropping.dropAll,
    retry({ profileId, videoId }) {
      const status = references.retry(profileId, videoId);
      if (status === undefined) throw notInQueue();
      onChanged(videoId);
      wake();
      return { status };
    },
    pause: (item) => setPaused(item, true),
    unpause: (item) => setPaused(item, false),
    move({ profileId, videoId, before, following = [] }) {
      const position = references.move(profileId, videoId, before, following);
      if (position === undefined) throw notInQueue();
      for (const id of [videoId, ...following]) onChanged(id);
      return { position };
    },
    purge(videoIds) {
      const purged = store.files.purge(videoIds);
      for (const { videoId } of purged) tell(videoId);
      if (purged.length > 0) database.afterCommit(options.makeRoom);
      return { items: purged.length, freedBytes: purged.reduce((sum, { bytes }) => sum + bytes, 0) };
    },
    undoRemove({ profileId, videoId }) {
      if (!store.files.restore(profileId, videoId)) {
        throw new Refusal('not-found', said('refusal.notInTrash'));
      }
      tell(videoId);
      return { status: 'complete' };
    },
  };
}
