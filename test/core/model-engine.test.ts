import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEnginePlayer } from '../model/engine-player.ts';
import { say, testSeed } from '../model/seed.ts';
import { engineStep, KINDS_OF_ENGINE_STEPS } from '../model/steps/engine-steps.ts';

const SEQUENCES = 200;
const LONGEST = 80;

/** What this test is for; a change of the steps that no longer leads there is noticed. */
const RACES = [
  'trigger while cancelling',
  'trigger while stopping',
  'cancel while starting',
  'cancel while post-processing',
  'cancel while stopping',
  'pause while stopping',
  'unpause while stopping',
  'removal while starting',
  'stop without proof',
  'crash with 1 or more processes',
];

test(`${SEQUENCES} random sequences through the whole engine: one process per video, nothing lost, nothing stranded`, async () => {
  // The seed fixes the steps; the turns that file work takes are the machine's own.
  const seed = testSeed('engine against its model');
  const played = new Map<string, number>();
  const reached = new Map<string, number>();
  const startedMs = performance.now();
  let spawns = 0;
  let sequences = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(engineStep, { minLength: 1, maxLength: LONGEST, size: 'max' }), async (steps) => {
      const player = await createEnginePlayer(reached);
      try {
        for (const step of steps) {
          await player.play(step);
          player.check();
          played.set(step.do, (played.get(step.do) ?? 0) + 1);
        }
        await player.calmDown();
        player.checkEnd();
        sequences += 1;
        spawns += player.world.trees.spawned.length;
      } finally {
        await player.world.close();
      }
    }),
    { seed, numRuns: SEQUENCES, interruptAfterTimeLimit: 150_000 },
  );
  const steps = [...played.values()].reduce((sum, times) => sum + times, 0);
  const tookMs = Math.round(performance.now() - startedMs);
  say(`engine against its model: ${sequences} sequences, ${steps} steps, ${spawns} processes, ${tookMs} ms`);
  say(`  reached: ${RACES.map((race) => `${race} ${reached.get(race) ?? 0}`).join(', ')}`);
  // On a machine so busy that time ran out, fewer sequences were played; what they met was checked all the same.
  if (sequences < SEQUENCES) return;
  expect(played.size).toBe(KINDS_OF_ENGINE_STEPS);
  expect(RACES.filter((race) => !reached.has(race))).toEqual([]);
}, 200_000);
