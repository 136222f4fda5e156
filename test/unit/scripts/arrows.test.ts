import { dirname, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
// biome-ignore lint/correctness/useImportExtensions: Biome takes the declaration's name (.d.mts) for the file's.
import { type Room, rooms } from '../../../scripts/check/layers.mjs';
import { check, forbiddenIn } from './small-checkout.ts';

// Each row of the table is broken in a small checkout and seen to fail there, beside the arrows that it allows, which must not.

/** Every way to name another module. */
const spellings: Readonly<Record<string, (specifier: string) => string>> = {
  import: (specifier) => `import { target } from '${specifier}';`,
  effect: (specifier) => `import '${specifier}';`,
  type: (specifier) => `import type { Target } from '${specifier}';`,
  export: (specifier) => `export { target } from '${specifier}';`,
  'export-all': (specifier) => `export * from '${specifier}';`,
  'export-type': (specifier) => `export type { Target } from '${specifier}';`,
  'while-running': (specifier) => `export const later = () => import('${specifier}');`,
  'type-of': (specifier) => `export type Target = typeof import('${specifier}');`,
};

const specifierOf = (from: string, to: string) => {
  const path = relative(dirname(from), to).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
};

interface Row extends Room {
  readonly path: string;
  /** The rooms beside it. */
  readonly others: readonly { readonly path: string; readonly room: Room }[];
  /** What it and the rooms around it say of packages. */
  readonly packageRules: readonly NonNullable<Room['packages']>[];
}

function rowsOf(level: readonly Room[], prefix = '', outer: Row['packageRules'] = []): Row[] {
  return level.flatMap((room) => {
    const packageRules = room.packages === undefined ? outer : [...outer, room.packages];
    const others = level.filter((other) => other !== room).map((other) => ({ path: prefix + other.room, room: other }));
    const row = { ...room, path: prefix + room.room, others, packageRules };
    return [row, ...rowsOf(room.parts ?? [], `${row.path}/`, packageRules)];
  });
}

/** A file of a room, in its first part where it has some. */
function fileIn(path: string, { parts: [part] = [] }: Room, name: string): string {
  return part === undefined ? `${path.replace(/\/\*$/, '')}/${name}.ts` : fileIn(`${path}/${part.room}`, part, name);
}

const rows = rowsOf(rooms);
const packages = ['electron', 'node:fs', 'fs', 'better-sqlite3', 'tree-kill', 'zod', 'vite', 'react', 'react-dom/client'];
packages.push('zustand/vanilla', 'radix-ui', 'lucide-react', '@tanstack/react-virtual', '@fontsource-variable/nunito/wght.css');
const nameOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const mayUse = (row: Row, name: string) =>
  row.packageRules.every((rule) =>
    'allBut' in rule ? !rule.allBut.includes(name) : rule.includes(name.replace(/^node:.*/, 'node:*')),
  );

describe('each row of the table', () => {
  const files: Record<string, string> = {};
  /** A room and its first part have files of their own. */
  const sourceIn = (row: Row, name: string) => fileIn(row.path, row, `${name}-${row.path.split('/').length}`);
  for (const row of rows) {
    for (const [spelling, spell] of Object.entries(spellings)) {
      const from = sourceIn(row, `by-${spelling}`);
      files[from] = row.others.map((other) => spell(specifierOf(from, fileIn(other.path, other.room, 'target')))).join('\n');
    }
    files[sourceIn(row, 'to-packages')] = packages.map((name) => `import '${name}';`).join('\n');
  }
  const found = new Set(forbiddenIn(check(files).complaints));

  test.each(rows)('$path imports what its row allows and nothing else, however it is spelled', (row) => {
    for (const spelling of Object.keys(spellings)) {
      const from = sourceIn(row, `by-${spelling}`);
      const fired = row.others.filter(({ path, room }) => found.has(`${from} -> ${fileIn(path, room, 'target')}`));
      const against = row.others.filter(({ room }) => row.imports !== '*' && !row.imports.includes(room.room));
      expect(fired.map(({ path }) => path)).toEqual(against.map(({ path }) => path));
    }
  });

  test.each(rows.filter(({ parts }) => parts === undefined))(
    '$path uses the packages that its row allows and no other',
    (row) => {
      const from = sourceIn(row, 'to-packages');
      const names = packages.map(nameOf);
      expect(names.filter((name) => found.has(`${from} -> ${name}`))).toEqual(names.filter((name) => !mayUse(row, name)));
    },
  );

  test('each row names a room that exists, and says why', () => {
    for (const { path, imports, says, others } of rows) {
      const known = others.map(({ room }) => room.room);
      expect([path, imports === '*' ? [] : imports.filter((name) => !known.includes(name))]).toEqual([path, []]);
      expect(says).toMatch(/^[A-Za-z].*\.$/);
    }
  });

  test('no row leaves a way back: what a room imports never leads to it again', () => {
    for (const row of rows.filter(({ imports }) => imports !== '*')) {
      const reached = new Set<string>();
      const follow = (names: readonly string[] | '*') => {
        for (const name of names === '*' ? [] : names) {
          if (reached.has(name)) continue;
          reached.add(name);
          follow(row.others.find(({ room }) => room.room === name)?.room.imports ?? []);
        }
      };
      follow(row.imports);
      expect([row.path, reached.has(row.room)]).toEqual([row.path, false]);
    }
  });
});

// The table could be loosened and the tests above would follow it. These are the lines of the design, said once more.
const design: readonly (readonly [from: string, to: string, isForbidden: boolean])[] = [
  ['main/index.ts', 'main/electron/shell.ts', false],
  ['main/electron/shell.ts', 'main/core.ts', false],
  ['main/electron/shell.ts', 'main/index.ts', true],
  ['main/electron/shell.ts', 'electron', false],
  ['main/core.ts', 'main/electron/shell.ts', true],
  ['main/core.ts', 'electron', true],
  ['main/desktop/tray-text.ts', 'main/electron/shell.ts', true],
  ['main/desktop/tray-text.ts', 'electron', true],
  ['main/ipc/router.ts', 'main/household/download-gate.ts', true],
  ['main/ipc/router.ts', 'main/downloads/engine.ts', true],
  ['main/ipc/router.ts', 'preload/contract/channels.ts', false],
  ['main/household/download-gate.ts', 'main/downloads/download-service.ts', false],
  ['main/downloads/download-service.ts', 'main/household/download-gate.ts', true],
  ['main/downloads/engine.ts', 'main/downloads/run/supervisor.ts', false],
  ['main/downloads/run/supervisor.ts', 'main/downloads/engine.ts', true],
  ['main/downloads/run/supervisor.ts', 'main/downloads/queue/fair-turns.ts', true],
  ['main/downloads/run/supervisor.ts', 'main/library/videos/video-rows.ts', false],
  ['main/library/videos/video-rows.ts', 'main/downloads/engine.ts', true],
  ['main/library/videos/video-rows.ts', 'main/settings/timings.ts', true],
  ['main/library/videos/video-rows.ts', 'main/library/transitions/run-transitions.ts', true],
  ['main/media/media-check.ts', 'main/yt-dlp/probe.ts', true],
  ['main/yt-dlp/probe.ts', 'main/web/web-address.ts', true],
  ['main/web/web-address.ts', 'better-sqlite3', true],
  ['main/platform/clock.ts', 'main/settings/timings.ts', true],
  ['main/platform/clock.ts', 'renderer/words/format.ts', true],
  ['main/platform/clock.ts', 'test/fakes/clock.ts', true],
  ['preload/index.ts', 'electron', false],
  ['preload/index.ts', 'node:fs', true],
  ['preload/contract/types.ts', 'preload/index.ts', true],
  ['preload/contract/types.ts', 'main/platform/clock.ts', true],
  ['renderer/features/queue/queue-page.tsx', 'renderer/store/queue/selection.ts', false],
  ['renderer/features/queue/queue-page.tsx', 'renderer/features/library/wall.tsx', true],
  ['renderer/features/queue/queue-page.tsx', 'preload/index.ts', true],
  ['renderer/features/queue/queue-page.tsx', 'main/platform/clock.ts', true],
  ['renderer/features/queue/queue-page.tsx', 'node:path', true],
  ['renderer/store/queue/selection.ts', 'renderer/features/paste/paste-bar.tsx', true],
  ['renderer/store/queue/selection.ts', 'renderer/ui/page.tsx', true],
  ['renderer/store/queue/selection.ts', 'renderer/words/format.ts', false],
  ['renderer/ui/page.tsx', 'renderer/store/window/messages.ts', true],
  ['renderer/ui/page.tsx', 'renderer/features/queue/queue-page.module.css', true],
  ['renderer/words/format.ts', 'renderer/store/window/messages.ts', true],
  ['renderer/words/format.ts', 'react', true],
  ['test/unit/format.ts', 'main/core.ts', false],
  ['test/unit/format.ts', 'electron', true],
  ['scripts/start.mjs', 'electron', true],
];

test('the table holds the lines of the design', () => {
  const files: Record<string, string> = {};
  for (const [from, to] of design)
    files[from] = `${files[from] ?? ''}import '${/\.\w+$/.test(to) ? specifierOf(from, to) : to}';\n`;
  const found = forbiddenIn(check(files).complaints);
  expect(found.sort()).toEqual(design.flatMap(([from, to, isForbidden]) => (isForbidden ? [`${from} -> ${to}`] : [])).sort());
});
