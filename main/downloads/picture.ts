import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { VideoRows } from '../library/video-rows.ts';
import type { Logger } from '../platform/logger.ts';
import { makeThumbnail } from '../yt-dlp/thumbnail.ts';
import { thumbnailFile } from './housekeeping.ts';
import type { ReadyTools } from './run-attempt.ts';

/** Idle work gets little of a busy computer. */
const GRAB_TIMEOUT_MS = 120_000;

export interface PictureDependencies {
  readonly videos: VideoRows;
  readonly libraryFolder: () => string;
  readonly tools: () => Promise<ReadyTools>;
  readonly logger: Logger;
}

/** The pictures of finished videos. They come after the file, one at a time: a slow or failing frame grab holds up nobody. */
export interface Pictures {
  /** Makes one and notes it on its row; false when there is none. Never rejects. */
  make(videoId: string): Promise<boolean>;
  /** Ends those under way; once it resolves the database is not touched any more. */
  stop(): Promise<void>;
}

export function createPictures({ videos, libraryFolder, tools, logger }: PictureDependencies): Pictures {
  const underWay = new Set<Promise<boolean>>();
  const stopping = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  async function grab(videoId: string): Promise<boolean> {
    if (stopping.signal.aborted) return false;
    const video = videos.get(videoId);
    if (video?.fileName == null || video.kind !== 'video') return false;
    const target = thumbnailFile(libraryFolder(), videoId);
    try {
      const { ffmpeg } = await tools();
      // Not recursive: a library that is away is not made anew.
      await mkdir(path.dirname(target)).catch(() => undefined);
      const isMade = await makeThumbnail(path.join(libraryFolder(), video.fileName), target, {
        ffmpegPath: ffmpeg.ffmpegPath,
        durationSeconds: video.durationSeconds ?? 0,
        timeoutMs: GRAB_TIMEOUT_MS,
        signal: stopping.signal,
      });
      if (isMade) videos.markThumbnail(videoId);
      return isMade;
    } catch (error) {
      logger.warn('no picture could be made', { videoId, error: String(error) });
      return false;
    }
  }

  return {
    async make(videoId) {
      if (stopping.signal.aborted) return false;
      const picture = last.then(() => grab(videoId)).finally(() => underWay.delete(picture));
      last = picture;
      underWay.add(picture);
      return (await picture) && !stopping.signal.aborted;
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(underWay);
    },
  };
}
