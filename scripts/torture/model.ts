import type { TortureVideo } from './videos.ts';

/** Whether something holds; `either`: the app died before it said whether it had done it. */
export type Belief = boolean | 'either';

/** One person's claim on one video, as it was acknowledged. */
export interface ModelReference {
  wanted: Belief;
  paused: Belief;
  /** The app has it on record, wanted or given up: what was never acknowledged may never have come in. */
  known: boolean;
}

/** What the household asked for and was told, kept apart from the code under test. */
export interface Model {
  readonly people: readonly string[];
  readonly videos: TortureVideo[];
  /** Ids by name, once known. */
  readonly ids: Map<string, string>;
  /** Names of what was on its way when it was last inspected, and of what was asked for since. */
  readonly open: Set<string>;
  reference(profileId: string, name: string): ModelReference;
  /** Every reference that was ever made or tried. */
  references(): Iterable<{ readonly profileId: string; readonly name: string; readonly reference: ModelReference }>;
}

export function createModel(people: readonly string[]): Model {
  const references = new Map<string, { profileId: string; name: string; reference: ModelReference }>();
  return {
    people,
    videos: [],
    ids: new Map(),
    open: new Set(),
    reference(profileId, name) {
      const key = `${profileId} ${name}`;
      const known = references.get(key) ?? { profileId, name, reference: { wanted: false, paused: false, known: false } };
      references.set(key, known);
      return known.reference;
    },
    references: () => references.values(),
  };
}
