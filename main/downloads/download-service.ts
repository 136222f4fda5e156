import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { QueueItem, VideoStatus, WishGroup } from '../../preload/contract/types.ts';
import type { QueueRows } from '../library/queue/queue-rows.ts';
import type { FileTransitions } from '../library/transitions/file-transitions.ts';
import type { ReferenceTransitions, TriggerOutcome } from '../library/transitions/reference-transitions.ts';
import type { VideoRow, VideoRows } from '../library/videos/video-rows.ts';
import type { Clock } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { SettingsService } from '../settings/settings.ts';
import type { Timings } from '../settings/timings.ts';
import { titleFromAddress } from '../web/title-from-address.ts';
import { normaliseAddress } from '../web/web-address.ts';
import type { Supervisor } from './run/supervisor.ts';

export interface DownloadServiceDependencies {
  readonly references: ReferenceTransitions;
  readonly videos: VideoRows;
  readonly queueRows: QueueRows;
  readonly files: FileTransitions;
  readonly supervisor: Supervisor;
  readonly settings: SettingsService;
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
  readonly onChanged: (videoId: string) => void;
}

/**
 * Wraps the transaction in which a wish is registered: whoever has conditions checks them and writes what belongs to the wish in
 * the same commit, and throws to have none of it.
 */
export type CommitWish = (wish: () => TriggerOutcome) => TriggerOutcome;

const unconditionally: CommitWish = (wish) => wish();

/** What people do with downloads. Who may ask is decided before; each call may throw a Refusal with a plain sentence. */
export interface DownloadService {
  trigger(request: ChannelRequest<'downloads:trigger'>, commit?: CommitWish): Promise<ChannelValue<'downloads:trigger'>>;
  cancel(request: ChannelRequest<'downloads:cancel'>): ChannelValue<'downloads:cancel'>;
  resume(request: ChannelRequest<'downloads:resume'>, commit?: CommitWish): ChannelValue<'downloads:resume'>;
  retry(request: ChannelRequest<'downloads:retry'>): ChannelValue<'downloads:retry'>;
  pause(request: ChannelRequest<'downloads:pause'>): ChannelValue<'downloads:pause'>;
  unpause(request: ChannelRequest<'downloads:unpause'>): ChannelValue<'downloads:unpause'>;
  move(request: ChannelRequest<'downloads:move'>): ChannelValue<'downloads:move'>;
  queue(profileId: string): QueueItem[];
  queueItems(profileId: string, videoIds: readonly string[]): QueueItem[];
  recentlyCancelled(request: ChannelRequest<'queue:recently-cancelled'>): ChannelValue<'queue:recently-cancelled'>;
  /** Takes a finished video out of one person's library; the file goes to the trash when nobody wants it. */
  removeFromLibrary(request: ChannelRequest<'library:remove'>): ChannelValue<'library:remove'>;
  undoRemove(request: ChannelRequest<'library:undo'>): ChannelValue<'library:undo'>;
  /** Drops every wish of a profile (it is being deleted) and returns the bytes that nobody else keeps. Synchronous. */
  dropAll(profileId: string): number;
}

const ALL_STATUSES: readonly VideoStatus[] = ['pending', 'downloading', 'cancelling', 'failed', 'complete'];

export function createDownloadService(dependencies: DownloadServiceDependencies): DownloadService {
  const { references, videos, queueRows, supervisor, timings, clock, onChanged, wake } = dependencies;

  const notInQueue = (): Refusal => new Refusal('not-found', 'That video is not in your list any more.');
  const doneSince = (): number => clock.now() - timings.showDoneMs;

  const wishKnown = (profileId: string, videoId: string, group?: WishGroup) => (): TriggerOutcome => {
    const outcome = references.triggerKnown(profileId, videoId, group);
    if (outcome === undefined) throw notInQueue();
    return outcome;
  };

  function afterWish(outcome: TriggerOutcome): TriggerOutcome {
    onChanged(outcome.videoId);
    wake();
    return outcome;
  }

  /** A finished video whose file somebody deleted by hand is fetched again instead of being promised. */
  async function noticeLost(video: VideoRow | undefined): Promise<void> {
    if (video?.status !== 'complete' || video.fileName === null) return;
    if (await exists(path.join(dependencies.libraryFolder(), video.fileName))) return;
    if (await dependencies.isLibraryThere()) dependencies.files.lost(video.id);
  }

  /** Drops one reference; the run of a video that nobody wants (or that all others paused) is stopped at once. */
  function drop(profileId: string, videoId: string) {
    const outcome = references.drop(profileId, videoId);
    if (outcome === undefined) throw notInQueue();
    dependencies.afterCommit(() => {
      if (outcome.after === 'cancelling') supervisor.stop(videoId, 'cancelled');
      else if (outcome.after === 'downloading' && outcome.isPausedByAll) supervisor.stop(videoId, 'paused');
      onChanged(videoId);
      wake();
    });
    return outcome;
  }

  function hold(profileId: string, videoId: string | undefined, held: boolean): { held: boolean } {
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

  const present = (items: readonly QueueItem[]): QueueItem[] => {
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
    async trigger({ profileId, url, videoId, kind = 'video', preset, title, group, subtitles }, commit = unconditionally) {
      if (videoId !== undefined) {
        await noticeLost(videos.get(videoId));
        return afterWish(commit(wishKnown(profileId, videoId, group)));
      }
      const address = normaliseAddress(url ?? '');
      const known = videos.byAddress(address.urlKey, kind);
      if (known === undefined) await dependencies.refuseAddress(address.url);
      else await noticeLost(known);
      return afterWish(
        commit(() =>
          references.trigger({
            profileId,
            videoId: randomUUID(),
            url: address.url,
            urlKey: address.urlKey,
            site: address.site,
            kind,
            preset: preset ?? dependencies.settings.get().defaultPreset,
            title: title?.trim() || titleFromAddress(address.url),
            group,
            subtitles: subtitles === 'none' ? undefined : subtitles,
          }),
        ),
      );
    },
    cancel({ profileId, videoId }) {
      const { stillWantedBy } = drop(profileId, videoId);
      return { stopped: stillWantedBy.length === 0, stillWantedBy: [...stillWantedBy] };
    },
    resume: ({ profileId, videoId }, commit = unconditionally) => {
      if (!queueRows.knows(profileId, videoId)) throw notInQueue();
      return { status: afterWish(commit(wishKnown(profileId, videoId))).status };
    },
    retry({ profileId, videoId }) {
      const status = references.retry(profileId, videoId);
      if (status === undefined) throw notInQueue();
      onChanged(videoId);
      wake();
      return { status };
    },
    pause: ({ profileId, videoId }) => hold(profileId, videoId, true),
    unpause: ({ profileId, videoId }) => hold(profileId, videoId, false),
    move({ profileId, videoId, before, following = [] }) {
      const position = references.move(profileId, videoId, before, following);
      if (position === undefined) throw notInQueue();
      for (const id of [videoId, ...following]) onChanged(id);
      return { position };
    },
    queue: (profileId) => present(queueRows.list(profileId, doneSince())),
    queueItems: (profileId, videoIds) => present(queueRows.some(profileId, videoIds, doneSince())),
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
      onChanged(videoId);
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
