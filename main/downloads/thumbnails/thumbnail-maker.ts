import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { VideoRow, VideoRows } from '../../library/videos/video-rows.ts';
import { keepSiteThumbnail, makeThumbnail, type ThumbnailOptions } from '../../media/frame-thumbnail.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ReadyTools } from '../../yt-dlp/tools.ts';
import { thumbnailFile } from '../work-folder.ts';
import { createSitePictures, type SitePicturesDependencies } from './site-thumbnails.ts';

/** Idle work gets little of a busy computer. */
const GRAB_TIMEOUT_MS = 120_000;
/** A start looks at so many: a film that no picture can be made of is tried again with each. */
const MOST_MISSING = 50;

export interface PictureDependencies extends SitePicturesDependencies {
  readonly videos: VideoRows;
  readonly libraryFolder: () => string;
  readonly tools: () => Promise<ReadyTools>;
  readonly logger: Logger;
  /** A video has its picture now. */
  readonly onMade: (videoId: string) => void;
}

/** The pictures of finished videos: the site's own, which people know it by, or else a frame of it. They come after the file, one at a time: a slow or failing frame grab holds up nobody. */
export interface Pictures {
  /** Makes one and notes it on its row; false when there is none. Never rejects. */
  make(videoId: string): Promise<boolean>;
  /** The file of a picture that a site shows, fetched now if it is not here; undefined when there is none to be had. Never rejects. */
  ofSite(address: string): Promise<string | undefined>;
  /** Tries once those that an app that died left without one, newest first; what ends meanwhile does not wait for them all. Never rejects. */
  makeMissing(): Promise<void>;
  /** Ends those under way; once it resolves the database is not touched any more. */
  stop(): Promise<void>;
}

export function createPictures({ videos, libraryFolder, tools, onMade, ...dependencies }: PictureDependencies): Pictures {
  const { logger } = dependencies;
  const sitePictures = createSitePictures(dependencies);
  const underWay = new Set<Promise<boolean>>();
  const stopping = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  async function grab(videoId: string): Promise<boolean> {
    if (stopping.signal.aborted) return false;
    const video = videos.get(videoId);
    if (video?.fileName == null || (video.kind !== 'video' && video.thumbnailUrl === null)) return false;
    const target = thumbnailFile(libraryFolder(), videoId);
    try {
      const { ffmpeg } = await tools();
      // Not recursive: a library that is away is not made anew.
      await mkdir(path.dirname(target)).catch(() => undefined);
      const options = {
        ffmpegPath: ffmpeg.ffmpegPath,
        durationSeconds: video.durationSeconds ?? 0,
        timeoutMs: GRAB_TIMEOUT_MS,
        signal: stopping.signal,
      };
      const isMade =
        (await keepOfSite(video, target, options)) ||
        (video.kind === 'video' && (await makeThumbnail(path.join(libraryFolder(), video.fileName), target, options)));
      if (isMade) videos.markThumbnail(videoId);
      if (isMade && !stopping.signal.aborted) onMade(videoId);
      return isMade;
    } catch (error) {
      logger.warn('thumbnail could not be made', { videoId, error });
      return false;
    }
  }

  async function keepOfSite({ thumbnailUrl }: VideoRow, target: string, options: ThumbnailOptions): Promise<boolean> {
    const file = thumbnailUrl === null ? undefined : await sitePictures.file(thumbnailUrl);
    return file !== undefined && (await keepSiteThumbnail(file, target, options));
  }

  async function make(videoId: string): Promise<boolean> {
    if (stopping.signal.aborted) return false;
    const picture = last.then(() => grab(videoId)).finally(() => underWay.delete(picture));
    last = picture;
    underWay.add(picture);
    return (await picture) && !stopping.signal.aborted;
  }

  return {
    make,
    ofSite: sitePictures.file,
    async makeMissing() {
      try {
        // One by one: the picture of what has just ended comes next, not after all of these.
        for (const videoId of videos.withoutThumbnail(MOST_MISSING)) await make(videoId);
      } catch (error) {
        logger.warn('search for missing thumbnails failed', { error });
      }
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled([sitePictures.stop(), ...underWay]);
    },
  };
}
