import { said } from '../../phrasebook/said.ts';
import type { SubtitleTrack } from '../../preload/contract/types.ts';
import { listSubtitles, readSubtitles } from '../media/subtitle-tracks.ts';
import { Refusal } from '../platform/refusal.ts';
import { type ReadyTools, ToolsMissing } from '../yt-dlp/tools.ts';
import type { OwnItem } from './reference.ts';

export interface SubtitleViewDependencies {
  /** Throws `not-found` for what this person may not see. */
  readonly filePath: (profileId: string, videoId: string) => string;
  readonly tools: () => Promise<ReadyTools>;
}

/** Reads the subtitles inside a finished file, for a player that only shows text it is handed. */
export interface SubtitleView {
  subtitles(item: OwnItem): Promise<{ tracks: SubtitleTrack[] }>;
  subtitle(track: OwnItem & { readonly index: number }): Promise<{ text: string }>;
}

export function createSubtitleView({ filePath, tools }: SubtitleViewDependencies): SubtitleView {
  return {
    async subtitles({ profileId, videoId }) {
      const file = filePath(profileId, videoId);
      // A film can be watched without the programs; then without its subtitles.
      const ready = await tools().catch(() => undefined);
      return { tracks: ready === undefined ? [] : [...(await listSubtitles(file, ready.ffmpeg.ffprobePath))] };
    },
    async subtitle({ profileId, videoId, index }) {
      const file = filePath(profileId, videoId);
      const { ffmpeg } = await tools().catch((error: unknown) => {
        throw error instanceof ToolsMissing ? new Refusal('tool-missing', error.message) : error;
      });
      const text = await readSubtitles(file, index, ffmpeg.ffmpegPath);
      if (text === undefined) throw new Refusal('not-found', said('refusal.subtitlesUnreadable'));
      return { text };
    },
  };
}
