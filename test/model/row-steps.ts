import fc from 'fast-check';
import type { FailureReason } from '../../preload/contract/failure-reasons.ts';
import type { RunPhase } from '../../preload/contract/types.ts';

export type SettleKind = 'transient' | 'site rests' | 'stopped' | 'failed';

/** Whether the step looks for something that it can change; see `aim`. */
interface Aimed {
  readonly aimed: boolean;
}

/** One random step; numbers pick among what is there when it is played. */
export type RowStep =
  | { readonly do: 'trigger'; readonly profile: number; readonly video: number; readonly group: string | undefined }
  | { readonly do: 'resume'; readonly profile: number; readonly video: number }
  | ({ readonly do: 'drop' | 'retry' | 'restore'; readonly profile: number; readonly video: number } & Aimed)
  | { readonly do: 'pause'; readonly profile: number; readonly video: number; readonly paused: boolean }
  | {
      readonly do: 'move';
      readonly profile: number;
      readonly video: number;
      readonly before: number | undefined;
      readonly following: readonly number[];
    }
  | { readonly do: 'claim' | 'crash' | 'beat' }
  | { readonly do: 'claim by force' | 'begin move' | 'settle twice'; readonly video: number }
  | ({ readonly do: 'complete' | 'lose'; readonly video: number } & Aimed)
  | { readonly do: 'phase'; readonly video: number; readonly phase: RunPhase }
  | ({ readonly do: 'settle'; readonly video: number; readonly kind: SettleKind; readonly reason: FailureReason } & Aimed)
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'purge'; readonly forgets: boolean }
  | { readonly do: 'empty trash'; readonly videos: readonly number[] }
  | { readonly do: 'remove profile'; readonly profile: number; readonly heir: number | undefined };

export const PEOPLE = 3;
export const VIDEOS = 4;
export const KINDS_OF_STEPS = 21;
export const UNDO_MS = 7 * 24 * 3_600_000;

const profile = fc.nat(PEOPLE - 1);
const video = fc.nat(VIDEOS - 1);
const aimed = fc.boolean();
const kind = fc.constantFrom<SettleKind>('transient', 'site rests', 'stopped', 'failed');
const reason = fc.constantFrom<FailureReason>('network', 'private', 'rate-limited', 'corrupt');
const phase = fc.constantFrom<RunPhase>('starting', 'probing', 'downloading', 'post-processing', 'finalizing');

function step<Name extends RowStep['do'], Rest extends object>(
  name: Name,
  rest: { [Key in keyof Rest]: fc.Arbitrary<Rest[Key]> },
) {
  return fc.record({ do: fc.constant(name), ...rest }) as fc.Arbitrary<RowStep>;
}

const weighted = (weight: number, arbitrary: fc.Arbitrary<RowStep>) => ({ weight, arbitrary });

/** What a household, its engine and bad luck do to the rows; references, claims and ends are the most frequent. */
const rowStep: fc.Arbitrary<RowStep> = fc.oneof(
  weighted(10, step('trigger', { profile, video, group: fc.option(fc.constantFrom('trains', 'birds'), { nil: undefined }) })),
  weighted(2, step('resume', { profile, video })),
  weighted(4, step('drop', { profile, video, aimed })),
  weighted(3, step('pause', { profile, video, paused: fc.boolean() })),
  weighted(2, step('retry', { profile, video, aimed })),
  weighted(
    4,
    step('move', { profile, video, before: fc.option(video, { nil: undefined }), following: fc.array(video, { maxLength: 2 }) }),
  ),
  weighted(8, step('claim', {})),
  weighted(1, step('claim by force', { video })),
  weighted(1, step('beat', {})),
  weighted(2, step('phase', { video, phase })),
  weighted(2, step('begin move', { video })),
  weighted(5, step('complete', { video, aimed })),
  weighted(6, step('settle', { video, kind, reason, aimed })),
  weighted(1, step('settle twice', { video })),
  weighted(3, step('wait', { ms: fc.constantFrom(1, 1000, 30_000, 600_000, UNDO_MS, UNDO_MS) })),
  weighted(2, step('crash', {})),
  weighted(2, step('purge', { forgets: fc.boolean() })),
  weighted(2, step('empty trash', { videos: fc.uniqueArray(video, { minLength: 1 }) })),
  weighted(1, step('lose', { video, aimed })),
  weighted(1, step('restore', { profile, video, aimed })),
  weighted(1, step('remove profile', { profile, heir: fc.option(profile, { nil: undefined }) })),
);

const link = (profile: number, video: number): RowStep => ({ do: 'trigger', profile, video, group: undefined });

/** Fills a household: a video in the trash, a finished one, a failed one, a stopped one that is wanted again, and one under way. */
const LIVED_IN: readonly RowStep[] = [
  link(0, 0),
  { do: 'claim' },
  { do: 'complete', video: 0, aimed: false },
  { do: 'drop', profile: 0, video: 0, aimed: false },
  link(1, 1),
  { do: 'claim' },
  { do: 'complete', video: 1, aimed: false },
  link(2, 2),
  { do: 'claim' },
  { do: 'settle', video: 2, kind: 'failed', reason: 'private', aimed: false },
  link(0, 3),
  { do: 'claim' },
  { do: 'drop', profile: 0, video: 3, aimed: false },
  link(1, 3),
];

/** Random steps, of which some sequences start from an empty library and the others further and further into a lived-in one. */
export const rowSteps = (longest: number): fc.Arbitrary<RowStep[]> =>
  fc
    .tuple(fc.nat(LIVED_IN.length), fc.array(rowStep, { minLength: 1, maxLength: longest, size: 'max' }))
    .map(([headStart, steps]) => [...LIVED_IN.slice(0, headStart), ...steps]);
