import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LibraryNotWritable } from '../../../../main/library/database/database-errors.ts';
import { LibraryInUse, takeInstanceLock } from '../../../../main/library/folder/instance-lock.ts';
import { openLibrary } from '../../../../main/library/folder/library-presence.ts';
import { said } from '../../../../phrasebook/said.ts';
import { temporaryFolder } from '../library-fixture.ts';

function place() {
  const root = temporaryFolder();
  const libraryFolder = path.join(root, 'library');
  const ownFolder = path.join(libraryFolder, '.homereel');
  const open = (...fileNames: string[]) => {
    const library = openLibrary({ libraryFolder, ownFolder, fileNames });
    onTestFinished(() => library.release());
    return library;
  };
  return {
    libraryFolder,
    ownFolder,
    open,
    pull: () => renameSync(libraryFolder, `${libraryFolder} elsewhere`),
    plugIn: () => renameSync(`${libraryFolder} elsewhere`, libraryFolder),
  };
}

describe('a library', () => {
  test('that was never used is made, and owned', async () => {
    const { open, ownFolder } = place();
    const library = open();
    expect([library.isThere(), library.problem(), existsSync(ownFolder)]).toEqual([true, undefined, true]);
    expect(() => takeInstanceLock(ownFolder)).toThrow(LibraryInUse);
    expect(await library.check()).toBe(true);
    expect(() => takeInstanceLock(ownFolder)).toThrow(LibraryInUse);
  });

  test('of which files are known is not made anew where nothing is of it, nor in the empty folder of its disk', async () => {
    const { open, libraryFolder, ownFolder } = place();
    const away = open('Cats.mp4');
    expect([await away.check(), existsSync(libraryFolder)]).toEqual([false, false]);
    expect(away.problem()).toMatch(/is the disk plugged in\?/);
    mkdirSync(libraryFolder);
    const empty = open('Cats.mp4');
    expect([empty.isThere(), await empty.check(), existsSync(ownFolder)]).toEqual([false, false, false]);
  });

  test('whose files somebody copied without the hidden folder is there', () => {
    const { open, libraryFolder } = place();
    mkdirSync(libraryFolder);
    writeFileSync(path.join(libraryFolder, 'Dogs.mp4'), 'film');
    expect(open('Cats.mp4', 'Dogs.mp4').isThere()).toBe(true);
  });

  test('that is gone for good starts afresh where somebody makes its hidden folder', async () => {
    const { open, ownFolder } = place();
    const library = open('Cats.mp4');
    mkdirSync(ownFolder, { recursive: true });
    expect(await library.check()).toBe(true);
  });

  test('goes and comes while the app runs, and is owned again', async () => {
    const { open, pull, plugIn, ownFolder, libraryFolder } = place();
    const library = open();
    pull();
    expect([await library.check(), library.isThere(), existsSync(libraryFolder)]).toEqual([false, false, false]);
    plugIn();
    expect([await library.check(), library.problem()]).toEqual([true, undefined]);
    expect(() => takeInstanceLock(ownFolder)).toThrow(LibraryInUse);
  });

  test('that came back to another app is not ours until that one gives it back', async () => {
    const { open, pull, plugIn, ownFolder } = place();
    const library = open();
    pull();
    await library.check();
    plugIn();
    const other = takeInstanceLock(ownFolder);
    expect([await library.check(), library.problem()]).toEqual([false, expect.stringContaining('Another Homereel')]);
    other.release();
    expect(await library.check()).toBe(true);
  });

  test('that was exchanged between two looks is owned as well', async () => {
    const { open, pull, libraryFolder, ownFolder } = place();
    const library = open();
    await library.check();
    pull();
    mkdirSync(ownFolder, { recursive: true });
    expect(await library.check()).toBe(true);
    expect(() => takeInstanceLock(ownFolder)).toThrow(LibraryInUse);
    rmSync(`${libraryFolder} elsewhere`, { recursive: true });
  });

  test('that came back read-only is there: what may not be written says so itself', async () => {
    const { libraryFolder, ownFolder, pull, plugIn } = place();
    let isReadOnly = false;
    const library = openLibrary({
      libraryFolder,
      ownFolder,
      fileNames: [],
      takeLock: (folder, options) => {
        if (isReadOnly) throw new LibraryNotWritable(said('startUp.notWritable', { file: folder }));
        return takeInstanceLock(folder, options);
      },
    });
    onTestFinished(() => library.release());
    pull();
    await library.check();
    plugIn();
    isReadOnly = true;
    expect([await library.check(), library.isThere(), library.problem()]).toEqual([true, true, undefined]);
    isReadOnly = false;
    await library.check();
    expect(() => takeInstanceLock(ownFolder)).toThrow(LibraryInUse);
  });

  test('is not taken again after the end of the app', async () => {
    const { open, ownFolder } = place();
    const library = open();
    library.release();
    expect(await library.check()).toBe(false);
    takeInstanceLock(ownFolder).release();
  });
});
