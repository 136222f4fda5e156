import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
// biome-ignore lint/correctness/useImportExtensions: Biome takes the declaration's name (.d.mts) for the file's.
import { type Room, rooms } from '../../../scripts/check/layers.mjs';

// Each row of the table is broken in a small checkout and seen to fail there, beside the arrows that it allows, which must not.
const checkout = join(import.meta.dirname, '..', '..', '..');
const projects: string[] = [];

afterAll(() => {
  for (const project of projects) rmSync(project, { recursive: true, force: true });
});

interface Exceptions {
  readonly longer?: Readonly<Record<string, number>>;
  readonly forbiddenArrows?: readonly { readonly from: string; readonly to: string; readonly because: string }[];
}

/** Checks a small checkout that has the real table and limits, and exceptions of its own. */
function check(files: Readonly<Record<string, string>>, { longer = {}, forbiddenArrows = [] }: Exceptions = {}) {
  const project = mkdtempSync(join(tmpdir(), 'homereel-arrows-'));
  projects.push(project);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  cpSync(join(checkout, 'scripts', 'check'), join(project, 'scripts', 'check'), { recursive: true });
  symlinkSync(join(checkout, 'node_modules'), join(project, 'node_modules'), 'junction');
  write(
    'scripts/check/limits.mjs',
    `import * as real from ${JSON.stringify(pathToFileURL(join(checkout, 'scripts', 'check', 'limits.mjs')).href)};
export const { app, drivers, folders, commonStems } = real;
export const functions = { ...real.functions, longer: ${JSON.stringify(longer)} };
export const forbiddenArrows = ${JSON.stringify(forbiddenArrows)};
`,
  );
  for (const [path, text] of Object.entries(files)) write(path, text);
  const script = join(project, 'scripts', 'check', 'arrows.mjs');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, project], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const lines = stdout.trimEnd().split('\n');
  return { complaints: [...lines.slice(0, -1), ...(stderr === '' ? [] : [stderr])], summary: lines.at(-1), status };
}

/** The forbidden arrows, as `from -> to`. */
const forbiddenIn = (complaints: readonly string[]) =>
  complaints.flatMap((line) => /^forbidden: (\S+ -> \S+): \S/.exec(line)?.[1] ?? []);

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

/** A function of so many lines. */
const functionOf = (lines: number, name = 'work') => `export function ${name}() {\n${'  // a step\n'.repeat(lines - 2)}}\n`;

const passing = { complaints: [], status: 0 };

