import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  BUDGET,
  current,
  expectUntouched,
  pidsOf,
  SOON,
  start,
  startStranger,
  supervise,
  trees,
} from '../../../fakes/children/tree-fixture.ts';

describe.skipIf(process.platform === 'win32')('process tree', () => {
  describe('a pid alone never authorises a kill', () => {
    test('a stop leaves an unrelated process alone that has the pid now', async () => {
      const stranger = await startStranger();
      const identity = { pid: stranger.pid, startedAt: 'another boot:1', token: current.token };
      expect(trees.members(identity)).toEqual([]);
      expect(await trees.stop(identity, BUDGET)).toMatchObject({ dead: true, step: 'already-dead' });
      await expectUntouched(stranger);
    });

    test('a stop leaves the tree of another run alone, even with the right pid and start time', async () => {
      const stranger = await startStranger({ HOMEREEL_RUN: `${current.token}-other` });
      const { startedAt = null } = trees.members({ pid: null, startedAt: null, token: `${current.token}-other` })[0] ?? {};
      expect(startedAt).not.toBeNull();
      expect(await trees.stop({ pid: stranger.pid, startedAt, token: current.token }, BUDGET)).toMatchObject({
        step: 'already-dead',
      });
      await expectUntouched(stranger);
    });

    test('a stop still ends its own stray when the pid of its leader went to someone else', async () => {
      const { tree, pid } = await start(['leave', 'own-session', 'idle'], 'child');
      await tree.exit;
      const stranger = await startStranger();
      const identity = { pid: stranger.pid, startedAt: tree.identity.startedAt, token: current.token };
      expect(pidsOf(identity)).toEqual([pid]);
      expect(await trees.stop(identity, BUDGET)).toMatchObject({ dead: true, step: 'polite' });
      await expectUntouched(stranger);
    });
  });

  describe('when someone dies first', () => {
    test('the group is emptied when its leader is killed', async () => {
      const { tree } = await start(['parent', 'same-group', 'stubborn']);
      process.kill(Number(tree.identity.pid), 'SIGKILL');
      expect(await tree.exit).toEqual({ code: null, signal: 'SIGKILL' });
      await expect.poll(() => pidsOf(tree.identity), SOON).toEqual([]);
    });

    const superviseTicks = async (how: 'guarded' | 'plain') => {
      const file = join(current.runFolder, 'ticks');
      const ticks = (): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      return { ...(await supervise(how, ['parent', 'same-group', 'tick', file])), ticks };
    };
    const killHard = async (supervisor: ChildProcess): Promise<void> => {
      supervisor.kill('SIGKILL');
      expect(await once(supervisor, 'exit')).toEqual([null, 'SIGKILL']);
    };

    test('the group is emptied when the supervisor is killed', async () => {
      const { supervisor, identity, ticks } = await superviseTicks('guarded');
      await expect.poll(ticks, SOON).toBeGreaterThan(0);
      expect(trees.members(identity)).toHaveLength(4);
      await killHard(supervisor);
      await expect.poll(() => pidsOf(identity), SOON).toEqual([]);
    });

    test('without the guard the tree works on as an orphan', async () => {
      const { supervisor, identity, ticks } = await superviseTicks('plain');
      await killHard(supervisor);
      const atDeath = ticks();
      await expect.poll(ticks, SOON).toBeGreaterThan(atDeath + 25);
      expect(trees.members(identity)).toHaveLength(2);
      expect(await trees.stop(identity, BUDGET)).toMatchObject({ dead: true });
    });
  });
});
