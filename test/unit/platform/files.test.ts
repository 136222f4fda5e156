import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  diskSpace,
  folderBytes,
  isInside,
  moveOntoReservation,
  moveWithoutReplacing,
  readPlainFile,
  removeTree,
  syncFile,
  syncFolder,
} from '../../../main/platform/files.ts';

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);
const write = (name: string, content: string): string => {
  writeFileSync(at(name), content);
  return at(name);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homereel-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ['by hard link', moveWithoutReplacing],
  ['without hard links', moveOntoReservation],
])('move %s', (how, move) => {
  test(`a move ${how} moves the file`, async () => {
    await move(write('from', 'new'), at('to'));
    expect(readdirSync(folder)).toEqual(['to']);
    expect(readFileSync(at('to'), 'utf8')).toBe('new');
  });

  test(`a move ${how} never overwrites what is there`, async () => {
    await expect(move(write('from', 'new'), write('to', 'old'))).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(at('from'), 'utf8')).toBe('new');
    expect(readFileSync(at('to'), 'utf8')).toBe('old');
  });

  test(`a move ${how} lets exactly one of two movers win`, async () => {
    write('one', 'one');
    write('two', 'two');
    const outcomes = await Promise.allSettled([move(at('one'), at('to')), move(at('two'), at('to'))]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test(`a move ${how} leaves nothing behind when there is nothing to move`, async () => {
    await expect(move(at('missing'), at('to'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a move that a crash cut between link and unlink is finished', async () => {
  linkSync(write('from', 'new'), at('to'));
  await moveWithoutReplacing(at('from'), at('to'));
  expect(readdirSync(folder)).toEqual(['to']);
});

describe('folders', () => {
  test('the size of a folder is the bytes of regular files at any depth, not of those behind links', async () => {
    mkdirSync(at('a', 'b'), { recursive: true });
    write('one', '12345');
    write('a/two', '123');
    write('a/b/three', '12');
    symlinkSync(at('a'), at('link'));
    symlinkSync(at('one'), at('file-link'));
    expect(await folderBytes(folder)).toBe(10);
    expect(await folderBytes(at('missing'))).toBe(0);
  });

  test('removing a tree spares what its links point to, and accepts that nothing is there', async () => {
    mkdirSync(at('kept'));
    write('kept/file', 'x');
    mkdirSync(at('gone', 'deep'), { recursive: true });
    symlinkSync(at('kept'), at('gone', 'deep', 'link'));
    await removeTree(at('gone'));
    await removeTree(at('gone'));
    expect(existsSync(at('gone'))).toBe(false);
    expect(readdirSync(at('kept'))).toEqual(['file']);
  });

  test('files and folders are flushed', async () => {
    await syncFile(write('file', 'x'));
    await syncFolder(folder);
    await expect(syncFile(at('missing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('the free space of a folder that does not exist yet is told', async () => {
    const space = await diskSpace(at('not', 'there', 'yet'));
    expect(space.totalBytes).toBe((await diskSpace(folder)).totalBytes);
    expect(space.freeBytes).toBeGreaterThan(0);
    expect(space.freeBytes).toBeLessThanOrEqual(space.totalBytes);
  });
});

describe.skipIf(process.platform === 'win32')('a file that somebody else put there', () => {
  test('is read, as far as it may be', async () => {
    expect(await readPlainFile(write('report', 'one two three'), 7)).toBe('one two');
    await expect(readPlainFile(at('missing'), 7)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is not read through a link, nor waited for where it is a pipe', async () => {
    symlinkSync(write('secret', 'x'), at('link'));
    await expect(readPlainFile(at('link'), 7)).rejects.toMatchObject({ code: 'ELOOP' });
    execFileSync('mkfifo', [at('pipe')]);
    await expect(readPlainFile(at('pipe'), 7)).rejects.toMatchObject({ code: 'EINVAL' });
    await expect(readPlainFile(folder, 7)).rejects.toMatchObject({ code: 'EINVAL' });
  });
});

test('a path is known to lie inside a folder or outside', () => {
  expect(isInside('/library', '/library/a/b')).toBe(true);
  expect(isInside('/library', '/library/..hidden')).toBe(true);
  expect(isInside('/library/', '/library')).toBe(false);
  expect(isInside('/library', '/library-2/a')).toBe(false);
  expect(isInside('/library', '/library/../etc')).toBe(false);
  expect(isInside('/library', '/')).toBe(false);
});
