import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { brokenRules } from './engine-rules.ts';
import type { EngineWorld } from './engine-world.ts';

/** What one person wants and has paused: all that this person has said, and all that must never be lost. */
export interface References {
  /** By the video's title. */
  readonly wanted: Set<string>;
  readonly paused: Set<string>;
  readonly known: Set<string>;
}

/** What the player knows of a household and its engine. */
export interface PlayedEngine {
  readonly world: EngineWorld;
  readonly people: ReadonlyMap<string, References>;
  readonly idOfTitle: ReadonlyMap<string, string>;
  readonly failures: readonly unknown[];
  /** Tokens of what an app that died left behind: the reaper ends them one after the other. */
  readonly orphans: ReadonlySet<string>;
}

/** Compares an engine with what its people have said. */
export function createEngineChecks({ world, people, idOfTitle, failures, orphans }: PlayedEngine) {
  /** What must be true at every moment, whatever is half done. */
  function check(): void {
    expect([...world.violations, ...failures]).toEqual([]);
    expect(brokenRules(world.database)).toEqual([]);
    for (const program of world.programs()) {
      expect(['downloading', 'cancelling'], `a process lives while the row says something else`).toContain(
        world.video(program.videoId)?.status,
      );
    }
    const rows = world.database
      .prepare('SELECT profile_id AS profileId, video_id AS videoId, paused FROM video_references WHERE cancelled_at IS NULL')
      .all() as { profileId: string; videoId: string; paused: 0 | 1 }[];
    const titleOf = new Map([...idOfTitle].map(([title, videoId]) => [videoId, title]));
    for (const [profileId, { wanted, paused }] of people) {
      const own = rows.filter((row) => row.profileId === profileId);
      expect(own.map((row) => titleOf.get(row.videoId)).sort()).toEqual([...wanted].sort());
      expect(
        own
          .filter((row) => row.paused === 1)
          .map((row) => titleOf.get(row.videoId))
          .sort(),
      ).toEqual([...paused].sort());
    }
    expect(rows.filter((row) => !people.has(row.profileId))).toEqual([]);
  }

  /** At rest, whatever nobody wants now (cancelled, or paused by all) has been asked to stop. */
  function checkStops(): void {
    if (world.app.isDead) return;
    const asked = new Set(world.trees.stops.map(({ token }) => token));
    for (const { tree, videoId } of world.programs()) {
      const isWantedNow = [...people.values()].some(({ wanted, paused }) =>
        [...wanted].some((title) => !paused.has(title) && idOfTitle.get(title) === videoId),
      );
      const { token } = tree.identity;
      expect(isWantedNow || asked.has(token) || orphans.has(token), `nobody wants ${videoId} now, and it goes on`).toBe(true);
    }
  }

  /** Nothing lost, nothing left over. */
  function checkEnd(): void {
    const rows = world.database.prepare('SELECT id, status, file_name AS fileName FROM videos').all() as {
      id: string;
      status: string;
      fileName: string | null;
    }[];
    const named = rows.flatMap(({ fileName }) => (fileName === null ? [] : [fileName]));
    expect(world.files().sort()).toEqual(named.sort());
    for (const { id, status, fileName } of rows) {
      if (status !== 'complete') continue;
      expect(readFileSync(path.join(world.libraryFolder, fileName ?? ''), 'utf8')).toBe(`film of ${id}`);
      expect(world.workFolders()).not.toContain(id);
    }
  }

  return { check, checkStops, checkEnd };
}
