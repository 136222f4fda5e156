import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from './files.ts';
import { isSecretName, redact } from './redact.ts';

export type LogLevel = 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes what happened; secrets are taken out, and no call ever throws. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** Closes the file; later lines are dropped. */
  close(): void;
}

export interface LoggerOptions {
  /** Made if it is missing. The current log in it is `homereel.log`, older ones are `homereel.1.log` and up. */
  readonly folder: string;
  /** Size at which a new file is begun; 5 MB by default. */
  readonly maxBytes?: number;
  /** How many older files are kept; 3 by default. */
  readonly keptFiles?: number;
  /** Epoch milliseconds of a line. */
  readonly now?: () => number;
}

/** Returns the folder of an app's logs. */
export const logFolder = (userDataFolder: string): string => join(userDataFolder, 'logs');

/** Names the current log in that folder; older ones are numbered. */
export const LOG_FILE_NAME = 'homereel.log';

const LINE_LIMIT_CHARACTERS = 16_384;
const DEPTH_LIMIT = 6;
/** After a failed write the disk is left alone for so long. */
const RETRY_AFTER_MS = 5_000;

/** Opens a logger of JSON lines to a file that is bounded in size. Each line is written at once, so that a crash loses none. */
export function createLogger(options: LoggerOptions): Logger {
  const file = createRotatingFile(options.folder, options.maxBytes ?? 5_000_000, options.keptFiles ?? 3);
  const now = options.now ?? Date.now;
  return createLineLogger((level, message, fields) => file.append(toLine(now(), level, message, fields)), file.close);
}

/** Writes nothing. */
export const silentLogger: Logger = createLineLogger(
  () => undefined,
  () => undefined,
);

type WriteLine = (level: LogLevel, message: string, fields: LogFields) => void;

function createLineLogger(write: WriteLine, close: () => void): Logger {
  const at =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}) =>
      write(level, message, fields);
  return { info: at('info'), warn: at('warn'), error: at('error'), close };
}

function toLine(timeMs: number, level: LogLevel, message: string, fields: LogFields): string {
  const head = { time: new Date(timeMs).toISOString(), level, message: redact(message.slice(0, LINE_LIMIT_CHARACTERS)) };
  try {
    const line = JSON.stringify(Object.assign({}, toLoggable(fields, 0), head));
    if (line.length <= LINE_LIMIT_CHARACTERS) return `${line}\n`;
    return `${JSON.stringify({ ...head, message: head.message.slice(0, LINE_LIMIT_CHARACTERS / 2), shortened: line.slice(0, 2_000) })}\n`;
  } catch {
    // A getter or toJSON of someone's object threw.
    return `${JSON.stringify({ ...head, fields: 'not loggable' })}\n`;
  }
}

/** Copies a value so that JSON can hold it and it tells no secret. */
function toLoggable(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redact(value.slice(0, LINE_LIMIT_CHARACTERS));
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') return String(value).slice(0, 100);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  // Bounds objects that contain themselves, too.
  if (depth >= DEPTH_LIMIT) return '…';
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => toLoggable(item, depth + 1));
  const own = Object.entries(value);
  const entries = value instanceof Error ? [...errorEntries(value), ...own] : own;
  return Object.fromEntries(
    entries.map(([name, item]) => [name, isSecretName(name) ? '[redacted]' : toLoggable(item, depth + 1)]),
  );
}

function errorEntries(error: Error): [string, unknown][] {
  const cause: [string, unknown][] = error.cause === undefined ? [] : [['cause', error.cause]];
  const errors: [string, unknown][] = error instanceof AggregateError ? [['errors', error.errors]] : [];
  return [['name', error.name], ['message', error.message], ['stack', error.stack], ...cause, ...errors];
}

interface RotatingFile {
  append(line: string): void;
  close(): void;
}

/** Opens a file that is set aside when it is full. A failing disk costs lines, never the app: it is tried again a little later. */
function createRotatingFile(folder: string, maxBytes: number, keptFiles: number): RotatingFile {
  const nameOf = (age: number): string => join(folder, age === 0 ? LOG_FILE_NAME : `homereel.${age}.log`);
  let descriptor: number | null = null;
  let bytes = 0;
  let closed = false;
  let retryAtMs = Number.NEGATIVE_INFINITY;

  const open = (): number => {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
    const opened = openSync(nameOf(0), 'a', PRIVATE_FILE_MODE);
    bytes = fstatSync(opened).size;
    return opened;
  };
  const release = (): void => {
    const held = descriptor;
    descriptor = null;
    if (held !== null) attempt(() => closeSync(held));
  };
  const rotate = (): void => {
    release();
    // A file that is not there yet is normal; one that cannot be set aside goes on growing, which beats losing lines.
    for (let age = keptFiles - 1; age >= 0; age -= 1) attempt(() => renameSync(nameOf(age), nameOf(age + 1)));
  };
  const append = (line: string): void => {
    const length = Buffer.byteLength(line);
    descriptor ??= open();
    if (bytes > 0 && bytes + length > maxBytes) {
      rotate();
      descriptor = open();
    }
    writeSync(descriptor, line);
    bytes += length;
  };

  return {
    append(line) {
      if (closed || performance.now() < retryAtMs) return;
      if (attempt(() => append(line))) return;
      release();
      retryAtMs = performance.now() + RETRY_AFTER_MS;
    },
    close() {
      closed = true;
      release();
    },
  };
}

/** Tells whether it worked. Why not is no matter here: the log is where that would be said. */
function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
