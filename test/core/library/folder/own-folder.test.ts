import { chownSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLibraryPlace, type LibraryPlace } from '../../../../main/library/folder/library-place.ts';
import { temporaryFolder } from '../library-fixture.ts';

const SOMEBODY_ELSE = 12_345;
const isRoot = process.getuid?.() === 0;

function places() {
  const root = temporaryFolder();
  const libraryFolder = path.join(root, 'library');
  const ownFolder = path.join(libraryFolder, '.homereel');
  mkdirSync(libraryFolder);
  return { root, libraryFolder, ownFolder };
}

function open(folder: string): LibraryPlace {
  const place = createLibraryPlace({ folder, ownFolderName: '.homereel', fileNames: () => [] });
  onTestFinished(() => place.release());
  return place;
}

describe.skipIf(process.platform === 'win32')('a library whose hidden folder is not ours', () => {
  test('is not used when it is a link, and says so', async () => {
    const { root, libraryFolder, ownFolder } = places();
    mkdirSync(path.join(root, 'elsewhere'));
    symlinkSync(path.join(root, 'elsewhere'), ownFolder);
    const place = open(libraryFolder);
    expect([place.isThere(), await place.check()]).toEqual([false, false]);
    expect(place.problem()).toMatch(/\.homereel” is a link to another place.*choose another library folder\.$/);
    expect(readdirSync(path.join(root, 'elsewhere'))).toEqual([]);
  });

  test('is not used when it is a link to nowhere, which making it would follow', () => {
    const { root, libraryFolder, ownFolder } = places();
    symlinkSync(path.join(root, 'nowhere'), ownFolder);
    expect(open(libraryFolder).problem()).toMatch(/is a link/);
    expect(existsSync(path.join(root, 'nowhere'))).toBe(false);
  });

  // Only root can give a folder away.
  test.skipIf(!isRoot)('is not used when somebody else made it, until it is gone', async () => {
    const { libraryFolder, ownFolder } = places();
    mkdirSync(ownFolder);
    chownSync(ownFolder, SOMEBODY_ELSE, SOMEBODY_ELSE);
    const place = open(libraryFolder);
    expect([place.isThere(), await place.check()]).toEqual([false, false]);
    expect(place.problem()).toMatch(/belongs to somebody else on this computer.*Choose another library folder/);
    expect([readdirSync(libraryFolder), readdirSync(ownFolder)]).toEqual([['.homereel'], []]);
    chownSync(ownFolder, 0, 0);
    expect([await place.check(), place.problem()]).toEqual([true, undefined]);
  });

  test.skipIf(!isRoot)('is not changed to; and what somebody else put where ours was is not removed', async () => {
    const { root, libraryFolder, ownFolder } = places();
    const target = path.join(root, 'next');
    mkdirSync(path.join(target, '.homereel'), { recursive: true });
    chownSync(path.join(target, '.homereel'), SOMEBODY_ELSE, SOMEBODY_ELSE);
    mkdirSync(ownFolder);
    writeFileSync(path.join(ownFolder, 'theirs'), '');
    chownSync(ownFolder, SOMEBODY_ELSE, SOMEBODY_ELSE);
    const place = open(libraryFolder);
    const store = async (): Promise<void> => undefined;
    await expect(place.change(target, { unfinished: [], store })).rejects.toMatchObject({ code: 'conflict' });
    expect(place.folder()).toBe(libraryFolder);
    await place.change(path.join(root, 'third'), { unfinished: [], store });
    expect([place.isThere(), existsSync(path.join(ownFolder, 'theirs'))]).toEqual([true, true]);
  });
});

if (!isRoot) process.stdout.write('own-folder: only root can give a folder to somebody else, so two tests are skipped.\n');
