import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';

const checkout = join(import.meta.dirname, '..', '..', '..');
const projects: string[] = [];

afterAll(() => {
  for (const project of projects) rmSync(project, { recursive: true, force: true });
});

/** Exceptions of a small checkout. */
export interface Exceptions {
  readonly longer?: Readonly<Record<string, number>>;
  readonly forbiddenArrows?: readonly { readonly from: string; readonly to: string; readonly because: string }[];
}

/** Checks a small checkout that has the real table and limits, and exceptions of its own. */
export function check(files: Readonly<Record<string, string>>, { longer = {}, forbiddenArrows = [] }: Exceptions = {}) {
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
export const forbiddenIn = (complaints: readonly string[]) =>
  complaints.flatMap((line) => /^forbidden: (\S+ -> \S+): \S/.exec(line)?.[1] ?? []);
