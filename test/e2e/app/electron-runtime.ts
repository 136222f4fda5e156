import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** The root of the checkout; the built app is in `out` below it. */
export const repositoryRoot = join(import.meta.dirname, '..', '..', '..');

const FETCH_LIMIT_MS = 170_000;
const answer = z.object({
  path: z.string(),
  version: z.string(),
  env: z.record(z.string(), z.string()),
  args: z.array(z.string()),
});

/** The Electron to run here, and what it needs. */
export type ElectronRuntime = z.infer<typeof answer>;

let found: Promise<ElectronRuntime> | undefined;

/** Asks `scripts/electron-path.mjs` once a test file; says which Electron it is, since more than one may do. */
export function electronRuntime(): Promise<ElectronRuntime> {
  found ??= ask();
  return found;
}

async function ask(): Promise<ElectronRuntime> {
  const script = join(repositoryRoot, 'scripts', 'electron-path.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: FETCH_LIMIT_MS, cwd: repositoryRoot });
  const runtime = answer.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  process.stdout.write(`Electron ${runtime.version}\n`);
  return runtime;
}
