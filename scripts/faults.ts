// Every fault of the media server in every phase of a download, with the real engine and real versions of yt-dlp; see README.md.
// usage: node scripts/faults.ts [--json] [--only <pattern>] [--yt-dlp <path>] [--at-once <number>]
import { execFile } from 'node:child_process';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { oldestAndNewestYtDlp } from '../test/fakes/installed-yt-dlps.ts';
import { FAULT_CASES, nameOf, runMatrix } from './faults/matrix.ts';
import type { YtDlpVersion } from './faults/run-case.ts';
import { table } from './faults/table.ts';

const run = promisify(execFile);

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    'yt-dlp': { type: 'string' },
    'at-once': { type: 'string', default: '5' },
  },
});

/** The chosen version alone, or the oldest and the newest that are there. */
async function versionsToRun(chosen: string | undefined): Promise<YtDlpVersion[]> {
  if (chosen !== undefined) {
    const { stdout } = await run(chosen, ['--ignore-config', '--version']);
    return [{ path: chosen.includes(path.sep) ? path.resolve(chosen) : chosen, version: stdout.trim() }];
  }
  return await oldestAndNewestYtDlp();
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const startedAt = performance.now();
const pattern = new RegExp(values.only ?? '', 'i');
const cases = FAULT_CASES.filter((faultCase) => pattern.test(nameOf(faultCase)));
const versions = await versionsToRun(values['yt-dlp']);
if (cases.length === 0) say('No case has that name.');
const rows = await runMatrix(cases, versions, { busy: Number(values['at-once']), patient: 12 }, (row) => {
  say(
    `${row.asExpected ? 'ok  ' : 'NOT '} ${row.version}  ${nameOf(row as Parameters<typeof nameOf>[0])}  ${row.seconds} s ${row.unexpected.join('; ')}`.trimEnd(),
  );
});
for (const { version } of versions) {
  say(`\nyt-dlp ${version}\n`);
  say(table(rows.filter((row) => row.version === version)));
}
const asExpected = rows.filter((row) => row.asExpected).length;
const skipped = rows.filter((row) => row.skipped !== undefined).length;
const seconds = Math.round((performance.now() - startedAt) / 1000);
say(`${rows.length} rows, ${asExpected} as expected${skipped > 0 ? ` (${skipped} of them left out here)` : ''}, ${seconds} s`);
if (values.json)
  say(
    JSON.stringify({
      rows: rows.length,
      asExpected,
      skipped,
      versions: versions.map(({ version }) => version),
      seconds,
      table: rows,
    }),
  );
process.exitCode = rows.length > 0 && asExpected === rows.length ? 0 : 1;
