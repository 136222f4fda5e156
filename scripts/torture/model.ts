import type { TortureVideo } from './videos.ts';

/** Whether something holds; `either`: the app died before it said whether it had done it. */
export type Belief = boolean | 'either';

/** One person's wish for one video, as it was acknowledged. */
export interface ModelWish {
  wanted: Belief;
  held: Belief;
  /** The app has it on record, wanted or given up: what was never acknowledged may never have come in. */
  known: boolean;
}

/** What the household asked for and was told, kept apart from the code under test. */
export interface Model {
  readonly people: readonly string[];
  readonly videos: TortureVideo[];
  /** Ids by name, once known. */
  readonly ids: Map<string, string>;
  /** Names of what was on its way when it was last looked at, and of what was asked for since. */
  readonly open: Set<string>;
  wish(profileId: string, name: string): ModelWish;
  /** Every wish that was ever made or tried. */
  wishes(): Iterable<{ readonly profileId: string; readonly name: string; readonly wish: ModelWish }>;
}

export function createModel(people: readonly string[]): Model {
  const wishes = new Map<string, { profileId: string; name: string; wish: ModelWish }>();
  return {
    people,
    videos: [],
    ids: new Map(),
    open: new Set(),
    wish(profileId, name) {
      const key = `${profileId} ${name}`;
      const known = wishes.get(key) ?? { profileId, name, wish: { wanted: false, held: false, known: false } };
      wishes.set(key, known);
      return known.wish;
    },
    wishes: () => wishes.values(),
  };
}
