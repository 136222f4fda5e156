import type { RunPhase, VideoStatus } from '../../../preload/contract/types.ts';
import type { ReadableDatabase } from '../database/database.ts';
import { IS_RUNNABLE, IS_WANTED } from '../database/wanted.ts';
import { refusedLast } from './refused-last.ts';

/** Describes a row that says it is being downloaded or torn down, with the newest run that has not ended (if there is one). */
export interface OccupiedRow {
  readonly videoId: string;
  readonly status: VideoStatus;
  readonly heartbeatAt: number | null;
  readonly runId: string | null;
  readonly ownerId: string | null;
  readonly pid: number | null;
  readonly processStartedAt: string | null;
  readonly stagedPath: string | null;
  readonly targetName: string | null;
  readonly phase: RunPhase | null;
}

/** Names a video that could start now, for one of the people who want it. */
export interface Candidate {
  readonly videoId: string;
  readonly profileId: string;
  readonly site: string;
  readonly lastServedAt: number;
  /** How much room it needs on the disk, as far as that is known. */
  readonly neededBytes?: number;
}

/** Tells what a video that starts now may take of the library's disk. */
export interface DiskRoom {
  readonly freeBytes: number;
  /** What an empty disk would have: a video that needs more starts nevertheless, so that it fails instead of waiting for ever. */
  readonly wholeBytes: number;
}

/** While the disk has not been measured, everything fits. */
export const UNMEASURED: DiskRoom = { freeBytes: Number.MAX_SAFE_INTEGER, wholeBytes: Number.MAX_SAFE_INTEGER };

interface StartableRow extends Omit<Candidate, 'lastServedAt' | 'neededBytes'> {
  readonly neededBytes: number;
  readonly refusals: number;
}

/** Reads which videos run, and which could or should start. */
export interface RunRows {
  occupied(): OccupiedRow[];
  /**
   * Lists for each profile its first `perProfile` startable items, in its own order, but of each site those first that it refused least;
   * closed sites are left out, and what the disk has no room for.
   */
  candidates(perProfile: number, closedSites: readonly string[], room?: DiskRoom): Candidate[];
  /** Lists the waiting videos that somebody has not paused and the disk has no room for, with what they need, the least first. */
  lackingRoom(room: DiskRoom): { readonly videoId: string; readonly neededBytes: number }[];
  /** Finds the earliest `retry_at` of a waiting video, if any. */
  nextRetryAt(): number | undefined;
  /** Finds waiting rows that nobody wants: there should be none, and the reaper returns them to the catalog. */
  unwantedPending(): string[];
  countStartable(): number;
  /** Lists every video (of one site) that waits for its start, startable or not. */
  waiting(site?: string): string[];
}

/** Tells few from many: so few waiting videos are read and sorted faster than one person's years of finished items are passed over. */
const FEW_WAITING = 500;

const NEEDED = 'coalesce(v.needed_bytes, v.expected_bytes, 0)';

/** Reads one person's candidates: from the waiting videos when they are few, else along the person's own order. CROSS JOIN fixes that. */
function candidatesOfOne(fewWait: boolean): string {
  const join = fewWait
    ? 'videos v CROSS JOIN unpaused_references r ON r.video_id = v.id AND r.profile_id = @profileId'
    : 'unpaused_references r CROSS JOIN videos v ON v.id = r.video_id';
  return `SELECT v.id AS videoId, r.profile_id AS profileId, v.site, v.refusals, ${NEEDED} AS neededBytes FROM ${join}
    WHERE r.profile_id = @profileId AND v.status = 'pending'
      AND (v.retry_at IS NULL OR v.retry_at <= @now) AND v.site NOT IN (SELECT value FROM json_each(@closedSites))
      AND (${NEEDED} <= @freeBytes OR ${NEEDED} > @wholeBytes)
    ORDER BY r.position, v.id LIMIT @perProfile`;
}

export function createRunRows(database: ReadableDatabase, now: () => number): RunRows {
  return {
    occupied: () =>
      database
        .prepare(
          `SELECT v.id AS videoId, v.status, v.download_heartbeat_at AS heartbeatAt, r.id AS runId, r.owner_id AS ownerId, r.pid,
             r.process_started_at AS processStartedAt, r.staged_path AS stagedPath, r.target_name AS targetName, r.phase
           FROM videos v LEFT JOIN runs r ON r.video_id = v.id AND r.ended_at IS NULL
           WHERE v.status IN ('downloading', 'cancelling')`,
        )
        .all() as OccupiedRow[],
    candidates(perProfile, closedSites, { freeBytes, wholeBytes } = UNMEASURED) {
      const profiles = database.prepare('SELECT id, last_served_at AS lastServedAt FROM profiles').all() as {
        id: string;
        lastServedAt: number;
      }[];
      const { waiting } = database.prepare(`SELECT count(*) AS waiting FROM videos WHERE status = 'pending'`).get() as {
        waiting: number;
      };
      const statement = database.prepare(candidatesOfOne(waiting <= FEW_WAITING));
      return profiles.flatMap(({ id: profileId, lastServedAt }) => {
        const waits = { profileId, now: now(), closedSites: JSON.stringify(closedSites), perProfile, freeBytes, wholeBytes };
        const startable = statement.all(waits) as StartableRow[];
        return refusedLast(startable).map(({ videoId, site, neededBytes }) => ({
          videoId,
          profileId,
          site,
          lastServedAt,
          neededBytes,
        }));
      });
    },
    lackingRoom: (room) =>
      database
        .prepare(
          `SELECT v.id AS videoId, ${NEEDED} AS neededBytes FROM videos v
           WHERE v.status = 'pending' AND ${NEEDED} > @freeBytes AND ${NEEDED} <= @wholeBytes
             AND EXISTS (SELECT 1 FROM unpaused_references a WHERE a.video_id = v.id)
           ORDER BY neededBytes, v.id`,
        )
        .all(room) as { videoId: string; neededBytes: number }[],
    nextRetryAt: () =>
      (
        database.prepare(`SELECT min(retry_at) AS at FROM videos WHERE status = 'pending' AND retry_at > ?`).get(now()) as {
          at: number | null;
        }
      ).at ?? undefined,
    unwantedPending: () =>
      (database.prepare(`SELECT id FROM videos WHERE status = 'pending' AND NOT ${IS_WANTED}`).all() as { id: string }[]).map(
        (row) => row.id,
      ),
    waiting: (site = '') =>
      (
        database.prepare(`SELECT id FROM videos WHERE status = 'pending' AND @site IN ('', site)`).all({ site }) as {
          id: string;
        }[]
      ).map((row) => row.id),
    countStartable: () =>
      (
        database
          .prepare(
            `SELECT count(*) AS n FROM videos WHERE status = 'pending' AND (retry_at IS NULL OR retry_at <= ?) AND ${IS_RUNNABLE}`,
          )
          .get(now()) as { n: number }
      ).n,
  };
}
