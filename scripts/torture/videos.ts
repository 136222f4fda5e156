import type { MediaServer } from '../../test/media-server/index.ts';
import type { Chance } from './random.ts';

/** How a video reaches the library: each kind has windows of its own in which a kill may hit. */
export type VideoKind = 'direct' | 'page' | 'stream' | 'merge' | 'sound' | 'stalling' | 'missing';

/** One made-up video of the loopback server. */
export interface TortureVideo {
  /** Stands in the address, so that a row is known again whatever its id. */
  readonly name: string;
  readonly kind: VideoKind;
  readonly url: string;
}

/** How often each kind is asked for, in a hundred. */
const SHARES: Readonly<Record<VideoKind, number>> = {
  direct: 32,
  page: 18,
  stream: 18,
  merge: 16,
  sound: 6,
  stalling: 6,
  missing: 4,
};

/** Slow enough that most kills hit a download in its middle, fast enough that most rounds bring some to their end. */
const SPEEDS_BYTES_PER_SECOND = [500_000, 1_000_000, 2_000_000, 4_000_000];

/** Titles that make trouble as file names, many of them the same. */
const TITLES = ['Holiday', 'Holiday', 'CON', '../../escape', 'a/b\\c:d*e?', '…', 'Ünïcode 🎬 \u202Egpj.exe', 'x'.repeat(300)];

/** The kinds whose file is not the server's own bytes: a program puts it together, always alike. */
export const MADE_KINDS: readonly VideoKind[] = ['stream', 'merge', 'sound'];

export function chooseKind(chance: Chance): VideoKind {
  return chance.weighted(SHARES);
}

/** The address of the video with this number. */
export function makeVideo(server: MediaServer, kind: VideoKind, number: number, chance: Chance): TortureVideo {
  const name = `v${number}x`;
  const speed = chance.pick(SPEEDS_BYTES_PER_SECOND);
  const file = `/slow/${speed}/${name}.mp4`;
  const paths: Readonly<Record<VideoKind, string>> = {
    direct: file,
    page: `/page/${name}?title=${encodeURIComponent(chance.pick(TITLES))}&src=${encodeURIComponent(file)}`,
    stream: `/stream/${name}.m3u8?parts=${encodeURIComponent(`/slow/${speed}/hls/`)}`,
    merge: `/merge/${name}.mpd?video=/slow/${speed}/video-only.mp4&audio=/slow/${speed}/audio-only.m4a`,
    sound: `/page/${name}?src=${encodeURIComponent(file)}`,
    stalling: `/stall-once/${chance.between(0, 2_000_000)}/${name}.mp4`,
    missing: `/status/404/${name}.mp4`,
  };
  return { name, kind, url: server.url(paths[kind]) };
}

/** The name of the video that an address belongs to. */
export function nameIn(url: string): string | undefined {
  return /\/(v\d+x)\b/.exec(url)?.[1];
}
