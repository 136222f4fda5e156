import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { said } from '../../phrasebook/said.ts';
import type { TriggerOutcome } from '../library/transitions/reference-triggers.ts';
import type { VideoRow } from '../library/videos/video-rows.ts';
import { isThere } from '../platform/files.ts';
import { Refusal } from '../platform/refusal.ts';
import type { EngineContext } from './engine-context.ts';
import type { KnownVideo, OwnItem, PreparedReference, WantedLink } from './reference.ts';

export interface RegisterReferencesOptions {
  /** Checks now whether the library is there. */
  readonly isLibraryThere: () => Promise<boolean>;
  /** Throws a Refusal for an address that must not be asked. */
  readonly refuseAddress: (url: string) => Promise<void>;
}

/** Brings a reference into the library in two steps: what takes time first, then one write in the caller's transaction. */
export interface RegisterReferences {
  /** Checks the address, or the file of a finished video. Nothing is registered yet. */
  prepare(profileId: string, wanted: WantedLink | KnownVideo): Promise<PreparedReference>;
  /** Prepares what this person gave up, or finished, to be wanted again. */
  prepareResume(item: OwnItem): PreparedReference;
  /** Writes the reference as part of the open transaction, or in one of its own; the queue is woken after the commit. */
  register(reference: PreparedReference): TriggerOutcome;
}

export const notInQueue = (): Refusal => new Refusal('not-found', said('refusal.notInListAnyMore'));

/** `tell` is called when somebody wants a video now, or its file turned out to be gone; it waits for the commit by itself. */
export function createRegisterReferences(
  { store, library }: EngineContext,
  options: RegisterReferencesOptions,
  tell: (videoId: string) => void,
): RegisterReferences {
  const { references, videos, queueRows, files } = store;

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
    if (await isThere(path.join(library.folder(), video.fileName))) return;
    if ((await options.isLibraryThere()) && files.lost(video.id)) tell(video.id);
  }

  return {
    async prepare(profileId, wanted) {
      if ('videoId' in wanted) {
        await noticeLost(videos.get(wanted.videoId));
        return { of: 'known-video', profileId, video: wanted };
      }
      const { address, kind, preset, title, group, subtitles } = wanted;
      const known = videos.byAddress(address.urlKey, kind);
      if (known === undefined) await options.refuseAddress(address.url);
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
      tell(outcome.videoId);
      return outcome;
    },
  };
}
