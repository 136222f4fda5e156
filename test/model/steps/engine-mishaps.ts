import { existsSync, renameSync } from 'node:fs';
import { expect } from 'vitest';
import { createEngineWorld, type EngineWorld, type EngineWorldOptions } from '../engine-world.ts';

/** What befalls the computer under the engine. */
export type Mishap =
  | { readonly do: 'network' | 'tool' | 'library'; readonly isThere: boolean }
  | { readonly do: 'disk'; readonly free: 'plenty' | 'tight' | 'nothing' }
  | { readonly do: 'clock'; readonly byMs: number }
  | { readonly do: 'sleep'; readonly ms: number }
  | { readonly do: 'site'; readonly video: number; readonly refuses: boolean };

const FLOOR_BYTES = 1000;
const FREE_BYTES = { plenty: 1e9, tight: FLOOR_BYTES + 700, nothing: FLOOR_BYTES / 2 };

/** Reasons of the computer's own: they are holds, and no video ever fails for one. */
const COMPUTERS_REASONS = ['tool-missing', 'tool-too-old', 'no-permission', 'library-missing', 'disk-full', 'offline'];

/** A world in which things are taken away and come back. */
export interface UnkindWorld {
  readonly world: EngineWorld;
  /** Tells whether the library's folder is in its place: without it no program can write. */
  isLibraryThere(): boolean;
  refuses(title: string): boolean;
  befall(mishap: Mishap, titles: readonly string[]): void;
  /** Puts everything back. */
  makeKind(): void;
  /** What must be true whatever was taken away. */
  check(): void;
}

export function createUnkindWorld(options: EngineWorldOptions): UnkindWorld {
  let freeBytes = FREE_BYTES.plenty;
  let isInstalled = true;
  const refusing = new Set<string>();
  const world = createEngineWorld({
    ...options,
    timings: { floorSpaceBytes: FLOOR_BYTES, spaceCheckMs: 4000, ...options.timings },
    freeBytes: () => freeBytes,
  });
  const elsewhere = `${world.libraryFolder} elsewhere`;
  const isLibraryThere = (): boolean => !existsSync(elsewhere);

  function setLibrary(isThere: boolean): void {
    if (isThere === isLibraryThere()) return;
    // One that holds nothing may be made anew in its place, and is.
    if (!isThere && world.files().length === 0) return;
    if (isThere) expect(existsSync(world.libraryFolder), 'a library was made in the place of the one that is away').toBe(false);
    if (isThere) renameSync(elsewhere, world.libraryFolder);
    else renameSync(world.libraryFolder, elsewhere);
  }

  function setInstalled(isThere: boolean): void {
    if (isThere !== isInstalled) world.setInstalled(isThere);
    isInstalled = isThere;
  }

  return {
    world,
    isLibraryThere,
    refuses: (title) => refusing.has(title),
    befall(mishap, titles) {
      switch (mishap.do) {
        case 'network':
          return world.gate.setReachability(mishap.isThere ? 'reachable' : 'unreachable');
        case 'tool':
          return setInstalled(mishap.isThere);
        case 'library':
          return setLibrary(mishap.isThere);
        case 'disk':
          freeBytes = FREE_BYTES[mishap.free];
          return;
        case 'clock':
          return world.clock.adjust(mishap.byMs);
        case 'sleep':
          return world.clock.jump(mishap.ms);
        case 'site': {
          const title = titles[mishap.video] ?? '';
          if (mishap.refuses) refusing.add(title);
          else refusing.delete(title);
        }
      }
    },
    makeKind() {
      world.gate.setReachability('reachable');
      setInstalled(true);
      setLibrary(true);
      freeBytes = FREE_BYTES.plenty;
      refusing.clear();
    },
    check() {
      const failed = world.database.prepare(`SELECT reason FROM videos WHERE status = 'failed'`).all() as { reason: string }[];
      const blamed = failed.filter(({ reason }) => COMPUTERS_REASONS.includes(reason));
      expect(blamed, 'a video failed for what the computer lacks').toEqual([]);
    },
  };
}
