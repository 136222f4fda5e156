import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { VideoRows } from '../library/video-rows.ts';
import type { Logger } from '../platform/logger.ts';
import { makeThumbnail } from '../yt-dlp/thumbnail.ts';
import { thumbnailFile } from './housekeeping.ts';
import type { ReadyTools } from './run-attempt.ts';

const GRAB_TIMEOUT_MS = 30_000;

export interface PictureDependencies {
  readonly videos: VideoRows;
  readonly libraryFolder: string;
  readonly tools: () => Promise<ReadyTools>;
  readonly logger: Logger;
}

/** Makes the picture of a finished video and notes it on its row; false when there is none. Never rejects. */
export async function makePicture(videoId: string, dependencies: PictureDependencies): Promise<boolean> {
  const { videos, libraryFolder, logger } = dependencies;
  const video = videos.get(videoId);
  if (video?.fileName == null || video.kind !== 'video') return false;
  const target = thumbnailFile(libraryFolder, videoId);
  try {
    const { ffmpeg } = await dependencies.tools();
    await mkdir(path.dirname(target), { recursive: true });
    const isMade = await makeThumbnail(path.join(libraryFolder, video.fileName), target, {
      ffmpegPath: ffmpeg.ffmpegPath,
      durationSeconds: video.durationSeconds ?? 0,
      timeoutMs: GRAB_TIMEOUT_MS,
    });
    if (isMade) videos.markThumbnail(videoId);
    return isMade;
  } catch (error) {
    logger.warn('no picture could be made', { videoId, error: String(error) });
    return false;
  }
}
