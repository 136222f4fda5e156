import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveElectron } from './electron/resolve.mjs';
import { startVirtualDisplay } from './screen/virtual-display.mjs';
import { ensureBuild } from './set-up/build.mjs';
import { runInForeground } from './set-up/forward.mjs';
import { continueUnderProjectNode } from './set-up/node-version.mjs';
import { projectCache, projectRoot } from './set-up/places.mjs';
import { runScript } from './set-up/set-up-error.mjs';
import { installedYtDlps } from './set-up/yt-dlp/installed.mjs';
import { chooseYtDlp, setUp } from './set-up.mjs';

// Below the time that CI gives this step, so that the summary is still printed.
const testTimeoutMs = 60 * 60_000;
const resultFile = join(projectCache, 'test-results.json');

/**
 * Reads vitest's own account of a run.
 * @returns {{ passed: number, failed: number, skipped: number }} no account means that it did not come to an end: one failure
 */
function readCounts() {
  try {
    const result = JSON.parse(readFileSync(resultFile, 'utf8'));
    // A file that cannot even be loaded has no failing test; it counts as one failure.
    const brokenFiles = result.testResults.filter((/** @type {{ status: string, assertionResults: unknown[] }} */ file) => {
      return file.status === 'failed' && file.assertionResults.length === 0;
    }).length;
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + brokenFiles,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

// `npm test`: sets up, builds, runs every test on real programs. Arguments go to vitest, e.g. `npm test -- --project unit`.
await runScript(async () => {
  await setUp();
  await continueUnderProjectNode(fileURLToPath(import.meta.url));
  await ensureBuild();
  const electron = await resolveElectron();
  await chooseYtDlp();
  const display = process.platform === 'linux' ? await startVirtualDisplay() : null;

  mkdirSync(projectCache, { recursive: true });
  rmSync(resultFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile}`];
  const code = await runInForeground('vitest', ['run', ...reporters, ...process.argv.slice(2)], {
    cwd: projectRoot,
    env: display === null ? {} : { DISPLAY: display.display },
    timeoutMs: testTimeoutMs,
  });
  await display?.stop();

  const { passed, failed, skipped } = readCounts();
  const used = (await installedYtDlps()).find(({ path }) => path === process.env['HOMEREEL_YTDLP']);
  process.stdout.write(
    `\nElectron ${electron.version} (${electron.path.includes('offline-electron') ? 'offline runtime' : 'official runtime'})`,
  );
  process.stdout.write(`, yt-dlp ${used?.version ?? process.env['HOMEREEL_YTDLP']}, Node.js ${process.versions.node}\n`);
  process.stdout.write(`Tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  if (code === 0 && failed === 0 && passed === 0) process.stdout.write('No test ran.\n');
  process.exitCode = code !== 0 ? code : failed > 0 || passed === 0 ? 1 : 0;
});
