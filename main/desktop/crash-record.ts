import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { said } from '../../phrasebook/said.ts';
import type { Notice, Profile } from '../../preload/contract/types.ts';
import { replaceFile } from '../platform/replace-file.ts';

/** Remembers over a restart that the app ended because of an error that nobody caught. */
export interface CrashRecord {
  /** Writes the moment (epoch milliseconds) to the disk before it returns. Throws system errors. */
  write(atMs: number): void;
  /** Returns the moment of the last crash that no adult has been told of. */
  read(): number | undefined;
  clear(): void;
}

/** Keeps the record as `crash.json` in `folder`: a file of its own, since the database may be what failed. */
export function createCrashRecord(folder: string): CrashRecord {
  const file = join(folder, 'crash.json');
  return {
    write: (atMs) => replaceFile(file, `${JSON.stringify({ atMs })}\n`),
    read: () => {
      try {
        const { atMs } = JSON.parse(readFileSync(file, 'utf8')) as { atMs?: unknown };
        return typeof atMs === 'number' && Number.isFinite(new Date(atMs).getTime()) ? atMs : undefined;
      } catch {
        return undefined; // no crash, or a file that is not ours: either way there is nothing to tell
      }
    },
    clear: () => rmSync(file, { force: true }),
  };
}

/** Returns the notice of an earlier crash for `viewer`, once, and only to an adult: the returned function clears the record with it. */
export function createCrashNotice(
  record: CrashRecord,
  logFile: string,
): (viewer: Pick<Profile, 'role'> | undefined) => Notice | undefined {
  let crashedAtMs = record.read();
  return (viewer) => {
    if (crashedAtMs === undefined || viewer?.role !== 'adult') return undefined;
    const news = said('notice.crashed', { when: { moment: crashedAtMs }, file: logFile });
    crashedAtMs = undefined;
    record.clear();
    return { level: 'warning', ...news };
  };
}
