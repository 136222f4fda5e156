import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEnginePlayer } from '../model/engine-player.ts';
import { say, testSeed } from '../model/seed.ts';
import { unkindStep } from '../model/steps/engine-steps.ts';

const SEQUENCES = 60;
const LONGEST = 60;

/** What this test is for; a change of the steps that no longer leads there is noticed. */
const MISHAPS = ['network away', 'tool away', 'library away', 'disk: tight', 'disk: nothing', 'clock', 'sleep', 'site'];

test(`${SEQUENCES} random sequences in which network, programs, disk, clock and sites fail and come back: the rules hold, and all ends well`, async () => {
  const seed = testSeed('engine in an unkind world');
  const reached = new Map<string, number>();
  const startedMs = performance.now();
  let sequences = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(unkindStep, { minLength: 1, maxLength: LONGEST, size: 'max' }), async (steps) => {
      const player = await createEnginePlayer(reached);
      try {
        for (const step of steps) {
          await player.play(step);
          player.check();
        }
        await player.calmDown();
        player.checkEnd();
        sequences += 1;
      } finally {
        await player.world.close();
      }
    }),
    { seed, numRuns: SEQUENCES, interruptAfterTimeLimit: 100_000 },
  );
  const tookMs = Math.round(performance.now() - startedMs);
  say(`engine in an unkind world: ${sequences} sequences, ${tookMs} ms`);
  say(`  reached: ${MISHAPS.map((mishap) => `${mishap} ${reached.get(mishap) ?? 0}`).join(', ')}`);
  // On a machine so busy that time ran out, fewer sequences were played; what they met was checked all the same.
  if (sequences < SEQUENCES) return;
  expect(MISHAPS.filter((mishap) => !reached.has(mishap))).toEqual([]);
}, 150_000);
