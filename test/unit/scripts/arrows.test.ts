import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// Each arrow of the layout is broken once, in a small project that has the real biome.json, and its rule must fire there and nowhere else.
const root = join(import.meta.dirname, '..', '..', '..');

/** What each folder of `main` may import beside itself and the border. */
const allowed: Record<string, readonly string[]> = {
  electron: ['ipc', 'household', 'subscriptions', 'downloads', 'library', 'yt-dlp', 'settings', 'platform'],
  ipc: ['household', 'subscriptions', 'downloads', 'library', 'yt-dlp', 'settings', 'platform'],
  household: ['downloads', 'library', 'yt-dlp', 'settings', 'platform'],
  subscriptions: ['downloads', 'library', 'yt-dlp', 'settings', 'platform'],
  downloads: ['library', 'yt-dlp', 'settings', 'platform'],
  library: ['platform'],
  'yt-dlp': ['platform'],
  settings: ['platform'],
  platform: [],
};
const folders = Object.keys(allowed);

interface Arrow {
  from: string;
  imports: string;
  fires: boolean;
}

const arrows: Arrow[] = [
  ...folders.flatMap((from) =>
    folders
      .filter((to) => to !== from)
      .map((to) => ({ from: `main/${from}/to-${to}.ts`, imports: `main/${to}/target.ts`, fires: !allowed[from]?.includes(to) })),
  ),
  ...folders.flatMap((from): Arrow[] => [
    { from: `main/${from}/to-core.ts`, imports: 'main/core.ts', fires: from !== 'electron' },
    { from: `main/${from}/to-index.ts`, imports: 'main/index.ts', fires: true },
    { from: `main/${from}/to-self.ts`, imports: `main/${from}/target.ts`, fires: false },
    { from: `main/${from}/to-own-folder.ts`, imports: `main/${from}/part/target.ts`, fires: false },
    { from: `main/${from}/part/to-platform.ts`, imports: 'main/platform/target.ts', fires: false },
    { from: `main/${from}/part/to-shell.ts`, imports: 'main/electron/target.ts', fires: from !== 'electron' },
    { from: `main/${from}/to-contract.ts`, imports: 'preload/contract/target.ts', fires: false },
    { from: `main/${from}/to-electron-package.ts`, imports: 'electron', fires: from !== 'electron' },
    { from: `main/${from}/to-renderer.ts`, imports: 'renderer/target.ts', fires: true },
    { from: `main/${from}/to-test.ts`, imports: 'test/unit/target.ts', fires: true },
    { from: `main/${from}/to-scripts.ts`, imports: 'scripts/target.ts', fires: true },
  ]),
  { from: 'main/core.ts', imports: 'main/ipc/target.ts', fires: false },
  { from: 'main/core-to-shell.ts', imports: 'main/electron/target.ts', fires: true },
  { from: 'main/core-to-index.ts', imports: 'main/index.ts', fires: true },
  { from: 'main/core-to-electron-package.ts', imports: 'electron', fires: true },
  { from: 'renderer/to-contract.ts', imports: 'preload/contract/target.ts', fires: false },
  { from: 'renderer/features/queue/to-contract.ts', imports: 'preload/contract/target.ts', fires: false },
  { from: 'renderer/features/queue/to-own.ts', imports: 'renderer/ui/target.ts', fires: false },
  { from: 'renderer/to-preload.ts', imports: 'preload/index.ts', fires: true },
  { from: 'renderer/features/queue/to-main.ts', imports: 'main/platform/target.ts', fires: true },
  { from: 'renderer/to-core.ts', imports: 'main/core.ts', fires: true },
  { from: 'renderer/to-electron-package.ts', imports: 'electron', fires: true },
  { from: 'renderer/to-node.ts', imports: 'node:fs', fires: true },
  { from: 'renderer/to-test.ts', imports: 'test/unit/target.ts', fires: true },
  { from: 'preload/to-contract.ts', imports: 'preload/contract/target.ts', fires: false },
  { from: 'preload/to-main.ts', imports: 'main/platform/target.ts', fires: true },
  { from: 'preload/to-renderer.ts', imports: 'renderer/target.ts', fires: true },
  { from: 'preload/to-electron-package.ts', imports: 'electron', fires: false },
  { from: 'preload/to-node.ts', imports: 'node:fs', fires: true },
  { from: 'preload/contract/to-zod.ts', imports: 'zod', fires: false },
  { from: 'preload/contract/to-own.ts', imports: 'preload/contract/target.ts', fires: false },
  { from: 'preload/contract/to-preload.ts', imports: 'preload/index.ts', fires: true },
  { from: 'preload/contract/to-main.ts', imports: 'main/library/target.ts', fires: true },
  { from: 'preload/contract/to-electron-package.ts', imports: 'electron', fires: true },
  { from: 'preload/contract/to-node.ts', imports: 'node:path', fires: true },
  { from: 'test/unit/to-main.ts', imports: 'main/downloads/target.ts', fires: false },
  { from: 'test/e2e/to-electron-package.ts', imports: 'electron', fires: true },
  { from: 'scripts/to-electron-package.ts', imports: 'electron', fires: true },
];

