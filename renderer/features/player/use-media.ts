import { useEffect, useState } from 'react';

/** What the controls show of a playing video. Seconds; `duration` is 0 until it is known. */
export interface MediaState {
  readonly playing: boolean;
  readonly seconds: number;
  readonly duration: number;
  readonly volume: number;
  readonly muted: boolean;
  readonly speed: number;
  readonly broken: boolean;
}

const AT_REST: MediaState = { playing: false, seconds: 0, duration: 0, volume: 1, muted: false, speed: 1, broken: false };

const EVENTS = [
  'play',
  'pause',
  'timeupdate',
  'seeking',
  'durationchange',
  'volumechange',
  'ratechange',
  'error',
  'loadeddata',
] as const;

/** Mirrors a media element for React; null until it is on the page. */
export function useMedia(media: HTMLMediaElement | null): MediaState {
  const [state, setState] = useState(AT_REST);
  useEffect(() => {
    if (!media) return;
    const read = () =>
      setState({
        playing: !media.paused,
        seconds: media.currentTime,
        duration: Number.isFinite(media.duration) ? media.duration : 0,
        volume: media.volume,
        muted: media.muted,
        speed: media.playbackRate,
        broken: media.error !== null,
      });
    for (const event of EVENTS) media.addEventListener(event, read);
    read();
    return () => {
      for (const event of EVENTS) media.removeEventListener(event, read);
    };
  }, [media]);
  return state;
}
