import { expect, onTestFinished, test } from 'vitest';
import { type LibraryDatabase, openLibraryDatabase, type ReadableDatabase } from '../../../../main/library/database/database.ts';
import { addProfile, freshLibrary } from '../library-fixture.ts';

test('a reader cannot write: the types forbid it, and a changing statement is refused at run time', () => {
  const database = freshLibrary();
  addProfile(database, { id: 'mia' });
  const reader: ReadableDatabase = database;
  const statement = reader.prepare('SELECT id FROM profiles');
  expect([statement.get(), statement.all(), [...statement.iterate()]]).toEqual([{ id: 'mia' }, [{ id: 'mia' }], [{ id: 'mia' }]]);
  // @ts-expect-error a reading statement cannot be run
  void statement.run;
  // @ts-expect-error a reader has no way to change rows
  void reader.run;
  for (const sql of ['DELETE FROM profiles', 'DELETE FROM profiles RETURNING id', 'BEGIN IMMEDIATE', 'CREATE TABLE notes (text)'])
    expect(() => reader.prepare(sql), sql).toThrow(/not a reading statement/);
  expect(statement.all()).toHaveLength(1);
});

test('nobody who is handed the library gets its connection', () => {
  const database: LibraryDatabase = freshLibrary();
  // @ts-expect-error only the files that open the library know its connection
  void database.sqlite;
  const opened = openLibraryDatabase({ file: database.file });
  onTestFinished(() => opened.close());
  expect(Object.keys(opened)).not.toContain('sqlite');
});