describe('what the check finds', () => {
  test('a small house in order has no findings, and its figures are told', () => {
    const files = {
      'main/web/a.ts': "import { b } from './b.ts';\nexport const a = b;\n",
      'main/web/b.ts': `export const b = 1;\n${functionOf(80)}`,
    };
    const { summary, ...found } = check(files);
    expect(found).toEqual(passing);
    expect(summary).toMatch(
      /^arrows: 0 forbidden, 0 circles, \d+ files; largest folder main\/web \(2\); longest function main\/web\/b\.ts:2 work \(80 lines\)$/,
    );
  });

  test('a file in no room is found', () => {
    const { complaints, status } = check({ 'main/cellar/a.ts': '', 'main/downloads/cellar/b.ts': '', 'main/downloads/c.ts': '' });
    expect(complaints.map((line) => line.split(' is in')[0])).toEqual([
      'no room: main/cellar/a.ts',
      'no room: main/downloads/cellar/b.ts',
    ]);
    expect(status).toBe(1);
  });

  test('an import of the app that is computed is found', () => {
    const text = 'export const load = (name: string) => import(name);\n';
    const { complaints } = check({ 'main/web/a.ts': text, 'scripts/load.ts': text });
    expect(complaints).toEqual([expect.stringContaining('main/web/a.ts -> a name computed in line 1')]);
  });

  test('a file that cannot be parsed is found', () => {
    expect(check({ 'main/web/a.ts': 'import {' }).complaints).toEqual([
      expect.stringMatching(/^main\/web\/a\.ts: cannot be parsed/),
    ]);
  });

  test('a circle of values, of types, of three files and in tests is found', () => {
    const { complaints, summary } = check({
      'main/web/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'main/web/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
      'main/media/c.ts': "import type { D } from './d.ts';\nexport type C = D;\n",
      'main/media/d.ts': "import type { C } from './c.ts';\nexport type D = C;\n",
      'renderer/ui/e.tsx': "export * from './f.tsx';\n",
      'renderer/ui/f.tsx': "export * from './g.ts';\n",
      'renderer/ui/g.ts': "export type G = typeof import('./e.tsx');\n",
      'test/unit/h.ts': "import './i.ts';\n",
      'test/unit/i.ts': "import './h.ts';\n",
    });
    expect(complaints).toEqual([
      'circle: main/media/c.ts, main/media/d.ts import each other',
      'circle: main/web/a.ts, main/web/b.ts import each other',
      'circle: renderer/ui/e.tsx, renderer/ui/f.tsx, renderer/ui/g.ts import each other',
      'circle: test/unit/h.ts, test/unit/i.ts import each other',
    ]);
    expect(summary).toContain('0 forbidden, 4 circles');
  });

  test('two ways to one file are no circle', () => {
    const files = {
      'main/web/a.ts': "import './b.ts';\nimport './c.ts';\n",
      'main/web/b.ts': "import './c.ts';\n",
      'main/web/c.ts': '',
    };
    expect(check(files)).toMatchObject(passing);
  });

  const filled = (folder: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}/file-${index}-${count}.ts`, '']));

  test('a folder of more than fifteen files is found, unless it says why', () => {
    const styles = { 'main/media/style.module.css': '' };
    const { complaints } = check({
      ...filled('main/web', 16),
      ...filled('main/media', 15),
      ...styles,
      ...filled('main/library/database/migrations', 17),
    });
    expect(complaints).toEqual(['large folder: main/web holds 16 source files, more than 15; divide it by subject']);
  });

  test('a function of more than eighty lines is found, a component and a method too', () => {
    const body = '// a step\n'.repeat(79);
    const { complaints } = check({
      'main/web/a.ts': functionOf(81),
      'main/web/b.ts': `export const made = {\n  run() {\n${body}  },\n};\n`,
      'renderer/ui/card.tsx': `export const Card = () => (\n<p>\n${'text\n'.repeat(79)}</p>\n);\n`,
      'test/unit/long.ts': functionOf(81),
    });
    expect(complaints.map((line) => line.split(', more')[0])).toEqual([
      'long function: renderer/ui/card.tsx:1 Card has 83 lines',
      'long function: main/web/a.ts:1 work has 81 lines',
      'long function: main/web/b.ts:2 run has 81 lines',
    ]);
  });

  test('two files of one stem are found, but not a style sheet beside its component', () => {
    const { complaints } = check({
      'main/web/player.ts': '',
      'renderer/ui/player.tsx': '',
      'renderer/ui/card.tsx': '',
      'renderer/ui/card.module.css': '',
      'main/index.ts': '',
      'preload/index.ts': '',
    });
    expect(complaints).toEqual(['same stem: main/web/player.ts, renderer/ui/player.tsx; name each for what it does']);
  });
});

describe('exceptions', () => {
  const arrow = { from: 'main/web/a.ts', to: 'main/media/b.ts', because: 'Being mended.' };
  const files = {
    'main/web/a.ts': `import '../media/b.ts';\nimport type { B } from '../media/b.ts';\n${functionOf(90)}`,
    'main/media/b.ts': '',
  };

  test('an exception lets one arrow and one function be, and is counted', () => {
    const { summary, ...found } = check(files, { forbiddenArrows: [arrow], longer: { 'main/web/a.ts work': 90 } });
    expect(found).toEqual(passing);
    expect(summary).toContain('arrows: 1 forbidden');
  });

  test('an exception does not let a function grow', () => {
    const { complaints } = check(files, { forbiddenArrows: [arrow], longer: { 'main/web/a.ts work': 89 } });
    expect(complaints).toEqual([expect.stringContaining('work has 90 lines, more than 89')]);
  });

  test('an exception that is not needed any more is an error', () => {
    const { complaints, status } = check(
      { 'main/web/a.ts': functionOf(80) },
      { forbiddenArrows: [arrow], longer: { 'main/web/a.ts work': 90 } },
    );
    expect(complaints.map((line) => line.split(' is mended')[0])).toEqual([
      'not needed: main/web/a.ts -> main/media/b.ts',
      'not needed: main/web/a.ts work',
    ]);
    expect(status).toBe(1);
  });
});
