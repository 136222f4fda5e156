import type { ChannelRequest, ChannelValue } from '../../../preload/contract/channels.ts';
import type { Preset, Profile } from '../../../preload/contract/types.ts';
import type { CommitWish, DownloadService } from '../../downloads/download-service.ts';
import type { LibraryDatabase } from '../../library/database/database.ts';
import type { QuotaRows } from '../../library/household/quota-rows.ts';
import type { Standing, WishRows } from '../../library/household/standing-rows.ts';
import type { VideoRows } from '../../library/videos/video-rows.ts';
import { normaliseAddress } from '../../web/web-address.ts';
import type { HouseholdRules, NewItem } from './household-rules.ts';

/** What a look at a page told, for the checks of its later wish. */
export interface KnownFacts {
  readonly durationSeconds?: number | undefined;
  /** Of the best quality. */
  readonly bytes?: number | undefined;
  /** Where the site shows a picture of it. */
  readonly thumbnailUrl?: string | undefined;
}

export interface AdmissionOptions {
  readonly facts?: KnownFacts | undefined;
  /** An adult lets it through although the day's limit is used up. */
  readonly overLimit?: boolean | undefined;
  /** Written in the same commit; throws to have none of it. */
  readonly alongside?: (videoId: string) => void;
}

/** Turns wishes into downloads within what each person may add. Whether a child may have it at all is decided before. */
export interface Admission {
  /**
   * Limits, quota, the reference and what goes alongside are one transaction, so that two wishes at once cannot share the last
   * place. What a person wants already is not counted again. Throws `limit-reached` or `quota-exceeded`.
   */
  trigger(
    profile: Profile,
    request: ChannelRequest<'downloads:trigger'>,
    options?: AdmissionOptions,
  ): Promise<ChannelValue<'downloads:trigger'>>;
  resume(profile: Profile, videoId: string): ChannelValue<'downloads:resume'>;
}

export interface AdmissionDependencies {
  readonly database: LibraryDatabase;
  readonly wishes: WishRows;
  readonly quotas: QuotaRows;
  readonly videos: Pick<VideoRows, 'describe'>;
  readonly rules: HouseholdRules;
  readonly downloads: Pick<DownloadService, 'trigger' | 'resume'>;
  readonly defaultPreset: () => Preset;
}

export function createAdmission(dependencies: AdmissionDependencies): Admission {
  const { database, wishes, quotas, videos, rules, downloads } = dependencies;

  const within =
    (profile: Profile, find: () => Standing | undefined, asked: NewItem, options: AdmissionOptions): CommitWish =>
    (wish) =>
      database.immediate(() => {
        const standing = find();
        if (standing?.wants !== true) {
          const item = { ...asked, durationSeconds: asked.durationSeconds ?? standing?.durationSeconds ?? null };
          if (options.overLimit !== true) rules.checkDaily(profile, item);
          rules.checkQuota(profile, item);
        }
        const outcome = wish();
        if (asked.expectedBytes !== null) quotas.expect(outcome.videoId, asked.expectedBytes);
        const thumbnailUrl = options.facts?.thumbnailUrl;
        if (thumbnailUrl !== undefined) videos.describe(outcome.videoId, { thumbnailUrl });
        options.alongside?.(outcome.videoId);
        return outcome;
      });

  const commitKnown = (profile: Profile, videoId: string, options: AdmissionOptions): CommitWish => {
    const find = () => wishes.ofVideo(profile.id, videoId);
    const { urlKey = '', kind = 'video' } = find() ?? {};
    return within(profile, find, { urlKey, kind, durationSeconds: null, expectedBytes: null }, options);
  };

  return {
    trigger(profile, request, options = {}) {
      if (request.videoId !== undefined) return downloads.trigger(request, commitKnown(profile, request.videoId, options));
      const { urlKey } = normaliseAddress(request.url ?? '');
      const kind = request.kind ?? 'video';
      // The size that a page tells is the best quality's: of a small copy or the sound alone it says nothing.
      const isSizeKnown = kind === 'video' && (request.preset ?? dependencies.defaultPreset()) !== 'small';
      const item: NewItem = {
        urlKey,
        kind,
        durationSeconds: options.facts?.durationSeconds ?? null,
        expectedBytes: isSizeKnown ? (options.facts?.bytes ?? null) : null,
      };
      return downloads.trigger(
        request,
        within(profile, () => wishes.ofLink(profile.id, urlKey, kind), item, options),
      );
    },
    resume: (profile, videoId) => downloads.resume({ profileId: profile.id, videoId }, commitKnown(profile, videoId, {})),
  };
}
