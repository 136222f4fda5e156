import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { VideoRow } from '../../library/videos/video-rows.ts';
import { type ThumbnailOptions as DrawingOptions, keepSiteThumbnail, makeThumbnail } from '../../media/frame-thumbnail.ts';
import type { ReadyTools } from '../../yt-dlp/tools.ts';
import type { EngineContext } from '../engine-context.ts';
import { thumbnailFile } from '../work-folder.ts';
import { createSiteThumbnails, type SiteThumbnailOptions } from './site-thumbnails.ts';

/** Idle work gets little of a busy computer. */
const GRAB_TIMEOUT_MS = 120_000;
/** A start tries so many: a film that no thumbnail can be made of is tried again with each. */
const MOST_MISSING = 50;

export interface ThumbnailOptions extends Omit<SiteThumbnailOptions, 'clock' | 'logger'> {
  /** Throws `ToolsMissing`. */
  readonly tools: () => Promise<ReadyTools>;
  /** Called when a video has its thumbnail. */
  readonly onMade: (videoId: string) => void;
}

/**
 * Makes the thumbnails of finished videos: of the site's own, which people know it by, or else of a frame. They come after the file, one at
 * a time: a slow or failing frame grab holds up nobody.
 */
export interface Thumbnails {
  /** Makes one and notes it on its row; false when there is none. Never rejects. */
  make(videoId: string): Promise<boolean>;
  /** Finds the file of what a site shows, fetching it if need be; undefined when there is none to be had. Never rejects. */
  ofSite(address: string): Promise<string | undefined>;
  /** Tries once those that an app that died left without one, newest first; what ends meanwhile does not wait for them all. Never rejects. */
  makeMissing(): Promise<void>;
  /** Ends those under way; once it resolves the database is not touched any more. */
  stop(): Promise<void>;
}

export function createThumbnails(
  { store, library, clock, logger }: EngineContext,
  { tools, onMade, ...siteOptions }: ThumbnailOptions,
): Thumbnails {
  const { videos } = store;
  const siteThumbnails = createSiteThumbnails({ ...siteOptions, clock, logger });
  const underWay = new Set<Promise<boolean>>();
  const stopping = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  async function grab(videoId: string): Promise<boolean> {
    if (stopping.signal.aborted) return false;
    const video = videos.get(videoId);
    if (video?.fileName == null || (video.kind !== 'video' && video.thumbnailUrl === null)) return false;
    const target = thumbnailFile(library.folder(), videoId);
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
        (video.kind === 'video' && (await makeThumbnail(path.join(library.folder(), video.fileName), target, options)));
      if (isMade) videos.markThumbnail(videoId);
      if (isMade && !stopping.signal.aborted) onMade(videoId);
      return isMade;
    } catch (error) {
      logger.warn('thumbnail could not be made', { videoId, error });
      return false;
    }
  }

  async function keepOfSite({ thumbnailUrl }: VideoRow, target: string, options: DrawingOptions): Promise<boolean> {
    const file = thumbnailUrl === null ? undefined : await siteThumbnails.file(thumbnailUrl);
    return file !== undefined && (await keepSiteThumbnail(file, target, options));
  }

  async function make(videoId: string): Promise<boolean> {
    if (stopping.signal.aborted) return false;
    const thumbnail = last.then(() => grab(videoId)).finally(() => underWay.delete(thumbnail));
    last = thumbnail;
    underWay.add(thumbnail);
    return (await thumbnail) && !stopping.signal.aborted;
  }

  return {
    make,
    ofSite: siteThumbnails.file,
    async makeMissing() {
      try {
        // One by one: the thumbnail of what has just ended comes next, not after all of these.
        for (const videoId of videos.withoutThumbnail(MOST_MISSING)) await make(videoId);
      } catch (error) {
        logger.warn('search for missing thumbnails failed', { error });
      }
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled([siteThumbnails.stop(), ...underWay]);
    },
  };
}
