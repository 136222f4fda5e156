import { randomUUID } from 'node:crypto';
import { type Said, said } from '../../../phrasebook/said.ts';
import type { Notice, Profile } from '../../../preload/contract/types.ts';
import type { DownloadService } from '../../downloads/download-service.ts';
import type { RequestRow } from '../../library/household/request-rows.ts';
import type { Standing, StandingRows } from '../../library/household/standing-rows.ts';
import type { VideoRow, VideoRows } from '../../library/videos/video-rows.ts';
import { withoutUndefined } from '../../platform/without-undefined.ts';
import type { MetaEntry } from '../../yt-dlp/reports.ts';
import type { HouseholdRules } from '../limits/household-rules.ts';
import { shownTitle } from '../notice-text.ts';
import type { RequestNotices } from './request-notices.ts';
import type { RequestRecords } from './request-records.ts';

export interface FoundVideosDependencies {
  readonly records: RequestRecords;
  readonly standings: Pick<StandingRows, 'ofVideo'>;
  readonly videos: Pick<VideoRows, 'get'>;
  readonly rules: Pick<HouseholdRules, 'whyTooMuch'>;
  readonly children: () => readonly Profile[];
  /** Takes a video off a person's list; its run is stopped when nobody else wants it. */
  readonly cancel: DownloadService['cancel'];
  readonly notices: Pick<RequestNotices, 'asked'>;
  readonly notify: (profileId: string, notice: Notice) => void;
  readonly onChanged: (profileId: string) => void;
}

/**
 * Creates what checks the video that a run found against what each child may have: an adult's yes is for the video that the adult was
 * shown, and limits hold for lengths and sizes that no page told before. What does not fit is not fetched for that child, who asks for it
 * again with what is known now.
 */
export function createFoundVideos(dependencies: FoundVideosDependencies) {
  const { records, standings, videos, rules, children, cancel, notices, notify, onChanged } = dependencies;
  const { database, rows, clock, append } = records;

  function whyNot(child: Profile, standing: Standing, video: VideoRow, found: MetaEntry): Said | undefined {
    const { urlKey, kind } = standing;
    const shown = rows.newestYes({ profileId: child.id, urlKey, kind });
    if (shown !== undefined && isAnother(shown, found)) {
      return said('notice.leadsElsewhere', { before: shownTitle(shown.title), title: shownTitle(found.title ?? video.title) });
    }
    // Who said yes knew how long it is: what the day has left was a part of that decision.
    if (shown?.durationSeconds !== undefined) return undefined;
    return rules.whyTooMuch(child, { videoId: video.id, ...found });
  }

  /** Puts a request in the place of the child's reference, in one commit. */
  function askAgain(child: Profile, { urlKey, group }: Standing, video: VideoRow, found: MetaEntry): number {
    const { id: videoId, url, site, kind, preset } = video;
    const subtitles = video.subtitles ?? undefined;
    const title = found.title ?? video.title;
    cancel({ profileId: child.id, videoId });
    const row = { profileId: child.id, url, urlKey, site, kind, preset, title, group, subtitles };
    const { request } = rows.ask({ id: randomUUID(), ...row, createdAt: clock.now() });
    const { extractorKey, extractorId, channel, durationSeconds, thumbnailUrl, totalBytes: bytes } = found;
    rows.describe(request.id, {
      title,
      ...withoutUndefined({ extractorKey, extractorId, channel, durationSeconds, thumbnailUrl, bytes }),
    });
    append('asked', { profileId: child.id, detail: { title } });
    return request.createdAt;
  }

  return (videoId: string, found: MetaEntry): void => {
    for (const child of children()) {
      database.immediate(() => {
        const standing = standings.ofVideo(child.id, videoId);
        const video = videos.get(videoId);
        if (standing?.wants !== true || video === undefined) return;
        const why = whyNot(child, standing, video, found);
        if (why === undefined) return;
        const askedAt = askAgain(child, standing, video, found);
        database.afterCommit(() => {
          onChanged(child.id);
          notices.asked(child.id, askedAt);
          notify(child.id, { level: 'warning', ...said('notice.grownUpIsAsked', { why }) });
        });
      });
    }
  };
}

/** Lengths are rounded here and there; a video of another length is further off. */
const SAME_LENGTH_SECONDS = 2;

/** Tells whether a run found another video than the one that an adult was shown, as far as anything was shown. */
function isAnother(shown: RequestRow, found: MetaEntry): boolean {
  if (shown.details !== 'found') return false;
  const isOtherId = shown.extractorId !== undefined && found.extractorId !== undefined && shown.extractorId !== found.extractorId;
  const isOtherTitle = found.title !== undefined && shown.title !== found.title.slice(0, shown.title.length);
  const isOtherLength =
    shown.durationSeconds !== undefined &&
    found.durationSeconds !== undefined &&
    Math.abs(shown.durationSeconds - found.durationSeconds) > SAME_LENGTH_SECONDS;
  return isOtherId || (isOtherTitle && isOtherLength);
}
