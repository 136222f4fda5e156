import { useEffect, useRef, useState } from 'react';
import type { SubtitleTrack } from '../../../preload/contract/types.ts';
import { call } from '../../store/border/main-process.ts';
import { actingProfileId } from '../../store/window/acting-profile.ts';
import { report } from '../../store/window/report-failure.ts';
import { parseWebVtt } from './web-vtt.ts';

/** The subtitles of a playing video. `shown` is the index of the one on screen. */
export interface Subtitles {
  readonly tracks: readonly SubtitleTrack[];
  readonly shown: number | undefined;
  readonly show: (index: number | undefined) => void;
  /** Off, or the one that was shown last (the first one, before that). */
  readonly toggle: () => void;
}

/** Lists the subtitles in the video's file, and draws the chosen ones over the video once they are loaded. */
export function useSubtitles(media: HTMLVideoElement | null, videoId: string): Subtitles {
  const [tracks, setTracks] = useState<readonly SubtitleTrack[]>([]);
  const [shown, setShown] = useState<number>();
  const drawn = useRef(new Map<number, TextTrack>());
  const last = useRef<number | undefined>(undefined);

  useEffect(() => {
    let current = true;
    void call('library:subtitles', { profileId: actingProfileId(), videoId }).then((answer) => {
      if (current && answer.ok) setTracks(answer.value.tracks);
    });
    return () => {
      current = false;
    };
  }, [videoId]);

  useEffect(() => {
    let current = true;
    for (const [index, track] of drawn.current) track.mode = index === shown ? 'showing' : 'hidden';
    if (media && shown !== undefined && !drawn.current.has(shown)) {
      void call('library:subtitle', { profileId: actingProfileId(), videoId, index: shown }).then((answer) => {
        if (!current) return;
        report(answer);
        if (answer.ok) drawn.current.set(shown, addTrack(media, answer.value.text));
      });
    }
    return () => {
      current = false;
    };
  }, [media, videoId, shown]);

  const show = (index: number | undefined): void => {
    last.current = index ?? last.current;
    setShown(index);
  };
  return { tracks, shown, show, toggle: () => show(shown === undefined ? (last.current ?? tracks[0]?.index) : undefined) };
}

/** Text that is handed over in the page needs no address that the window's policy would have to allow. */
function addTrack(media: HTMLVideoElement, text: string): TextTrack {
  const track = media.addTextTrack('subtitles');
  for (const { start, end, text: words } of parseWebVtt(text)) track.addCue(new VTTCue(start, end, words));
  track.mode = 'showing';
  return track;
}
