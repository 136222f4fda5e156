import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeSocketFolder, removeSocketFolder } from '../../../main/gate/socket-folder.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'h-'));
});
afterEach(() => rmSync(base, { recursive: true }));

test('the folder is for this user alone and goes with the gate', () => {
  const socketPath = makeSocketFolder('linux', base) ?? '';
  expect(statSync(dirname(socketPath)).mode & 0o777).toBe(0o700);
  removeSocketFolder(socketPath);
  expect(existsSync(dirname(socketPath))).toBe(false);
});

test('a long temporary folder is no place for a socket', () => {
  const long = join(base, 'x'.repeat(90));
  mkdirSync(long);
  const socketPath = makeSocketFolder('darwin', long) ?? '';
  expect(Buffer.byteLength(socketPath)).toBeLessThan(104);
  removeSocketFolder(socketPath);
});

test('Windows has no such socket', () => {
  expect(makeSocketFolder('win32', base)).toBeUndefined();
});

test('what a dead app left is removed; what is alive, of another name or a link stays', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const at = (name: string): string => join(base, name);
  for (const name of [`homereel-gate-${pid}-abc`, `homereel-gate-${process.ppid}-abc`, `homereel-other-${pid}-abc`, 'kept'])
    mkdirSync(at(name));
  writeFileSync(join(at(`homereel-gate-${pid}-abc`), 'gate'), '');
  writeFileSync(join(at('kept'), 'file'), '');
  symlinkSync(at('kept'), at(`homereel-gate-${pid}-link`));
  makeSocketFolder('linux', base);
  expect(existsSync(at(`homereel-gate-${pid}-abc`))).toBe(false);
  for (const name of [`homereel-gate-${process.ppid}-abc`, `homereel-other-${pid}-abc`, 'kept/file', `homereel-gate-${pid}-link`])
    expect(existsSync(at(name))).toBe(true);
});
