import fc from 'fast-check';

/** What the program of a download does next. */
export type ProgramAct =
  | 'log'
  | 'progress'
  | 'merge'
  | 'finish'
  | 'corrupt'
  | 'reset'
  | 'private'
  | 'rate limit'
  | 'leave a child';

/** One random step; numbers pick among what is there when it is played. */
export type EngineStep =
  | { readonly do: 'wish' | 'cancel' | 'pause' | 'unpause' | 'retry' | 'resume'; readonly person: number; readonly video: number }
  | { readonly do: 'pause all' | 'unpause all' | 'remove person'; readonly person: number }
  | { readonly do: 'program'; readonly program: number; readonly act: ProgramAct }
  | { readonly do: 'stop'; readonly stop: number; readonly proven: boolean }
  | { readonly do: 'turns'; readonly turns: number }
  | { readonly do: 'rest' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'crash'; readonly orphansLive: boolean }
  | { readonly do: 'crash in move'; readonly moment: 'before the journal' | 'before the row' };

export const PERSONS = 3;
export const TITLES = ['cats', 'dogs', 'birds'];
export const KINDS_OF_ENGINE_STEPS = 16;

const person = fc.nat(PERSONS - 1);
const video = fc.nat(TITLES.length - 1);
const pick = fc.nat(7);
const act = fc.constantFrom<ProgramAct>(
  'log',
  'progress',
  'merge',
  'finish',
  'finish',
  'corrupt',
  'reset',
  'private',
  'rate limit',
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
  step(8, 'wish', { person, video }),
  step(5, 'cancel', { person, video }),
  step(2, 'pause', { person, video }),
  step(2, 'unpause', { person, video }),
  step(1, 'pause all', { person }),
  step(1, 'unpause all', { person }),
  step(1, 'retry', { person, video }),
  step(1, 'resume', { person, video }),
  step(1, 'remove person', { person }),
  step(9, 'program', { program: pick, act }),
  step(5, 'stop', { stop: pick, proven: fc.boolean() }),
  step(5, 'turns', { turns: fc.integer({ min: 1, max: 4 }) }),
  step(5, 'rest', {}),
  step(3, 'wait', { ms: fc.constantFrom(1000, 8000, 130_000) }),
  step(1, 'crash', { orphansLive: fc.boolean() }),
  step(1, 'crash in move', {
    moment: fc.constantFrom<'before the journal' | 'before the row'>('before the journal', 'before the row'),
  }),
);
