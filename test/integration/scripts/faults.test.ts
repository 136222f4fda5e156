import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..', '..', '..');

/** One case of every kind; `npm run faults` runs them all, on two versions. */
const REPRESENTATIVE = [
  'silent hang, once × download',
  'process is killed × download',
  'closed early, no length, much of it × download',
  'body without end × download',
  'file changed in between × download',
  '416 for the rest × download',
  'fragment there twice × HLS',
  'half a fragment left behind × HLS',
  '404, always × page',
  '429, twice × headers',
  'several videos × page',
  'segment missing, once × DASH',
  'ffmpeg is killed, once × merging',
  'disk full × HLS$',
  'disk full × merging',
  'disk of the library is pulled and plugged in again × download',
  'library is read-only × starting',
  'yt-dlp is too old × starting',
  'redirect into the home network × page',
  'speed limit changed while it runs × download',
  'cancelled × finalizing',
];

/** A row that goes wrong has 150 s to say what it waited for; on a busy computer all of them together take minutes. */
const WHOLE_RUN_MS = 480_000;

interface Summary {
  rows: number;
  asExpected: number;
  table: { fault: string; phase: string; asExpected: boolean; unexpected: string[] }[];
}

async function faults(pattern: string): Promise<{ code: number; summary: Summary }> {
  const chosen = process.env['HOMEREEL_YTDLP'] ?? 'yt-dlp';
  const args = [path.join(root, 'scripts', 'faults.ts'), '--json', '--only', pattern, '--yt-dlp', chosen];
  const ended = await run(process.execPath, args, { cwd: root, maxBuffer: 16 * 1024 * 1024 }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );
  return { code: ended.code, summary: JSON.parse(ended.stdout.trimEnd().split('\n').at(-1) ?? '') as Summary };
}

test('a fault of every kind ends as it should', { timeout: WHOLE_RUN_MS }, async () => {
  const { code, summary } = await faults(`^(?:${REPRESENTATIVE.join('|')})`);
  expect(summary.table.filter((row) => !row.asExpected)).toEqual([]);
  expect(summary).toMatchObject({ rows: REPRESENTATIVE.length, asExpected: REPRESENTATIVE.length });
  expect(code).toBe(0);
});

test('a command that ran nothing does not pass', async () => {
  const { code, summary } = await faults('no such case');
  expect(summary.rows).toBe(0);
  expect(code).toBe(1);
});
