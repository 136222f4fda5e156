import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createPosixProcessTable } from '../../../../main/platform/processes/process-table-posix.ts';
import { createProcessTrees, type TreeIdentity } from '../../../../main/platform/processes/process-tree.ts';
import {
  BUDGET,
  current,
  IMPATIENT,
  pidsOf,
  request,
  SOON,
  start,
  stateOf,
  trees,
} from '../../../fakes/children/tree-fixture.ts';

describe.skipIf(process.platform === 'win32')('process tree', () => {
  describe('spawn', () => {
    test.each([
      [['exit', '0'], { code: 0, signal: null }],
      [['exit', '101'], { code: 101, signal: null }],
      [['die', 'SIGTERM'], { code: null, signal: 'SIGTERM' }],
      [['die', 'SIGINT'], { code: null, signal: 'SIGINT' }],
      [['die', 'SIGKILL'], { code: null, signal: 'SIGKILL' }],
    ])('a tree passes on how the program ended: %j', async (acts, exit) => {
      const tree = await trees.spawn(request(...acts));
      const output = Promise.all([text(tree.stdout), text(tree.stderr)]);
      expect(await tree.exit).toEqual(exit);
      expect(trees.members(tree.identity)).toEqual([]);
      expect(await output).toEqual(['', '']);
    });

    test('a tree hands over output, arguments and environment unchanged', async () => {
      const hostile = `it's "q" $HOME \`id\` \\ ; rm *\n--`;
      const printing = await trees.spawn(request('print', hostile, '-e', '--exec'));
      expect(await Promise.all([text(printing.stdout), text(printing.stderr)])).toEqual([hostile, '-e --exec']);
      const telling = await trees.spawn({ ...request('environment'), env: { PATH: '/nowhere', A: 'b c' } });
      const { PWD: _byShell, ...environment } = JSON.parse(await text(telling.stdout)) as Record<string, string>;
      expect(environment).toMatchObject({ PATH: '/nowhere', A: 'b c', HOMEREEL_RUN: current.token });
      expect(environment).not.toHaveProperty('HOME');
    });

    test('a tree shows the run folder in the command line of the leader', async () => {
      const { tree } = await start(['idle']);
      expect(readFileSync(`/proc/${tree.identity.pid}/cmdline`, 'utf8').split('\0')).toEqual(
        expect.arrayContaining([current.runFolder, current.token]),
      );
    });

    test('a program is found by its name on the given path', async () => {
      const tree = await trees.spawn({ ...request(), command: 'true', args: [], env: { PATH: '/nowhere:/usr/bin:/bin' } });
      expect(await tree.exit).toEqual({ code: 0, signal: null });
    });

    test('a spawn rejects if the program cannot start', async () => {
      const plainFile = join(current.runFolder, 'plain');
      writeFileSync(plainFile, '');
      chmodSync(plainFile, 0o644);
      await expect(trees.spawn({ ...request(), command: 'no-such-program' })).rejects.toMatchObject({ code: 'ENOENT' });
      await expect(trees.spawn({ ...request(), command: join(current.runFolder, 'missing') })).rejects.toMatchObject({
        code: 'ENOENT',
      });
      await expect(trees.spawn({ ...request(), command: './plain' })).rejects.toMatchObject({ code: 'EACCES' });
      await expect(trees.spawn({ ...request(), command: current.runFolder })).rejects.toMatchObject({ code: 'EACCES' });
      await expect(trees.spawn({ ...request(), cwd: join(current.runFolder, 'missing') })).rejects.toMatchObject({
        code: 'ENOENT',
      });
    });
  });

  describe('stop', () => {
    test('a stop ends an obedient tree politely', async () => {
      const { tree } = await start(['parent', 'same-group', 'idle']);
      expect(await trees.stop(tree.identity, BUDGET)).toMatchObject({ dead: true, step: 'polite', survivors: [] });
      expect(await tree.exit).toEqual({ code: null, signal: 'SIGINT' });
      expect(await trees.stop(tree.identity, BUDGET)).toMatchObject({ dead: true, step: 'already-dead' });
    });

    test('a stop lets the program end in its own way', async () => {
      const { tree } = await start(['graceful', '1']);
      expect(await trees.stop(tree.identity, BUDGET)).toMatchObject({ dead: true, step: 'polite' });
      expect(await tree.exit).toEqual({ code: 1, signal: null });
    });

    test('a stop is polite to a program that takes the signals as it finds them, and does not wait for its zombies', async () => {
      const script = 'sleep 0 & exec sleep 1000';
      const tree = await trees.spawn({ ...request(), command: 'sh', args: ['-c', script] });
      const names = (): string[] => trees.members(tree.identity).map((member) => member.name);
      // Guard, watcher and program; the fourth is dead and nobody will ever wait for it.
      await expect.poll(() => [names().includes('sleep'), names().length], SOON).toEqual([true, 3]);
      expect(await trees.stop(tree.identity, BUDGET)).toMatchObject({ dead: true, step: 'polite' });
      expect(await tree.exit).toEqual({ code: null, signal: 'SIGINT' });
    });

    test('a stop goes straight to force when there is no time to be polite', async () => {
      const { tree } = await start(['idle']);
      expect(await trees.stop(tree.identity, { ...BUDGET, politeMs: 0 })).toMatchObject({ dead: true, step: 'forced' });
    });

    test('a stop forces a child that ignores SIGINT and SIGTERM', async () => {
      const { tree, pid } = await start(['stubborn']);
      expect(await trees.stop(tree.identity, IMPATIENT)).toMatchObject({ dead: true, step: 'forced', survivors: [] });
      expect(['', 'Z']).toContain(stateOf(pid));
    });

    test('a stop wakes a frozen tree, which then ends politely', async () => {
      const { tree, pid } = await start(['parent', 'same-group', 'idle']);
      process.kill(-Number(tree.identity.pid), 'SIGSTOP');
      await expect.poll(() => stateOf(pid), SOON).toBe('T');
      expect(await trees.stop(tree.identity, BUDGET)).toMatchObject({ dead: true, step: 'polite' });
    });

    test('a stop reaches a grandchild that outlives the program', async () => {
      const { tree, pid } = await start(['leave', 'same-group', 'stubborn'], 'child');
      expect(await tree.exit).toEqual({ code: 0, signal: null });
      expect(pidsOf(tree.identity)).toEqual([pid]);
      expect(await trees.stop(tree.identity, IMPATIENT)).toMatchObject({ dead: true, step: 'forced' });
      expect(pidsOf(tree.identity)).toEqual([]);
    });

    test.each([
      ['idle', 'polite'],
      ['stubborn', 'forced'],
    ])('a stop reaches a grandchild in a session of its own: %s', async (act, step) => {
      const { tree, pid } = await start(['leave', 'own-session', act], 'child');
      await tree.exit;
      expect(pidsOf(tree.identity)).toEqual([pid]);
      expect(await trees.stop(tree.identity, act === 'idle' ? BUDGET : IMPATIENT)).toMatchObject({ dead: true, step });
    });

    test('a tree is found again by what was stored of it, even by the token alone', async () => {
      const { tree } = await start(['parent', 'own-session', 'idle']);
      const token = tree.identity.token;
      const sorted = (identity: TreeIdentity) => pidsOf(identity).sort((one, other) => one - other);
      expect(sorted(JSON.parse(JSON.stringify(tree.identity)) as TreeIdentity)).toHaveLength(4);
      expect(sorted({ pid: null, startedAt: null, token })).toEqual(sorted(tree.identity));
      expect(await createProcessTrees().stop({ pid: null, startedAt: null, token }, BUDGET)).toMatchObject({ dead: true });
    });

    test('a stop may be asked for twice at once', async () => {
      const { tree } = await start(['parent', 'same-group', 'stubborn']);
      const results = await Promise.all([trees.stop(tree.identity, IMPATIENT), trees.stop(tree.identity, IMPATIENT)]);
      expect(results.map((result) => result.dead)).toEqual([true, true]);
    });

    test('a stop works from what ps tells as well', async () => {
      const byPs = createProcessTrees({ table: createPosixProcessTable() });
      const { tree, pid } = await start(['parent', 'own-session', 'stubborn'], 'child', byPs);
      expect(tree.identity.startedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(byPs.members(tree.identity).map((member) => member.pid)).toContain(pid);
      expect(await byPs.stop(tree.identity, IMPATIENT)).toMatchObject({ dead: true, step: 'forced' });
      expect(['', 'Z']).toContain(stateOf(pid));
    });
  });

  describe('usage', () => {
    test('the usage changes while a grandchild works, and is null once the tree is dead', async () => {
      const { tree } = await start(['parent', 'same-group', 'burn']);
      const before = trees.usage(tree.identity);
      await expect.poll(() => trees.usage(tree.identity)?.cpuMs ?? 0, SOON).toBeGreaterThan((before?.cpuMs ?? 0) + 200);
      expect(before?.ioBytes).toBeGreaterThan(0);
      await trees.stop(tree.identity, BUDGET);
      expect(trees.usage(tree.identity)).toBeNull();
    });
  });
});
