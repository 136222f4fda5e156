import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLibraryPlace, type LibraryPlace } from '../../../../main/library/folder/library-place.ts';

let root: string;
let files: string[];
let place: LibraryPlace;
let stored: number;

const at = (...names: string[]): string => path.join(root, ...names);
const change = (folder: string, unfinished: readonly string[] = []): Promise<void> =>
  place.change(folder, {
    unfinished,
    store: async () => {
      stored += 1;
    },
  });
const open = (folder = at('old')): LibraryPlace =>
  createLibraryPlace({ folder, ownFolderName: '.homereel', fileNames: () => files });

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'homereel-place-'));
  mkdirSync(at('old'));
  mkdirSync(at('new'));
  files = [];
  stored = 0;
  place = open();
});

afterEach(() => {
  place.release();
  rmSync(root, { recursive: true, force: true });
});

test('an empty library moves on, and leaves nothing behind', async () => {
  await change(at('new'));
  expect(place.folder()).toBe(at('new'));
  expect(await place.check()).toBe(true);
  expect(stored).toBe(1);
  expect(existsSync(at('old'))).toBe(false);
});

test('what else was in the old folder stays', async () => {
  writeFileSync(at('old', 'letter.txt'), 'dear');
  await change(at('new'));
  expect(existsSync(at('old', 'letter.txt'))).toBe(true);
  expect(existsSync(at('old', '.homereel'))).toBe(false);
});

test('refuses to leave videos behind, and says what to do', async () => {
  files = ['cats.mp4', 'dogs.mp4'];
  for (const name of files) writeFileSync(at('old', name), name);
  writeFileSync(at('new', 'cats.mp4'), 'cats');
  await expect(change(at('new'))).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('move the whole folder'),
  });
  expect(place.folder()).toBe(at('old'));
  expect(stored).toBe(0);
});

test('takes a folder to which the whole library was moved', async () => {
  files = ['cats.mp4'];
  writeFileSync(at('old', 'cats.mp4'), 'cats');
  place.release();
  renameSync(at('old'), at('new', 'videos'));
  place = open();
  expect(place.isThere()).toBe(false);
  await change(at('new', 'videos'), ['work/one']);
  expect(await place.check()).toBe(true);
  expect(existsSync(at('new', 'videos', 'cats.mp4'))).toBe(true);
});

test('refuses while a wanted download is half done in the old folder only', async () => {
  mkdirSync(at('old', '.homereel', 'work', 'one'), { recursive: true });
  await expect(change(at('new'), ['work/one'])).rejects.toMatchObject({ code: 'conflict' });
  await change(at('new'), []);
  expect(place.folder()).toBe(at('new'));
});

test('refuses its own workshop and a folder that another app uses', async () => {
  await expect(change(at('old', '.homereel', 'work'))).rejects.toMatchObject({ code: 'invalid-request' });
  const other = open(at('new'));
  await expect(change(at('new'))).rejects.toMatchObject({ code: 'conflict' });
  other.release();
  await change(at('new'));
  expect(place.folder()).toBe(at('new'));
});

test('stays where it is when the choice cannot be written down', async () => {
  const store = () => Promise.reject(new Error('the disk is full'));
  await expect(place.change(at('new'), { unfinished: [], store })).rejects.toThrow('the disk is full');
  expect(place.folder()).toBe(at('old'));
  expect(await place.check()).toBe(true);
  // The new folder is free again.
  const other = open(at('new'));
  other.release();
});