/** The three ways to import: a value, a type only, and while running. */
const spellings = (specifier: string): readonly string[] => [
  `import { target } from '${specifier}';\nexport const used = target;\n`,
  `import type { Target } from '${specifier}';\nexport type Used = Target;\n`,
  `export const used = () => import('${specifier}');\n`,
];

const withSuffix = (path: string, suffix: string) => path.replace(/\.ts$/, `${suffix}.ts`);

let project = '';
let fired = new Map<string, Set<string>>();

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

/** Lints the small project: file, then the names of the rules that fired in it. */
function lint(): Map<string, Set<string>> {
  const program = join(root, 'node_modules', '.bin', 'biome');
  const args = ['lint', '--reporter=github', '--max-diagnostics=5000', '--colors=off', '.'];
  const { stdout } = spawnSync(program, args, {
    cwd: project,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 2 ** 26,
  });
  const found = new Map<string, Set<string>>();
  for (const [, rule = '', file = ''] of stdout.matchAll(/^::error title=lint\/\w+\/(\w+),file=([^,]+),/gm)) {
    const path = relative(project, join(project, file.replace(`${project}/`, '')));
    found.set(path, (found.get(path) ?? new Set()).add(rule));
  }
  return found;
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'homereel-arrows-'));
  for (const name of ['biome.json', '.gitignore']) copyFileSync(join(root, name), join(project, name));
  for (const { from, imports } of arrows) {
    const inside = imports.includes('/');
    const path = relative(dirname(from), imports);
    const specifier = inside ? (path.startsWith('.') ? path : `./${path}`) : imports;
    spellings(specifier).forEach((text, index) => {
      write(withSuffix(from, `-${index}`), text);
    });
    if (inside) write(imports, 'export interface Target {}\nexport const target = 1;\n');
  }
  write(
    'main/index.ts',
    "import { app } from 'electron';\nimport { target } from './electron/target.ts';\nexport const used = [app, target];\n",
  );
  write('main/library/cycle-a.ts', "import { b } from './cycle-b.ts';\nexport const a = () => b;\n");
  write('main/library/cycle-b.ts', "import { a } from './cycle-a.ts';\nexport const b = () => a;\n");
  write('main/library/line-a.ts', "import { b } from './line-b.ts';\nexport const a = () => b;\n");
  write('main/library/line-b.ts', 'export const b = 1;\n');
  fired = lint();
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('arrows between folders', () => {
  test.each(arrows)('$from importing $imports: forbidden $fires', ({ from, fires }) => {
    const outcomes = [0, 1, 2].map((index) => fired.get(withSuffix(from, `-${index}`))?.has('noRestrictedImports') ?? false);
    expect(outcomes).toEqual([fires, fires, fires]);
  });
});

describe('the process entry', () => {
  test('alone may import both the shell and Electron', () => {
    expect(fired.get('main/index.ts')).toBeUndefined();
  });
});

describe('cycles', () => {
  test('two files that import each other are an error', () => {
    expect(fired.get('main/library/cycle-a.ts')).toContain('noImportCycles');
    expect(fired.get('main/library/cycle-b.ts')).toContain('noImportCycles');
  });

  test('two files that import one way are not', () => {
    expect(fired.get('main/library/line-a.ts')).toBeUndefined();
    expect(fired.get('main/library/line-b.ts')).toBeUndefined();
  });
});
