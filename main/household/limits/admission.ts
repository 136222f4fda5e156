import type { Profile, VideoStatus } from '../../../preload/contract/types.ts';
import type { DownloadService } from '../../downloads/download-service.ts';
import type { KnownVideo, PreparedReference, WantedLink } from '../../downloads/reference.ts';
import type { LibraryDatabase } from '../../library/database/database.ts';
import type { QuotaRows } from '../../library/household/quota-rows.ts';
import type { Standing, StandingRows } from '../../library/household/standing-rows.ts';
import type { TriggerOutcome } from '../../library/transitions/reference-triggers.ts';
import type { VideoDetails, VideoRows } from '../../library/videos/video-rows.ts';
import { withoutUndefined } from '../../platform/without-undefined.ts';
import type { HouseholdRules, NewItem } from './household-rules.ts';

/** Holds what probing a page told, for the checks when its video is added. */
export interface KnownFacts {
  readonly durationSeconds?: number | undefined;
  /** Of the best quality. */
  readonly bytes?: number | undefined;
  /** Where the site shows a thumbnail of it. */
  readonly thumbnailUrl?: string | undefined;
}

export interface AdmissionOptions {
  readonly facts?: KnownFacts | undefined;
  /** An adult lets it through although the day's limit is used up. */
  readonly overLimit?: boolean | undefined;
  /** Written in the same commit; throws to have none of it. */
  readonly alongside?: (videoId: string) => void;
}

/** Adds videos for a person within what that person may add. Whether a child may have one at all is decided before. */
export interface Admission {
  /**
   * Commits limits, quota, the reference and what goes alongside in one transaction, so that two at once cannot share the last
   * place. What a person wants already is not counted again. Throws `limit-reached` or `quota-exceeded`.
   */
  add(profile: Profile, wanted: WantedLink | KnownVideo, options?: AdmissionOptions): Promise<TriggerOutcome>;
  /** Adds again what this person gave up or finished. */
  resume(profile: Profile, videoId: string): TriggerOutcome;
  /** Puts back what this person removed, if it still fits into the quota. */
  undo(profile: Profile, videoId: string): { status: VideoStatus };
}

export interface AdmissionDependencies {
  readonly database: LibraryDatabase;
  readonly standings: StandingRows;
  readonly quotas: QuotaRows;
  readonly videos: Pick<VideoRows, 'describe'>;
  readonly rules: HouseholdRules;
  readonly downloads: Pick<DownloadService, 'prepare' | 'prepareResume' | 'register' | 'undoRemove'>;
}

export function createAdmission(dependencies: AdmissionDependencies): Admission {
  const { database, standings, quotas, videos, rules, downloads } = dependencies;

  function standingOf(profile: Profile, wanted: WantedLink | KnownVideo): Standing | undefined {
    if ('videoId' in wanted) return standings.ofVideo(profile.id, wanted.videoId);
    return standings.ofLink(profile.id, wanted.address.urlKey, wanted.kind);
  }

  function checkLimits(profile: Profile, item: NewItem, overLimit: boolean): void {
    if (!overLimit) rules.checkDaily(profile, item);
    rules.checkQuota(profile, item);
  }

  /** One transaction: whatever throws, nothing of it happened. */
  function register(
    profile: Profile,
    wanted: WantedLink | KnownVideo,
    reference: PreparedReference,
    { facts, overLimit = false, alongside }: AdmissionOptions,
  ): TriggerOutcome {
    return database.immediate(() => {
      const standing = standingOf(profile, wanted);
      const item = newItem(wanted, standing, facts);
      if (standing?.wants !== true) checkLimits(profile, item, overLimit);
      const outcome = downloads.register(reference);
      rules.bookDay();
      if (item.expectedBytes !== null) quotas.expect(outcome.videoId, item.expectedBytes);
      // What others want keeps what is known of it. The length counts towards a day from now on, not from the first byte on.
      if (!outcome.joined) videos.describe(outcome.videoId, detailsOf(facts, standing));
      alongside?.(outcome.videoId);
      return outcome;
    });
  }

  return {
    async add(profile, wanted, options = {}) {
      const reference = await downloads.prepare(profile.id, wanted);
      return register(profile, wanted, reference, options);
    },
    undo: (profile, videoId) =>
      database.immediate(() => {
        const standing = standings.ofVideo(profile.id, videoId);
        // What is gone from the trash is told by the undo itself.
        if (standing?.wants === false && standing.status === 'complete') {
          rules.checkQuota(profile, newItem({ videoId }, standing, undefined));
        }
        return downloads.undoRemove({ profileId: profile.id, videoId });
      }),
    resume(profile, videoId) {
      const reference = downloads.prepareResume({ profileId: profile.id, videoId });
      return register(profile, { videoId }, reference, {});
    },
  };
}

function detailsOf(facts: KnownFacts | undefined, standing: Standing | undefined): VideoDetails {
  const durationSeconds = standing?.durationSeconds === null || standing === undefined ? facts?.durationSeconds : undefined;
  return withoutUndefined({ thumbnailUrl: facts?.thumbnailUrl, durationSeconds });
}

function newItem(wanted: WantedLink | KnownVideo, standing: Standing | undefined, facts: KnownFacts | undefined): NewItem {
  const durationSeconds = facts?.durationSeconds ?? standing?.durationSeconds ?? null;
  const isOwn = standing?.knew === true;
  if ('videoId' in wanted) {
    const { urlKey = '', kind = 'video' } = standing ?? {};
    return { urlKey, kind, durationSeconds, expectedBytes: null, isOwn };
  }
  const { address, kind, preset } = wanted;
  // The size that a page tells is the best quality's: of a small copy or the sound alone it says nothing.
  const isSizeKnown = kind === 'video' && preset !== 'small';
  return { urlKey: address.urlKey, kind, durationSeconds, expectedBytes: isSizeKnown ? (facts?.bytes ?? null) : null, isOwn };
}
