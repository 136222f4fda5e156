import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openLibrary } from '../../../../main/core/open-library.ts';
import { createCore } from '../../../../main/core.ts';
import { PRIVATE_FOLDER } from '../../../../main/downloads/work-folder.ts';
import { migrations } from '../../../../main/library/database/migrations/index.ts';
import { systemClock } from '../../../../main/platform/clock.ts';
import { openForTest, temporaryFolder } from '../library-fixture.ts';

/** Everything below a folder, and the folder itself, on which others than its owner have a right. */
function openToOthers(folder: string): string[] {
  const names = ['.', ...(readdirSync(folder, { recursive: true }) as string[])];
  return names.filter((name) => (statSync(path.join(folder, name)).mode & 0o077) !== 0);
}

function places() {
  const root = temporaryFolder();
  return { userDataFolder: path.join(root, 'data'), libraryFolder: path.join(root, 'videos') };
}

describe.skipIf(process.platform === 'win32')('other people of the computer', () => {
  test('have no right on what the app keeps: database, log, settings, locks', async () => {
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const { userDataFolder, libraryFolder } = places();
    const core = createCore({ userDataFolder, defaultLibraryFolder: libraryFolder });
    try {
      await core.services.settings.set({ theme: 'dark' });
      core.logger.info('a line');
      expect(readdirSync(userDataFolder)).toEqual(
        expect.arrayContaining(['library.sqlite', 'library.sqlite-wal', 'owner.lock', 'settings.json', 'logs']),
      );
      expect(openToOthers(userDataFolder)).toEqual([]);
      expect(openToOthers(path.join(libraryFolder, PRIVATE_FOLDER))).toEqual([]);
      expect(statSync(libraryFolder).mode & 0o777, 'the videos have the usual rights').toBe(0o777);
    } finally {
      await core.stop();
    }
  });

  test('lose the rights that an earlier version left them, on copies and a log of writes, too', () => {
    const { userDataFolder, libraryFolder } = places();
    const ownFolder = path.join(libraryFolder, PRIVATE_FOLDER);
    mkdirSync(userDataFolder);
    mkdirSync(ownFolder, { recursive: true });
    const file = path.join(userDataFolder, 'library.sqlite');
    openForTest({ file, migrations: migrations.slice(0, -1) }).close();
    writeFileSync(`${file}.v1-20260101T000000Z.backup`, '');
    writeFileSync(path.join(userDataFolder, 'owner.lock'), '');
    writeFileSync(path.join(ownFolder, 'owner.lock'), '');
    for (const name of readdirSync(userDataFolder)) chmodSync(path.join(userDataFolder, name), 0o644);
    for (const folder of [userDataFolder, ownFolder]) chmodSync(folder, 0o755);
    const library = openLibrary({ userDataFolder, folder: libraryFolder, ownFolderName: PRIVATE_FOLDER, clock: systemClock });
    onTestFinished(() => library.close());
    expect(readdirSync(userDataFolder).filter((name) => name.endsWith('.backup'))).toHaveLength(2);
    expect([openToOthers(userDataFolder), openToOthers(ownFolder)]).toEqual([[], []]);
  });
});
