import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

export interface InstalledYtDlp {
  readonly path: string;
  readonly version: string;
}

const run = promisify(execFile);
const script = path.join(import.meta.dirname, '..', '..', 'scripts', 'yt-dlp-path.mjs');

/** The oldest yt-dlp that the app runs and set-up brought, and the newest; one where there is no other. */
export async function oldestAndNewestYtDlp(): Promise<InstalledYtDlp[]> {
  const { stdout } = await run(process.execPath, [script]);
  const { versions } = JSON.parse(stdout) as { versions: InstalledYtDlp[] };
  return versions.filter((_version, index) => index === 0 || index === versions.length - 1);
}
