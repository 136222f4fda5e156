import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LibraryDatabaseOptions } from '../../../main/library/database/connection.ts';
import { openTestLibrary, type TestLibrary } from '../../fakes/test-library.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'homereel-library-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens (or re-opens) a database that is closed after the test. */
export function openForTest(options: LibraryDatabaseOptions): TestLibrary {
  const database = openTestLibrary(options);
  onTestFinished(() => database.close());
  return database;
}

export function freshLibrary(): TestLibrary {
  return openForTest({ file: join(temporaryFolder(), 'library.sqlite') });
}

export interface ProfileFacts {
  readonly id: string;
  readonly name?: string;
  readonly role?: 'adult' | 'child';
}

export function addProfile({ sqlite }: TestLibrary, { id, name = id, role = 'adult' }: ProfileFacts): void {
  sqlite
    .prepare(`INSERT INTO profiles (id, name, colour, avatar, role, created_at) VALUES (?, ?, 'violet', 'fox', ?, 0)`)
    .run(id, name, role);
}

export interface VideoFacts {
  readonly id: string;
  readonly title?: string;
  readonly channel?: string | null;
  readonly status?: string;
  readonly bytes?: number;
  readonly completedAt?: number;
  readonly durationSeconds?: number | null;
  readonly trashedAt?: number | null;
}

/** A video with what its status demands; complete unless said otherwise. */
export function addVideo({ sqlite }: TestLibrary, facts: VideoFacts): void {
  const {
    id,
    title = id,
    channel = null,
    status = 'complete',
    bytes = 1000,
    completedAt = 1,
    durationSeconds = null,
    trashedAt = null,
  } = facts;
  sqlite
    .prepare(
      `INSERT INTO videos (id, url, url_key, site, kind, preset, title, channel, duration_seconds, status, reason, file_name, bytes,
         completed_at, trashed_at, created_at)
       VALUES (?, ?, ?, 'example.test', 'video', 'good', ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
    )
    .run(
      id,
      `https://example.test/${id}`,
      id,
      title,
      channel,
      durationSeconds,
      status,
      status === 'failed' ? 'network' : null,
      status === 'complete' ? `${id}.mp4` : null,
      bytes,
      completedAt,
      trashedAt,
    );
}

export interface ReferenceFacts {
  readonly videoId: string;
  readonly profileId: string;
  readonly position?: number;
  readonly paused?: 0 | 1;
  readonly createdAt?: number;
  readonly cancelledAt?: number | null;
}

export function addReference({ sqlite }: TestLibrary, facts: ReferenceFacts): void {
  const { videoId, profileId, position = 1, paused = 0, createdAt = 0, cancelledAt = null } = facts;
  sqlite
    .prepare(
      'INSERT INTO video_references (video_id, profile_id, position, paused, created_at, cancelled_at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(videoId, profileId, position, paused, createdAt, cancelledAt);
}
