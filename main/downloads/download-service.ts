import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { CancelledItem, QueueItem, VideoStatus } from '../../preload/contract/types.ts';
import type { QueueRows } from '../library/queue/queue-rows.ts';
import type { FileTransitions } from '../library/transitions/file-transitions.ts';
import type { ReferenceTransitions, TriggerOutcome } from '../library/transitions/reference-transitions.ts';
import type { VideoRow, VideoRows } from '../library/videos/video-rows.ts';
import type { Clock } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Timings } from '../settings/timings.ts';
import type { KnownVideo, OwnItem, PreparedReference, WantedLink } from './reference.ts';
import type { Supervisor } from './run/supervisor.ts';

export interface DownloadServiceDependencies {
  readonly references: ReferenceTransitions;
  readonly videos: VideoRows;
  readonly queueRows: QueueRows;
  readonly files: FileTransitions;
  readonly supervisor: Supervisor;
  readonly libraryFolder: () => string;
  readonly isLibraryThere: () => Promise<boolean>;
  /** Throws a Refusal for an address that must not be asked. */
  readonly refuseAddress: (url: string) => Promise<void>;
  readonly timings: Timings;
  readonly clock: Clock;
  /** Runs what reaches outside the database once the open transaction is safe; at once when none is open. */
  readonly afterCommit: (action: () => void) => void;
  readonly wake: () => void;
  /** Reads what everything waits for now: the result lays it over a waiting item. */
  readonly readWaitingReasons: () => (item: QueueItem) => QueueItem;
  /** A row changed: the queues that show it are out of date. */
  readonly onChanged: (videoId: string) => void;
  /** Who wants what changed, or a file came or went: what people have, and what it takes, is out of date. */
  readonly onLibraryChanged: (videoId: string) => void;
}

/** Does what people ask for. Who may ask is decided before; each call may throw a Refusal with a plain sentence. */
export interface DownloadService {
  /** Checks the address, or the file of a finished video. Nothing is registered yet. */
  prepare(profileId: string, wanted: WantedLink | KnownVideo): Promise<PreparedReference>;
  /** Prepares what this person gave up, or finished, to be wanted again. */
  prepareResume(item: OwnItem): PreparedReference;
  /** Writes the reference as part of the open transaction, or in one of its own; the queue is woken after the commit. */
  register(reference: PreparedReference): TriggerOutcome;
  cancel(item: OwnItem): { stopped: boolean; stillWantedBy: string[] };
  retry(item: OwnItem): { status: VideoStatus };
  /** Pauses one item, or without an id everything of this person that waits or runs. */
  pause(item: PausedItem): { held: boolean };
  unpause(item: PausedItem): { held: boolean };
  /** Puts an item, and those that follow it, before another one or at the end. */
  move(item: OwnItem & { readonly before?: string | undefined; readonly following?: readonly string[] | undefined }): {
    position: number;
  };
  queue(profileId: string): QueueItem[];
  queueItems(profileId: string, videoIds: readonly string[]): QueueItem[];
  recentlyCancelled(of: { readonly profileId: string }): { items: CancelledItem[] };
  /** Takes a finished video out of one person's library; the file goes to the trash when nobody wants it. */
  removeFromLibrary(item: OwnItem): { trashed: boolean; stillWantedBy: string[] };
  undoRemove(item: OwnItem): { status: VideoStatus };
  /** Drops every reference of a profile (it is being deleted) and returns the bytes that nobody else keeps. Synchronous. */
  dropAll(profileId: string): number;
}

interface PausedItem {
  readonly profileId: string;
  readonly videoId?: string | undefined;
}

const ALL_STATUSES: readonly VideoStatus[] = ['pending', 'downloading', 'cancelling', 'failed', 'complete'];

