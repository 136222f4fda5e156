import { describe, expect, test, vi } from 'vitest';
import { toExit } from '../../../../main/platform/processes/process-spawn-posix.ts';
import { stopTree } from '../../../../main/platform/processes/process-stop-posix.ts';
import { findMembers, type ProcessRecord, type ProcessTable } from '../../../../main/platform/processes/process-table.ts';
import { createLinuxProcessTable, parseStat } from '../../../../main/platform/processes/process-table-linux.ts';
import { createPosixProcessTable, parseCpuTime, parsePsLine } from '../../../../main/platform/processes/process-table-posix.ts';

/** Above the largest pid that Linux can give, so that no signal sent to it can reach anything. */
const IMPOSSIBLE_PID = 2 ** 22 + 1;
const TOKEN = 'run-1';
const identity = { pid: IMPOSSIBLE_PID, startedAt: 'boot:50', token: TOKEN };

interface Sketch {
  pid: number;
  group?: number;
  startedAt?: string;
  environment?: string;
  commandLine?: string;
}

const recordOf = ({ pid, group = pid, startedAt = 'boot:50', environment = '', commandLine = '' }: Sketch): ProcessRecord => ({
  pid,
  parentPid: 1,
  groupId: group,
  startedAt,
  name: 'program',
  token: () => environment ?? null,
  names: (token) => commandLine.includes(token),
  usage: () => ({ cpuMs: 0, ioBytes: 0 }),
});
const tableOf = (...sketches: Sketch[]): ProcessTable => {
  const records = sketches.map(recordOf);
  return { list: () => records, read: (pid) => records.find((record) => record.pid === pid) ?? null, lives: () => true };
};
const membersOf = (...sketches: Sketch[]) => {
  const { all, groupIsOurs } = findMembers(tableOf(...sketches), identity);
  return { pids: all.map((member) => member.pid - IMPOSSIBLE_PID), groupIsOurs };
};
const leader = { pid: IMPOSSIBLE_PID };
const inGroup = { pid: IMPOSSIBLE_PID + 1, group: IMPOSSIBLE_PID };
const elsewhere = { pid: IMPOSSIBLE_PID + 2, group: IMPOSSIBLE_PID + 2 };

describe('members of a tree', () => {
  test('the whole group belongs to the tree if its leader is proven, by token or by start time and command line', () => {
    const all = { pids: [0, 1], groupIsOurs: true };
    expect(membersOf({ ...leader, environment: TOKEN }, inGroup)).toEqual(all);
    expect(membersOf({ ...leader, commandLine: `/runs/${TOKEN}` }, inGroup)).toEqual(all);
  });

  test('nobody belongs to the tree if the leader only has the pid, or lacks one of the two proofs', () => {
    const nobody = { pids: [], groupIsOurs: false };
    expect(membersOf(leader, inGroup)).toEqual(nobody);
    expect(membersOf({ ...leader, startedAt: 'boot:51', commandLine: TOKEN }, inGroup)).toEqual(nobody);
    expect(membersOf({ ...leader, commandLine: 'other' }, inGroup)).toEqual(nobody);
  });

  test('what is left of the group belongs to the tree if one of them bears the token', () => {
    expect(membersOf(inGroup, { ...inGroup, pid: IMPOSSIBLE_PID + 3, environment: TOKEN })).toEqual({
      pids: [1, 3],
      groupIsOurs: true,
    });
    expect(membersOf(inGroup)).toEqual({ pids: [], groupIsOurs: false });
  });

  test('a bearer of the token belongs to the tree in any group, one by one', () => {
    expect(membersOf(leader, inGroup, { ...elsewhere, environment: TOKEN })).toEqual({ pids: [2], groupIsOurs: false });
    expect(membersOf({ ...elsewhere, commandLine: TOKEN })).toEqual({ pids: [], groupIsOurs: false });
  });

  test('this process, group 0 or 1, and whoever has no token never belong to a tree', () => {
    expect(findMembers(tableOf({ pid: process.pid, environment: TOKEN }), identity).all).toEqual([]);
    for (const pid of [0, 1]) {
      const group = tableOf({ pid, environment: TOKEN, commandLine: TOKEN });
      expect(findMembers(group, { ...identity, pid }).groupIsOurs).toBe(false);
    }
    expect(findMembers(tableOf({ pid: IMPOSSIBLE_PID }), { ...identity, token: '' }).all).toEqual([]);
  });
});

