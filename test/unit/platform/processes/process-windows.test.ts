import { describe, expect, test, vi } from 'vitest';
import { createWindowsProcessTrees, withSystemPath } from '../../../../main/platform/processes/process-stop-windows.ts';
import {
  findWindowsMembers,
  parseListing,
  systemFolder,
  type WindowsProcess,
} from '../../../../main/platform/processes/process-table-windows.ts';

const TOKEN = 'run-1';
const at = (second: number): string => `2026-11-24T06:00:${String(second).padStart(2, '0')}.0000000Z`;
const processOf = (pid: number, parentPid: number, second: number, commandLine = 'x.exe'): WindowsProcess => ({
  pid,
  parentPid,
  groupId: 0,
  startedAt: at(second),
  name: 'x.exe',
  commandLine,
  cpuMs: 10,
  ioBytes: 5,
});
const identity = { pid: 100, startedAt: at(10), token: TOKEN };
const explorer = processOf(4, 1, 0);
const ytDlp = processOf(100, 4, 10, `yt-dlp.exe --paths temp:.work-${TOKEN}`);
const ffmpeg = processOf(200, 100, 12, `ffmpeg.exe -i .work-${TOKEN}\\a.mp4`);
const helper = processOf(300, 200, 13);
const pids = (processes: readonly WindowsProcess[]): number[] =>
  findWindowsMembers(processes, identity).map((member) => member.pid);

describe('listing of processes', () => {
  test('a listing is read from the JSON of the script', () => {
    const row = {
      ProcessId: 100,
      ParentProcessId: 4,
      Name: 'yt-dlp.exe',
      CommandLine: null,
      KernelModeTime: 156_250,
      UserModeTime: 468_750,
      ReadTransferCount: 7,
      WriteTransferCount: 8,
      StartedAt: at(10),
    };
    expect(parseListing(JSON.stringify([row]))).toEqual([
      { pid: 100, parentPid: 4, groupId: 0, startedAt: at(10), name: 'yt-dlp.exe', commandLine: '', cpuMs: 63, ioBytes: 15 },
    ]);
  });

  test.each(['', 'null', '{}', '[{"ProcessId":"1"}]', 'Access denied'])(
    'a listing that failed (%j) is not taken for an empty system',
    (output) => {
      expect(() => parseListing(output)).toThrow();
    },
  );
});

describe('members of a tree', () => {
  test('the proven leader and all its descendants belong to the tree', () => {
    expect(pids([explorer, ytDlp, helper, ffmpeg])).toEqual([100, 200, 300]);
  });

  test('a process that merely reuses the pid does not belong to the tree, nor do its children', () => {
    expect(pids([explorer, { ...ytDlp, commandLine: 'game.exe' }, helper])).toEqual([]);
    expect(pids([explorer, { ...ytDlp, startedAt: at(11) }])).toEqual([]);
  });

  test('an orphan that names the token belongs to the tree, with its children', () => {
    expect(pids([explorer, ffmpeg, helper])).toEqual([200, 300]);
    expect(pids([explorer, processOf(100, 4, 30, 'game.exe'), ffmpeg])).toEqual([200]);
  });

  test('an editor that shows the log of the run does not belong to the tree, nor does an orphan without the token', () => {
    expect(pids([explorer, processOf(400, 4, 20, `notepad.exe .work-${TOKEN}\\log`), processOf(500, 100, 12)])).toEqual([]);
  });
});

describe('stopping a tree', () => {
  const budget = { politeMs: 5_000, forceMs: 0, verifyMs: 60 };
  const systemWith = (processes: WindowsProcess[], immortal: readonly number[] = []) => {
    let living = processes;
    const killTree = vi.fn(async (pid: number) => {
      const doomed = new Set([pid]);
      for (const process of living) if (doomed.has(process.parentPid)) doomed.add(process.pid);
      living = living.filter((process) => immortal.includes(process.pid) || !doomed.has(process.pid));
    });
    return { list: async () => living, listNow: () => living, killTree };
  };

  test('a stop kills the root of each part of the tree and proves that all are gone', async () => {
    const system = systemWith([explorer, ytDlp, ffmpeg, helper, processOf(600, 99, 15, `ffmpeg.exe ${TOKEN}`)]);
    const trees = createWindowsProcessTrees(system);
    expect(await trees.stop(identity, budget)).toMatchObject({ dead: true, step: 'forced', survivors: [] });
    expect(system.killTree.mock.calls).toEqual([[100], [600]]);
    expect(system.listNow()).toEqual([explorer]);
    expect(await trees.stop(identity, budget)).toMatchObject({ dead: true, step: 'already-dead' });
  });

  test('a stop gives up with the survivors when force does not help', async () => {
    const trees = createWindowsProcessTrees(systemWith([explorer, ytDlp], [100]));
    expect(await trees.stop(identity, budget)).toMatchObject({ dead: false, step: 'unproven', survivors: [100] });
  });

  test('a stop is unproven when the system cannot be asked', async () => {
    const system = { ...systemWith([]), list: () => Promise.reject(new Error('no PowerShell')) };
    expect(await createWindowsProcessTrees(system).stop(identity, budget)).toMatchObject({ dead: false, step: 'unproven' });
  });
});

test('the usage comes from a listing made in the background', async () => {
  const list = vi.fn(async () => [explorer, ytDlp, ffmpeg]);
  const trees = createWindowsProcessTrees({ list, listNow: () => [], killTree: async () => undefined });
  expect(trees.usage(identity)).toBeNull();
  await expect.poll(() => trees.usage(identity)).toEqual({ cpuMs: 20, ioBytes: 10 });
  expect(list).toHaveBeenCalledOnce();
});

test('taskkill is found in the system folder only, and the path is put back even after an error', () => {
  const env: NodeJS.ProcessEnv = { PATH: 'C:\\evil', SystemRoot: 'D:\\Windows' };
  const act = vi.fn(() => {
    expect(env).toEqual({ PATH: systemFolder(env), NoDefaultCurrentDirectoryInExePath: '1', SystemRoot: 'D:\\Windows' });
    throw new Error('spawn failed');
  });
  expect(() => withSystemPath(env, act)).toThrow('spawn failed');
  expect(act).toHaveBeenCalledOnce();
  expect(env).toEqual({ PATH: 'C:\\evil', SystemRoot: 'D:\\Windows' });
  expect(systemFolder(env)).toMatch(/^D:\\Windows.System32$/);
});
