import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openLibraryDatabase } from '../../../../main/library/database/database.ts';
import { LibraryNotWritable, LibraryTooNew, LibraryUnreadable } from '../../../../main/library/database/database-errors.ts';
import { openTestLibrary } from '../../../fakes/test-library.ts';
import { addProfile, addVideo, freshLibrary, openForTest, temporaryFolder } from '../library-fixture.ts';

function closedLibrary(prepare?: (sqlite: Database.Database) => void): string {
  const file = join(temporaryFolder(), 'library.sqlite');
  const database = openTestLibrary({ file });
  for (let number = 0; number < 300; number++)
    addVideo(database, { id: `video-${number}`, title: 'a title that fills pages '.repeat(5) });
  prepare?.(database.sqlite);
  database.close();
  return file;
}

const count = (sqlite: Database.Database, table: string): number =>
  (sqlite.prepare(`SELECT count(*) AS rows FROM ${table}`).get() as { rows: number }).rows;

describe('an open library', () => {
  test('is in WAL mode, checks keys, waits for a busy file and syncs at checkpoints', () => {
    const { sqlite } = freshLibrary();
    const pragma = (name: string) => sqlite.pragma(name, { simple: true });
    expect([pragma('journal_mode'), pragma('foreign_keys'), pragma('busy_timeout'), pragma('synchronous')]).toEqual([
      'wal',
      1,
      5000,
      1,
    ]);
    expect(() => sqlite.exec(`INSERT INTO playback VALUES ('nobody', 'nothing', 0, 0, 0)`)).toThrow(/FOREIGN KEY/);
  });

  test('keeps what was written over a re-open, in a folder that it makes itself', () => {
    const file = join(temporaryFolder(), 'new', 'library.sqlite');
    const first = openTestLibrary({ file });
    addProfile(first, { id: 'ada' });
    first.close();
    first.close();
    expect(readdirSync(join(file, '..'))).toEqual(['library.sqlite']);
    expect(count(openForTest({ file }).sqlite, 'profiles')).toBe(1);
  });

  test('compiles a statement once', () => {
    const database = freshLibrary();
    expect(database.prepare('SELECT 1')).toBe(database.prepare('SELECT 1'));
  });
});

