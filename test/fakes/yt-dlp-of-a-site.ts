import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * The real yt-dlp, except that it tells of every page that an extractor of its own had read it: no site of that kind can be had on
 * loopback, and a channel of a page of any kind cannot be allowed for good. The caller removes it.
 */
export async function makeYtDlpOfASite(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'homereel-yt-dlp-'));
  const program = path.join(folder, 'yt-dlp');
  const real = process.env['HOMEREEL_YTDLP'] ?? 'yt-dlp';
  const script = `#!/bin/bash
set -o pipefail
case " $* " in
  *" -J "*) "${real}" "$@" | sed -E 's/"extractor_key": "[A-Za-z0-9]+"/"extractor_key": "Loopback"/g' ;;
  *) exec "${real}" "$@" ;;
esac
`;
  await writeFile(program, script, { mode: 0o755 });
  return { path: program, remove: () => rm(folder, { recursive: true, force: true }) };
}
