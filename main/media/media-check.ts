import { open } from 'node:fs/promises';
import type { MediaKind } from '../../preload/contract/types.ts';
import { safeExcerpt } from '../platform/plain-text.ts';
import type { Packing } from './containers.ts';
import { readPackets } from './media-packets.ts';
import { findHole, type StreamTimeline } from './media-timeline.ts';

export interface MediaCheckOptions {
  readonly ffprobePath: string;
  /** As the site promised it. */
  readonly expectedDurationSeconds?: number;
  readonly kind: MediaKind;
  /** For the whole check; a film of some gigabytes needs as long as the disk needs to read it once. */
  readonly timeoutMs: number;
  /** A recording of a live stream may have holes of its own and ends where it ends. */
  readonly isLive?: boolean;
  readonly signal?: AbortSignal;
}

export type MediaVerdict =
  | {
      readonly whole: true;
      readonly durationSeconds: number;
      readonly packing: Packing;
    }
  /** `why` is for the log and "What happened?". */
  | { readonly whole: false; readonly why: string }
  /** The check came to no end (time, abort, killed from outside, no ffprobe): nothing is known against the file. */
  | { readonly whole: 'unknown'; readonly why: string };

/** Sites round and estimate lengths; what is cut off lacks more. */
const SITE_MISSING = { share: 0.05, seconds: 5 };
/** Containers know their own length well. */
const OWN_MISSING = { share: 0.03, seconds: 2 };

/** Complaints that intact files cause too; the timeline is checked separately. */
const HARMLESS = /non monotonically increasing dts|QT chapter track not found|Unsupported codec with id/;

/** How lists of other files begin, which ffprobe would follow. */
const LISTS = ['#extm3u', 'ffconcat version'];

const HEAD_BYTES = 512;

const broken = (why: string): MediaVerdict => ({ whole: false, why });

/**
 * Tells whether a finished file is whole. Exit code 0 of yt-dlp and a good first answer of ffprobe do not: a cut, spliced or holey file has
 * both. So ffprobe reads all of it and lists each packet. The demuxer must have nothing to complain about on its way, and the packets' number,
 * their end and their regularity must fit what the container and the site promise. Never rejects.
 */
export async function checkMedia(file: string, options: MediaCheckOptions): Promise<MediaVerdict> {
  const head = await readHead(file);
  const noMedia = whyNoMedia(head);
  if (head === undefined || noMedia !== undefined) return broken(noMedia ?? 'the file cannot be read');
  const packets = await readPackets(file, isMp4(head), options);
  if (packets === 'no-end') return { whole: 'unknown', why: 'the check came to no end' };
  if (packets === 'no-media') return broken('the file cannot be understood');
  const complaint = packets.complaints.find((line) => !HARMLESS.test(line));
  if (complaint !== undefined) return broken(safeExcerpt(complaint.replaceAll(file, 'the file')));

  const { timelines } = packets;
  const hasVideo = timelines.some(({ facts }) => facts.type === 'video');
  const hasAudio = timelines.some(({ facts }) => facts.type === 'audio');
  if (!hasVideo && !hasAudio) return broken('there is neither video nor sound in it');
  if (options.kind === 'audio' && !hasAudio) return broken('there is no sound in it');
  const durationSeconds = playedSeconds(timelines) ?? packets.containerSeconds ?? 0;
  const why =
    whyStreamsAreCut(timelines) ??
    whyTooShort(durationSeconds, packets.containerSeconds, options) ??
    whyHoley(timelines, options);
  return why === undefined ? { whole: true, durationSeconds, packing: packets.packing } : broken(why);
}

/** Says why the first bytes cannot be those of a video, if they cannot. */
function whyNoMedia(head: Buffer | undefined): string | undefined {
  if (head === undefined) return 'the file cannot be read';
  if (head.length === 0) return 'the file is empty';
  const start = head.toString('utf8').trimStart().toLowerCase();
  if (start.startsWith('<')) return 'it is a web page, not a video';
  return LISTS.some((list) => start.startsWith(list)) ? 'it is a list of pieces, not a video' : undefined;
}

/** Compares each stream with what the container says of it. */
function whyStreamsAreCut(timelines: readonly StreamTimeline[]): string | undefined {
  for (const { facts, packets } of timelines) {
    const { type, frameCount, durationSeconds } = facts;
    if (packets.count === 0) return `the ${type} is empty`;
    if (frameCount !== undefined && packets.count !== frameCount)
      return `the ${type} has ${packets.count} of ${frameCount} frames`;
    if (durationSeconds !== undefined && isShort(packets.end, durationSeconds, OWN_MISSING)) {
      return `the ${type} ends after ${packets.end.toFixed(1)} of ${durationSeconds.toFixed(1)} seconds`;
    }
  }
  return undefined;
}

/** Compares the whole length with what the container and the site promise. */
function whyTooShort(actual: number, container: number | undefined, options: MediaCheckOptions): string | undefined {
  if (container !== undefined && isShort(actual, container, OWN_MISSING)) {
    return `it ends after ${actual.toFixed(1)} of ${container.toFixed(1)} seconds`;
  }
  const promised = options.isLive ? undefined : options.expectedDurationSeconds;
  if (promised === undefined || !isShort(actual, promised, SITE_MISSING)) return undefined;
  return `it lasts ${actual.toFixed(1)} seconds, the site promised ${promised.toFixed(1)}`;
}

function whyHoley(timelines: readonly StreamTimeline[], { isLive }: MediaCheckOptions): string | undefined {
  const hole = isLive ? undefined : findHole(timelines);
  return hole && `a piece of ${hole.length.toFixed(2)} seconds is missing at ${hole.at.toFixed(1)} seconds`;
}

function isShort(actual: number, promised: number, { share, seconds }: typeof SITE_MISSING): boolean {
  return actual < promised - Math.max(seconds, promised * share);
}

/** Measures from the first packet shown to the end of the last; undefined where the container gives no times. */
function playedSeconds(timelines: readonly StreamTimeline[]): number | undefined {
  const start = Math.min(...timelines.map(({ packets }) => packets.start));
  const played = Math.max(...timelines.map(({ packets }) => packets.end)) - Math.max(0, start);
  return Number.isFinite(played) ? played : undefined;
}

async function readHead(file: string): Promise<Buffer | undefined> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined; // the caller says that the file cannot be read
  }
}

function isMp4(head: Buffer): boolean {
  return ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip'].includes(head.toString('latin1', 4, 8));
}
