// Shows the whole way of a download in a real window, on a loopback server: run it with `npm run demo`, see README.md.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { closeEverything, launchApp } from '../test/e2e/app/harness.ts';
import { startMediaServer } from '../test/media-server/index.ts';
import { Report } from './demo/report.ts';
import { shareOneDownload, stopASilentHang } from './demo/story.ts';

const json = process.argv.includes('--json');
const report = new Report(json);
const pictures: string[] = [];
const folder = path.resolve(import.meta.dirname, '..', 'demo-output');
await mkdir(folder, { recursive: true });
const server = await startMediaServer();
const startedAt = performance.now();
try {
  const app = await launchApp({ timings: { noOutputMs: 3000, backoffFirstMs: 60_000, backoffMaxMs: 60_000 } });
  report.say('The app is open.');
  const picture = async (name: string): Promise<void> => {
    const file = path.join(folder, `${name}.png`);
    await app.screenshot(file);
    pictures.push(file);
  };
  const stage = { app, server, report, picture };
  await shareOneDownload(stage);
  await stopASilentHang(stage);
  report.check('The app quits cleanly', (await app.quit()) === 0);
  report.check('The window had no errors', app.pageProblems.length === 0, app.pageProblems.join('; '));
} catch (error) {
  report.check('The demonstration runs to its end', false, error instanceof Error ? error.message : String(error));
} finally {
  await closeEverything();
  await server.close();
}
report.table();
report.say(`Pictures: ${pictures.map((file) => path.relative(process.cwd(), file)).join(', ')}`);
if (json) {
  const summary = {
    ok: report.allHeld,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
    checks: report.checks,
    pictures,
  };
  process.stdout.write(`${JSON.stringify(summary)}\n`);
}
process.exitCode = report.allHeld ? 0 : 1;
