/** What ffprobe tells of one stream; seconds. */
export interface StreamFacts {
  readonly type: 'video' | 'audio';
  /** Samples that the container says it has; only MP4 and its kin know. */
  readonly frameCount?: number;
  /** Where the container says the stream ends. */
  readonly durationSeconds?: number;
}

/** A time without data in an otherwise steady stream; seconds. */
export interface Hole {
  readonly at: number;
  readonly length: number;
}

/** A hole this long is a missing piece, in whatever stream. */
const LONG_HOLE_SECONDS = 0.5;
/** A short hole counts only where video and audio have it at the same moment: a cut piece, not a dropped frame. */
const SHORT_HOLE_SECONDS = 0.1;
const SHORT_HOLE_FRAMES = 3;
/** A stream is steady when nearly all its steps are alike; only there a longer step means that something is missing. */
const STEADY_SHARE = 0.98;
const STEADY_TOLERANCE = 0.25;
const FEWEST_STEPS = 20;

/** When the packets of one stream are shown; seconds. */
export class PacketTimes {
  count = 0;
  start = Number.POSITIVE_INFINITY;
  /** The end of the last one. */
  end = Number.NEGATIVE_INFINITY;
  readonly #times: number[] = [];
  readonly #keyTimes: number[] = [];

  /** `time` and `duration` are NaN where the container does not know them. */
  add(time: number, duration: number, isKey: boolean): void {
    this.count += 1;
    if (Number.isNaN(time)) return;
    this.#times.push(time);
    if (isKey) this.#keyTimes.push(time);
    this.start = Math.min(this.start, time);
    // MP4 stretches the packet before a hole over it, and a last one may be stretched as well: more than a second proves nothing.
    this.end = Math.max(this.end, time + (Number.isNaN(duration) ? 0 : Math.min(duration, 1)));
  }

  /**
   * Finds steps that are too long for a steady stream. In a video stream a lost piece is followed by a key frame, as pieces begin with one; a still
   * scene that a screen recorder left out is not.
   */
  holes(type: StreamFacts['type']): Hole[] {
    const times = Float64Array.from(this.#times).sort();
    const steps = times.subarray(1).map((time, index) => time - (times[index] ?? time));
    if (steps.length < FEWEST_STEPS) return [];
    const usual = Float64Array.from(steps).sort()[Math.floor(steps.length / 2)] ?? 0;
    const alike = steps.filter((step) => Math.abs(step - usual) <= usual * STEADY_TOLERANCE).length;
    if (usual <= 0 || alike / steps.length < STEADY_SHARE) return [];
    const shortest = Math.max(SHORT_HOLE_SECONDS, usual * SHORT_HOLE_FRAMES);
    const holes: Hole[] = [];
    const keyTimes = new Set(this.#keyTimes);
    steps.forEach((length, index) => {
      const at = times[index] ?? 0;
      const isCut = length > shortest && (type === 'audio' || keyTimes.has(times[index + 1] ?? 0));
      if (isCut) holes.push({ at, length });
    });
    return holes;
  }
}

/** One video or audio stream of a file. */
export interface StreamTimeline {
  readonly facts: StreamFacts;
  readonly packets: PacketTimes;
}

/** Finds the first hole that overlaps one of `others`; both in the order of time, so one walk along the two is enough. */
function firstShared(own: readonly Hole[], others: readonly Hole[]): Hole | undefined {
  let index = 0;
  return own.find((hole) => {
    for (let other = others[index]; other !== undefined && other.at + other.length <= hole.at; other = others[index]) index += 1;
    const next = others[index];
    return next !== undefined && next.at < hole.at + hole.length;
  });
}

/** Finds the first hole that means a missing piece. */
export function findHole(timelines: readonly StreamTimeline[]): Hole | undefined {
  const holes = timelines.map(({ facts, packets }) => packets.holes(facts.type));
  const long = holes.flat().find((hole) => hole.length >= LONG_HOLE_SECONDS);
  if (long !== undefined) return long;
  for (const [index, own] of holes.entries()) {
    const shared = holes.flatMap((others, other) => (other === index ? [] : (firstShared(own, others) ?? [])));
    if (shared.length > 0) return shared.reduce((first, hole) => (hole.at < first.at ? hole : first));
  }
  return undefined;
}
