/** The numbers of one drawn thumbnail: hills under a sun or moon, in a hue of its own. All in a box of 160 by 90. */
export interface Scene {
  /** Degrees on the colour circle. */
  readonly hue: number;
  readonly sunX: number;
  readonly sunY: number;
  readonly sunRadius: number;
  /** Outlines of the hills from far to near, as SVG paths. */
  readonly hills: readonly string[];
  /** Position of the small house on the nearest hill. */
  readonly houseX: number;
  readonly houseY: number;
}

/** Draws the same scene for the same seed, every time. */
export function sceneFor(seed: string): Scene {
  const random = randomFrom(seed);
  const hills = [46, 58, 70].map((base) => {
    const left = base + random() * 16 - 8;
    const middle = base + random() * 24 - 14;
    const right = base + random() * 16 - 8;
    const rounded = [left, middle, right].map((value) => Math.round(value * 10) / 10);
    return `M0 90 V${rounded[0]} C40 ${rounded[1]} 60 ${rounded[1]} 90 ${rounded[2]} S140 ${rounded[1]} 160 ${rounded[0]} V90Z`;
  });
  return {
    hue: Math.floor(random() * 360),
    sunX: Math.round(20 + random() * 120),
    sunY: Math.round(16 + random() * 22),
    sunRadius: Math.round(7 + random() * 7),
    hills,
    houseX: Math.round(20 + random() * 110),
    houseY: Math.round(66 + random() * 6),
  };
}

/** A small seeded generator (FNV-1a into xorshift): scenes need variety, not secrecy. */
function randomFrom(seed: string): () => number {
  let state = 2166136261;
  for (let index = 0; index < seed.length; index += 1) state = Math.imul(state ^ seed.charCodeAt(index), 16777619);
  state = state >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
}
