import { execFile } from 'node:child_process';
import path from 'node:path';

/** How a script of the project ended, and all that it said. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a script, named as below `scripts`, to its end; what it exits with is for the caller to judge. */
export function runScript(name: string, args: readonly string[]): Promise<Ended> {
  const script = path.resolve(import.meta.dirname, '../../../scripts', name);
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--no-warnings', script, ...args], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, output: stdout + stderr }),
    );
  });
}
