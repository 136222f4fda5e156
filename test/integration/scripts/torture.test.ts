import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { runScript } from './run-script.ts';

const ROUNDS = 8;

test('a household that is killed again and again loses nothing', { timeout: 300_000 }, async () => {
  const seed = randomInt(1_000_000);
  const { code, output } = await runScript('torture.ts', [
    '--rounds',
    String(ROUNDS),
    '--seed',
    String(seed),
    '--verbose',
    '--json',
  ]);
  // The whole output names the seed and every round: what is needed to see it again.
  const report = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  expect(report, output).toMatchObject({ rounds: ROUNDS, seed, lost: 0, orphans: 0, doubled: 0, strays: 0 });
  expect(report['ends'], output).toMatchObject({ complete: expect.any(Number) });
  expect(code, output).toBe(0);
});
