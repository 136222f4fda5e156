import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { RunPhase, VideoStatus } from '../../preload/contract/types.ts';

export interface CopiedVideo {
  readonly id: string;
  readonly url: string;
  readonly status: VideoStatus;
  readonly reason: string | null;
  readonly fileName: string | null;
  readonly bytes: number | null;
  readonly completedAt: number | null;
}

export interface CopiedReference {
  readonly videoId: string;
  readonly profileId: string;
  readonly paused: number;
}

/** A run that had not ended when the app died. */
export interface CopiedRun {
  readonly id: string;
  readonly videoId: string;
  readonly phase: RunPhase;
  readonly stopReason: string | null;
  readonly targetName: string | null;
}

/** All that a dead app's database says. */
export interface LibraryCopy {
  /** Empty when SQLite finds nothing wrong. */
  readonly unsound: readonly string[];
  readonly videos: readonly CopiedVideo[];
  /** The active ones. */
  readonly references: readonly CopiedReference[];
  readonly openRuns: readonly CopiedRun[];
}

/** Reads a copy, so that the next life of the app meets its database, with what it left in the log, just as the kill left it. */
export async function copyLibrary(root: string): Promise<LibraryCopy> {
  const folder = await mkdtemp(path.join(root, 'copy-'));
  try {
    const file = path.join(folder, 'library.sqlite');
    for (const ending of ['', '-wal']) {
      await copyFile(path.join(root, 'user-data', `library.sqlite${ending}`), file + ending).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error;
        },
      );
    }
    const database = new Database(file);
    try {
      return readLibrary(database);
    } finally {
      database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readLibrary(database: Database.Database): LibraryCopy {
  const all = <Row>(sql: string): Row[] => database.prepare(sql).all() as Row[];
  const integrity = database.pragma('integrity_check') as { integrity_check: string }[];
  const foreignKeys = database.pragma('foreign_key_check') as unknown[];
  return {
    unsound: [
      ...integrity.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
      ...foreignKeys.map((row) => JSON.stringify(row)),
    ],
    videos: all('SELECT id, url, status, reason, file_name AS fileName, bytes, completed_at AS completedAt FROM videos'),
    references: all('SELECT video_id AS videoId, profile_id AS profileId, paused FROM active_references'),
    openRuns: all(
      'SELECT id, video_id AS videoId, phase, stop_reason AS stopReason, target_name AS targetName FROM runs WHERE ended_at IS NULL',
    ),
  };
}