export function createDownloadService(dependencies: DownloadServiceDependencies): DownloadService {
  const { references, videos, queueRows, supervisor, timings, clock, afterCommit, onChanged, onLibraryChanged, wake } =
    dependencies;

  const notInQueue = (): Refusal => new Refusal('not-found', 'That video is not in your list any more.');
  const doneSince = (): number => clock.now() - timings.showDoneMs;

  /** Tells both the queues and the library. */
  function changed(videoId: string): void {
    onChanged(videoId);
    onLibraryChanged(videoId);
  }

  function write(reference: PreparedReference): TriggerOutcome {
    if (reference.of === 'link') return references.trigger(reference.row);
    const { videoId, group } = reference.video;
    const outcome = references.triggerKnown(reference.profileId, videoId, group);
    if (outcome === undefined) throw notInQueue();
    return outcome;
  }

  /** A finished video whose file somebody deleted by hand is fetched again instead of being promised. */
  async function noticeLost(video: VideoRow | undefined): Promise<void> {
    if (video?.status !== 'complete' || video.fileName === null) return;
    if (await exists(path.join(dependencies.libraryFolder(), video.fileName))) return;
    if (!(await dependencies.isLibraryThere()) || !dependencies.files.lost(video.id)) return;
    changed(video.id);
    wake();
  }

  /** Drops one reference; the run of a video that nobody wants (or that all others paused) is stopped at once. */
  function drop(profileId: string, videoId: string) {
    const outcome = references.drop(profileId, videoId);
    if (outcome === undefined) throw notInQueue();
    afterCommit(() => {
      if (outcome.after === 'cancelling') supervisor.stop(videoId, 'cancelled');
      else if (outcome.after === 'downloading' && outcome.isPausedByAll) supervisor.stop(videoId, 'paused');
      changed(videoId);
      wake();
    });
    return outcome;
  }

  function setPaused({ profileId, videoId }: PausedItem, held: boolean): { held: boolean } {
    const videoIds =
      videoId === undefined ? references.activeVideoIds(profileId, ['pending', 'downloading', 'cancelling']) : [videoId];
    for (const id of videoIds) {
      const outcome = references.pause(profileId, id, held);
      if (outcome === undefined) throw notInQueue();
      if (outcome.status === 'downloading' && !outcome.runnable) supervisor.stop(id, 'paused');
      onChanged(id);
    }
    wake();
    return { held };
  }

  const withLiveState = (items: readonly QueueItem[]): QueueItem[] => {
    const withReason = dependencies.readWaitingReasons();
    return items.map((item) => withReason(withProgress(item)));
  };

  function withProgress(item: QueueItem): QueueItem {
    if (item.status === 'complete') return item;
    const run = supervisor.get(item.videoId);
    const progress = run?.progress ?? supervisor.lastProgress(item.videoId) ?? {};
    if (run === undefined) {
      const { speed: _speed, etaSeconds: _eta, ...kept } = progress;
      return { ...item, ...kept };
    }
    return { ...item, ...progress, ...(item.status === 'downloading' && { phase: run.phase }) };
  }

  return {
    async prepare(profileId, wanted) {
      if ('videoId' in wanted) {
        await noticeLost(videos.get(wanted.videoId));
        return { of: 'known-video', profileId, video: wanted };
      }
      const { address, kind, preset, title, group, subtitles } = wanted;
      const known = videos.byAddress(address.urlKey, kind);
      if (known === undefined) await dependencies.refuseAddress(address.url);
      else await noticeLost(known);
      const { url, urlKey, site } = address;
      const row = { profileId, videoId: randomUUID(), url, urlKey, site, kind, preset, title, group, subtitles };
      return { of: 'link', row };
    },
    prepareResume({ profileId, videoId }) {
      if (!queueRows.knows(profileId, videoId)) throw notInQueue();
      return { of: 'known-video', profileId, video: { videoId } };
    },
    register(reference) {
      const outcome = write(reference);
      afterCommit(() => {
        changed(outcome.videoId);
        wake();
      });
      return outcome;
    },
    cancel({ profileId, videoId }) {
      const { stillWantedBy } = drop(profileId, videoId);
      return { stopped: stillWantedBy.length === 0, stillWantedBy: [...stillWantedBy] };
    },
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
    queue: (profileId) => withLiveState(queueRows.list(profileId, doneSince())),
    queueItems: (profileId, videoIds) => withLiveState(queueRows.some(profileId, videoIds, doneSince())),
    recentlyCancelled: ({ profileId }) => ({
      items: queueRows.recentlyCancelled(profileId, clock.now() - timings.recentlyCancelledMs),
    }),
    removeFromLibrary({ profileId, videoId }) {
      const { stillWantedBy, after } = drop(profileId, videoId);
      return { trashed: after === 'complete' && stillWantedBy.length === 0, stillWantedBy: [...stillWantedBy] };
    },
    undoRemove({ profileId, videoId }) {
      if (!dependencies.files.restore(profileId, videoId)) {
        throw new Refusal('not-found', 'That video is no longer in the trash. Paste its link to get it again.');
      }
      changed(videoId);
      return { status: 'complete' };
    },
    dropAll(profileId) {
      let freedBytes = 0;
      for (const videoId of references.activeVideoIds(profileId, ALL_STATUSES)) {
        const { after, stillWantedBy } = drop(profileId, videoId);
        if (after === 'complete' && stillWantedBy.length === 0) freedBytes += videos.get(videoId)?.bytes ?? 0;
      }
      return freedBytes;
    },
  };
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
