import type Database from 'better-sqlite3';
import { type LibraryDatabaseOptions, openConnection } from './connection.ts';

/** Runs one compiled statement that can only read. */
export interface ReadStatement {
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  iterate(...values: unknown[]): IterableIterator<unknown>;
}

/** Lets its owner read the library, and no more. */
export interface ReadableDatabase {
  /** Compiles a reading statement, once for each text. Throws an Error for one that would write. */
  prepare(sql: string): ReadStatement;
}

/** Lets its owner change the library, too. */
export interface WritableDatabase extends ReadableDatabase {
  /** Runs a changing statement; returns how many rows it changed, 0 when its guard did not match. */
  run(sql: string, ...values: unknown[]): number;
  /** Runs a changing statement with `RETURNING`; returns its first row, undefined when it changed none. */
  runReturning(sql: string, ...values: unknown[]): unknown;
  /**
   * Runs `fn` in one IMMEDIATE transaction. A nested call joins the outer one; if it throws, the whole transaction is rolled
   * back, even if the outer function catches the error. `fn` must be synchronous.
   */
  immediate<T>(fn: () => T): T;
  /**
   * Does the same and flushes it to the disk before it returns, together with every commit before it. For what must not be forgotten
   * by a power cut, because the next step on the file system cannot be undone. Throws an Error inside an open transaction.
   */
  durable<T>(fn: () => T): T;
  /** Runs `action` after the open transaction has committed, never after a roll-back; at once when none is open. */
  afterCommit(action: () => void): void;
}

/** Holds the open library for those who put the app together. */
export interface LibraryDatabase extends WritableDatabase {
  readonly file: string;
  /** Adds a function of text to SQL; it must give the same answer each time. */
  defineFunction<Texts extends readonly string[]>(name: string, fn: (...texts: Texts) => string | number): void;
  /** Writes the log back into the file and closes it. Harmless when closed already. */
  close(): void;
}

/** Opens the library's database; throws like `openConnection`. */
export function openLibraryDatabase(options: LibraryDatabaseOptions): LibraryDatabase {
  return createLibraryDatabase(options.file, openConnection(options));
}

/** Wraps a connection; from then on only the wrapper uses it (and a test that inspects what is behind it). */
export function createLibraryDatabase(file: string, sqlite: Database.Database): LibraryDatabase {
  const statements = new Map<string, Database.Statement<unknown[]>>();
  let waiting: (() => void)[] = [];
  let nestedFailures: unknown[] = [];

  const compile = (sql: string): Database.Statement<unknown[]> => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = sqlite.prepare<unknown[]>(sql);
    statements.set(sql, statement);
    return statement;
  };

  function joined<T>(fn: () => T): T {
    try {
      return synchronous(fn());
    } catch (error) {
      nestedFailures.push(error);
      throw error;
    }
  }

  function immediate<T>(fn: () => T): T {
    if (sqlite.inTransaction) return joined(fn);
    nestedFailures = [];
    waiting = [];
    compile('BEGIN IMMEDIATE').run();
    let value: T;
    try {
      value = synchronous(fn());
      if (nestedFailures.length > 0) throw nestedFailures[0];
      compile('COMMIT').run();
    } catch (error) {
      if (sqlite.inTransaction) compile('ROLLBACK').run();
      throw error;
    }
    const actions = waiting;
    waiting = [];
    for (const action of actions) action();
    return value;
  }

  return {
    file,
    prepare(sql) {
      const statement = compile(sql);
      if (!statement.readonly || !statement.reader) throw new Error(`not a reading statement: ${sql}`);
      return statement;
    },
    run: (sql, ...values) => compile(sql).run(...values).changes,
    runReturning: (sql, ...values) => compile(sql).get(...values),
    defineFunction(name, fn) {
      sqlite.function(name, { deterministic: true }, fn);
    },
    immediate,
    durable(fn) {
      if (sqlite.inTransaction) throw new Error('durable() cannot join an open transaction: call it outermost');
      sqlite.pragma('synchronous = FULL');
      try {
        return immediate(fn);
      } finally {
        sqlite.pragma('synchronous = NORMAL');
      }
    },
    afterCommit(action) {
      if (sqlite.inTransaction) waiting.push(action);
      else action();
    },
    close() {
      if (!sqlite.open) return;
      statements.clear();
      sqlite.close();
    },
  };
}

function synchronous<T>(value: T): T {
  if (value instanceof Promise) throw new Error('a transaction must be synchronous: it would stay open over an await');
  return value;
}