describe('stopping a tree', () => {
  const budget = { politeMs: 40, forceMs: 20, verifyMs: 100 };

  test('a stop tells who is left when even force does not help', async () => {
    const result = await stopTree(tableOf({ ...leader, environment: TOKEN }), identity, budget);
    expect(result).toMatchObject({ dead: false, step: 'unproven', survivors: [IMPOSSIBLE_PID] });
  });

  test('a stop signals nobody whose pid went to another process since it was read', async () => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const group = tableOf({ ...leader, environment: TOKEN }, inGroup, { ...elsewhere, environment: TOKEN });
    const reused = { ...group, read: (pid: number) => recordOf({ pid, group: IMPOSSIBLE_PID, startedAt: 'boot:60' }) };
    await stopTree(reused, identity, budget);
    expect(kill).not.toHaveBeenCalled();
    await stopTree(group, identity, { ...budget, politeMs: 0, verifyMs: 0 });
    expect(kill.mock.calls).toEqual([
      [-IMPOSSIBLE_PID, 'SIGKILL'],
      [elsewhere.pid, 'SIGKILL'],
    ]);
    kill.mockRestore();
  });

  test('a stop never takes a failed reading of the process table for a proof of death', async () => {
    const list = vi.fn(() => {
      throw new Error('too many open files');
    });
    expect(await stopTree({ ...tableOf(), list }, identity, budget)).toMatchObject({ dead: false, step: 'unproven' });
  });

  test('a stop reads the process table twice before it believes that nobody is there', async () => {
    const record = recordOf({ ...leader, environment: TOKEN });
    const list = vi.fn<ProcessTable['list']>().mockReturnValueOnce([]).mockReturnValueOnce([record]).mockReturnValue([]);
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const result = await stopTree({ list, read: () => null, lives: () => false }, identity, budget);
    expect(result).toMatchObject({ dead: true, step: 'polite' });
    expect(kill).not.toHaveBeenCalled();
    kill.mockRestore();
  });
});

describe('reading /proc', () => {
  const stat = (name: string, state: string, threads = 1): string =>
    `4214 (${name}) ${state} 16 4210 4210 0 -1 4194560 100 0 0 0 7 3 20 10 20 0 ${threads} 0 987654 1000 10`;

  test('a stat line is read whatever the name of the program', () => {
    for (const name of ['node', 'a b', ') R 1 2', '((x))']) {
      expect(parseStat(stat(name, 'S'))).toEqual({
        name,
        live: true,
        parentPid: 16,
        groupId: 4210,
        cpuMs: 400,
        startTicks: 987654,
      });
    }
    expect(parseStat('')).toBeNull();
    expect(parseStat('4214 (cut) S 16')).toBeNull();
  });

  test('a zombie in /proc does not count, but a process whose first thread ended does', () => {
    expect(['Z', 'X'].map((state) => parseStat(stat('x', state))?.live)).toEqual([false, false]);
    expect(parseStat(stat('x', 'Z', 4))?.live).toBe(true);
    expect(['R', 'S', 'D', 'T'].every((state) => parseStat(stat('x', state))?.live)).toBe(true);
  });

  test.runIf(process.platform === 'linux')('leaves out who started before, unless that moment is of another boot', () => {
    const table = createLinuxProcessTable();
    const own = table.read(process.pid);
    const [boot, ticks] = own?.startedAt.split(':') ?? [];
    const isListed = (notBefore: string | null): boolean =>
      [...table.list(notBefore)].some((record) => record.pid === process.pid);
    expect(isListed(null)).toBe(true);
    expect(isListed(`${boot}:${ticks}`)).toBe(true);
    expect(isListed(`${boot}:${Number(ticks) + 1}`)).toBe(false);
    expect(isListed('another boot:99999999999')).toBe(true);
    expect(table.read(IMPOSSIBLE_PID)).toBeNull();
  });
});

describe('reading ps', () => {
  const line =
    '  501 16075 16075   501 S+   Tue Nov  4 06:15:06 2026   0:01.25 /opt/x/yt-dlp -- https://a.test/ PATH=/bin HOMEREEL_RUN=run-1 A=b';

  test('a line of ps is read with the environment at its end', () => {
    const record = parsePsLine(line, 501);
    expect(record).toMatchObject({
      pid: 501,
      parentPid: 16075,
      groupId: 16075,
      startedAt: '2026-11-04T06:15:06.000Z',
      name: 'yt-dlp',
    });
    expect(record?.token()).toBe('run-1');
    expect(record?.names('a.test')).toBe(true);
    expect(record?.usage()).toEqual({ cpuMs: 1250, ioBytes: 0 });
    expect(parsePsLine(line, 502)?.token()).toBeNull();
  });

  test('a zombie and what is not a line of ps do not count', () => {
    expect(parsePsLine(line.replace('S+', 'Z '), 501)).toBeNull();
    expect(parsePsLine('', 501)).toBeNull();
    expect(parsePsLine('ps: warning', 501)).toBeNull();
  });

  test.each([
    ['0:01.25', 1_250],
    ['00:00:03', 3_000],
    ['12:34:56', 45_296_000],
    ['1-02:03:04', 93_784_000],
    ['-', 0],
  ])('the time %s of ps is %d ms', (time, ms) => {
    expect(parseCpuTime(time)).toBe(ms);
  });

  test('ps finds this very process', () => {
    const table = createPosixProcessTable();
    expect([...table.list(null)].some((record) => record.pid === process.pid)).toBe(true);
    expect(table.read(process.pid)?.pid).toBe(process.pid);
    expect(table.read(IMPOSSIBLE_PID)).toBeNull();
  });
});

test("the shell's 128 + n is turned back into a signal", () => {
  expect(toExit(137, null)).toEqual({ code: null, signal: 'SIGKILL' });
  expect(toExit(130, null)).toEqual({ code: null, signal: 'SIGINT' });
  expect(toExit(null, 'SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
  expect([0, 1, 101, 127, 128, 255].map((code) => toExit(code, null).code)).toEqual([0, 1, 101, 127, 128, 255]);
});