describe('immediate', () => {
  test('commits nested calls with the outer one', () => {
    const database = freshLibrary();
    const value = database.immediate(() => {
      addProfile(database, { id: 'ada' });
      return database.immediate(() => {
        addProfile(database, { id: 'ben' });
        return 7;
      });
    });
    expect([value, count(database.sqlite, 'profiles'), database.sqlite.inTransaction]).toEqual([7, 2, false]);
  });

  test('rolls everything back when a nested call throws, even if the outer one swallows the error', () => {
    const database = freshLibrary();
    const swallowing = () =>
      database.immediate(() => {
        addProfile(database, { id: 'ada' });
        try {
          database.immediate(() => {
            addProfile(database, { id: 'ben' });
            throw new Error('the inner one failed');
          });
        } catch {}
      });
    expect(swallowing).toThrow('the inner one failed');
    expect(count(database.sqlite, 'profiles')).toBe(0);
    database.immediate(() => addProfile(database, { id: 'cara' }));
    expect(count(database.sqlite, 'profiles')).toBe(1);
  });

  test('takes the write lock at its start, and refuses a function that would keep it over an await', () => {
    const database = freshLibrary();
    const other = new Database(database.file, { timeout: 0 });
    database.immediate(() => expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(/locked/));
    other.close();
    expect(() => database.immediate(async () => addProfile(database, { id: 'ada' }))).toThrow(/synchronous/);
    expect([count(database.sqlite, 'profiles'), database.sqlite.inTransaction]).toEqual([0, false]);
  });

  test('runs what waits for the commit after it, and never after a roll-back', () => {
    const database = freshLibrary();
    const seen: string[] = [];
    const note = (what: string) => () => void seen.push(`${what} ${database.sqlite.inTransaction}`);
    database.immediate(() => {
      database.immediate(() => database.afterCommit(note('inner')));
      database.afterCommit(note('outer'));
      seen.push('body');
    });
    const failing = () =>
      database.immediate(() => {
        database.afterCommit(note('lost'));
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    database.immediate(() => undefined);
    database.afterCommit(note('none open'));
    expect(seen).toEqual(['body', 'inner false', 'outer false', 'none open false']);
  });
});

test('durable commits with a sync and then goes back; it cannot join a transaction that does not', () => {
  const database = freshLibrary();
  const synchronous = () => database.sqlite.pragma('synchronous', { simple: true });
  expect([database.durable(synchronous), synchronous()]).toEqual([2, 1]);
  expect(() => database.immediate(() => database.durable(synchronous))).toThrow(/outermost/);
  expect(() =>
    database.durable(() => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(synchronous()).toBe(1);
});

describe('a library of a newer version', () => {
  const filesOf = (folder: string) =>
    ['library.sqlite', 'library.sqlite-wal'].map((name) => join(folder, name)).filter(existsSync);
  const bytesOf = (folder: string) => filesOf(folder).map((file) => readFileSync(file).toString('base64'));

  test('is refused and not touched, whichever journal it uses', () => {
    for (const mode of ['delete', 'wal']) {
      const file = closedLibrary((sqlite) => {
        sqlite.pragma(`journal_mode = ${mode}`);
        sqlite.pragma('user_version = 99');
      });
      const before = readFileSync(file);
      expect(() => openLibraryDatabase({ file })).toThrow(LibraryTooNew);
      expect(readFileSync(file).equals(before)).toBe(true);
      expect(readdirSync(join(file, '..')).filter((name) => name.endsWith('.backup'))).toEqual([]);
    }
  });

  test('is recognised when the newer version crashed and its number is only in the log', () => {
    const original = openForTest({ file: closedLibrary() });
    original.sqlite.pragma('user_version = 99');
    const crashed = temporaryFolder();
    for (const end of ['', '-wal']) copyFileSync(original.file + end, join(crashed, `library.sqlite${end}`));
    const before = bytesOf(crashed);
    expect(before).toHaveLength(2);
    expect(() => openLibraryDatabase({ file: join(crashed, 'library.sqlite') })).toThrow(/newer version of Homereel/);
    expect(bytesOf(crashed)).toEqual(before);
  });
});

describe('a damaged library is refused and kept as it is', () => {
  const damages: Record<string, (file: string) => void> = {
    'no database at all': (file) => writeFileSync(file, 'these are not the bytes you are looking for'.repeat(200)),
    'cut short': (file) => truncateSync(file, readFileSync(file).length / 2),
    'a page overwritten': (file) => {
      const bytes = readFileSync(file);
      bytes.fill(0x5a, bytes.length - 3 * 4096, bytes.length - 4096);
      writeFileSync(file, bytes);
    },
    "another program's database": (file) => {
      writeFileSync(file, '');
      const other = new Database(file);
      other.exec('CREATE TABLE notes (text)');
      other.close();
    },
  };

  test.each(Object.keys(damages))('%s', (name) => {
    const file = closedLibrary();
    damages[name]?.(file);
    const before = readFileSync(file);
    expect(() => openLibraryDatabase({ file })).toThrow(LibraryUnreadable);
    expect(() => openLibraryDatabase({ file })).toThrow(/damaged or is not a Homereel library/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

test('a first start that was cut short in mid-write is played back and opens', () => {
  const folder = temporaryFolder();
  const half = new Database(join(folder, 'half.sqlite'));
  half.pragma('cache_size = 1');
  half.exec('CREATE TABLE t (a); DROP TABLE t; VACUUM; BEGIN IMMEDIATE; CREATE TABLE profiles (a)');
  const insert = half.prepare('INSERT INTO profiles VALUES (zeroblob(3000))');
  for (let row = 0; row < 300; row++) insert.run();
  for (const end of ['', '-journal']) copyFileSync(`${half.name}${end}`, join(folder, `library.sqlite${end}`));
  half.close();
  const { sqlite } = openForTest({ file: join(folder, 'library.sqlite') });
  expect(count(sqlite, 'profiles')).toBe(0);
});

describe('a library that cannot be written', () => {
  const openAsNobody = (file: string): { name: string; message: string } =>
    JSON.parse(
      execFileSync(
        process.execPath,
        ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', join(import.meta.dirname, 'open-as-nobody.ts'), file],
        { encoding: 'utf8' },
      ),
    );

  test.skipIf(process.platform === 'win32')('says so: read-only folder with a library, without one, and a read-only file', () => {
    const file = closedLibrary();
    const folder = join(file, '..');
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    const before = readFileSync(file);
    for (const asked of [file, join(folder, 'other.sqlite'), join(folder, 'sub', 'other.sqlite')]) {
      expect(openAsNobody(asked)).toMatchObject({
        name: 'LibraryNotWritable',
        message: expect.stringContaining('may not write'),
      });
    }
    chmodSync(folder, 0o777);
    expect(openAsNobody(file).name).toBe('LibraryNotWritable');
    expect(readFileSync(file).equals(before)).toBe(true);
    chmodSync(file, 0o666);
    expect(openAsNobody(file).name).toBe('opened');
  });

  test('says so: a folder is where the file should be', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'library.sqlite'));
    expect(() => openLibraryDatabase({ file: join(folder, 'library.sqlite') })).toThrow(LibraryNotWritable);
  });
});
