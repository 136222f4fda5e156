import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createManualClock } from '../fakes/manual-clock.ts';
import { createRowPlayer } from '../model/row-player.ts';
import { KINDS_OF_STEPS, rowSteps } from '../model/row-steps.ts';
import { createTransitionWatch, unseenTransitions } from '../model/row-transitions.ts';
import { say, testSeed } from '../model/seed.ts';
import { addProfile, freshLibrary } from './library/library-fixture.ts';

const SEQUENCES = 1000;
const LONGEST = 40;

test(`${SEQUENCES} random sequences of references, ends and crashes leave the rows as the model says`, () => {
  const seed = testSeed('rows against their model');
  const database = freshLibrary();
  const clock = createManualClock();
  const played = new Map<string, number>();
  const seen = new Map<string, number>();
  const startedMs = performance.now();
  fc.assert(
    fc.property(rowSteps(LONGEST), (steps) => {
      database.sqlite.exec('DELETE FROM runs; DELETE FROM video_references; DELETE FROM videos; DELETE FROM profiles');
      const player = createRowPlayer(database, clock, (id) => addProfile(database, { id }));
      const watch = createTransitionWatch(database, seen);
      for (const step of steps) {
        player.play(step);
        player.compare();
        watch.after(step);
        played.set(step.do, (played.get(step.do) ?? 0) + 1);
      }
    }),
    { seed, numRuns: SEQUENCES },
  );
  const { entries } = database.sqlite.prepare('SELECT count(*) AS entries FROM activity').get() as { entries: number };
  const steps = [...played.values()].reduce((sum, times) => sum + times, 0);
  say(`rows against their model: ${SEQUENCES} sequences, ${steps} steps, ${Math.round(performance.now() - startedMs)} ms`);
  say(`  reached: ${[...seen].map(([transition, times]) => `${transition} ${times}`).join(', ')}`);
  expect(entries).toBeLessThanOrEqual(20_000);
  expect(played.size).toBe(KINDS_OF_STEPS);
  expect(unseenTransitions(seen)).toEqual([]);
}, 120_000);
