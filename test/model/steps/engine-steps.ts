import fc from 'fast-check';
import type { Mishap } from './engine-mishaps.ts';

/** What the program of a download does next. */
export type ProgramAct =
  | 'log'
  | 'progress'
  | 'merge'
  | 'promise'
  | 'promise streams'
  | 'finish'
  | 'corrupt'
  | 'reset'
  | 'private'
  | 'rate limit'
  | 'leave a child';

/** One random step; numbers pick among what is there when it is played. */
export type EngineStep =
  | {
      readonly do: 'trigger' | 'cancel' | 'pause' | 'unpause' | 'retry' | 'resume';
      readonly person: number;
      readonly video: number;
    }
  | { readonly do: 'pause all' | 'unpause all' | 'remove person'; readonly person: number }
  | { readonly do: 'program'; readonly program: number; readonly act: ProgramAct }
  | { readonly do: 'stop'; readonly stop: number; readonly proven: boolean }
  | { readonly do: 'turns'; readonly turns: number }
  | { readonly do: 'rest' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'purge' }
  | Mishap
  | { readonly do: 'crash'; readonly orphansLive: boolean }
  | { readonly do: 'crash in move'; readonly moment: 'before the journal' | 'before the row' };

export const PERSONS = 3;
/** Few, so that people and mishaps meet at the same video. */
export const TITLES = ['cats', 'dogs'];
export const KINDS_OF_ENGINE_STEPS = 17;

const person = fc.nat(PERSONS - 1);
const video = fc.nat(TITLES.length - 1);
const pick = fc.nat(7);
/** What keeps a program alive is the most frequent, so that there is time to meet it in every phase. */
const act: fc.Arbitrary<ProgramAct> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<ProgramAct>('log') },
  { weight: 3, arbitrary: fc.constant<ProgramAct>('progress') },
  { weight: 3, arbitrary: fc.constant<ProgramAct>('merge') },
  { weight: 2, arbitrary: fc.constantFrom<ProgramAct>('promise', 'promise streams') },
  { weight: 2, arbitrary: fc.constant<ProgramAct>('finish') },
  { weight: 2, arbitrary: fc.constant<ProgramAct>('leave a child') },
  { weight: 1, arbitrary: fc.constantFrom<ProgramAct>('corrupt', 'private', 'rate limit') },
  { weight: 2, arbitrary: fc.constant<ProgramAct>('reset') },
);

function step<Name extends EngineStep['do'], Rest extends object>(
  weight: number,
  name: Name,
  rest: { [Key in keyof Rest]: fc.Arbitrary<Rest[Key]> },
) {
  return { weight, arbitrary: fc.record({ do: fc.constant(name), ...rest }) as fc.Arbitrary<EngineStep> };
}

/** Many steps follow each other without a turn of the event loop between them, or with one to three: races are the point. */
export const engineStep: fc.Arbitrary<EngineStep> = fc.oneof(
  step(9, 'trigger', { person, video }),
  step(5, 'cancel', { person, video }),
  step(3, 'pause', { person, video }),
  step(3, 'unpause', { person, video }),
  step(1, 'pause all', { person }),
  step(1, 'unpause all', { person }),
  step(1, 'retry', { person, video }),
  step(1, 'resume', { person, video }),
  step(1, 'remove person', { person }),
  step(12, 'program', { program: pick, act }),
  step(4, 'stop', { stop: pick, proven: fc.boolean() }),
  step(4, 'turns', { turns: fc.integer({ min: 1, max: 4 }) }),
  step(12, 'rest', {}),
  step(2, 'wait', { ms: fc.constantFrom(1000, 8000, 130_000) }),
  step(2, 'purge', {}),
  step(1, 'crash', { orphansLive: fc.boolean() }),
  step(1, 'crash in move', {
    moment: fc.constantFrom<'before the journal' | 'before the row'>('before the journal', 'before the row'),
  }),
);

const DAY_MS = 24 * 3_600_000;
/** What was taken away is mostly put back, so that something still happens. */
const isThere = fc.oneof({ weight: 2, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const free = fc.oneof(
  { weight: 3, arbitrary: fc.constant<'plenty'>('plenty') },
  { weight: 2, arbitrary: fc.constantFrom<'tight' | 'nothing'>('tight', 'nothing') },
);

const mishap: fc.Arbitrary<EngineStep> = fc.oneof(
  step(3, 'network', { isThere }),
  step(3, 'tool', { isThere }),
  step(3, 'library', { isThere }),
  step(3, 'disk', { free }),
  step(1, 'clock', { byMs: fc.constantFrom(-2 * DAY_MS, 2 * DAY_MS) }),
  step(1, 'sleep', { ms: fc.constantFrom(60_000, 8 * 3_600_000) }),
  step(2, 'site', { video, refuses: fc.boolean() }),
);

/** The same with what befalls the computer in between. */
export const unkindStep: fc.Arbitrary<EngineStep> = fc.oneof(
  { weight: 4, arbitrary: engineStep },
  { weight: 1, arbitrary: mishap },
);
