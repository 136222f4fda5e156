// usage: npm run screenshots [-- page …]: every page of the built app in both themes at three sizes, as pictures in `screenshots`.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { closeEverything, launchApp, type RunningApp } from '../test/e2e/app/harness.ts';
import { fillHousehold } from '../test/e2e/app/sample-household.ts';
import { startMediaServer } from '../test/media-server/index.ts';
import { firstRunScenes } from './screenshots/first-run-scenes.ts';
import { type Scene, scenesAtTheWindow } from './screenshots/scenes.ts';
import { takeEach } from './screenshots/take.ts';
import { paintThumbnails } from './screenshots/thumbnails.ts';

const only = process.argv.slice(2);
const folder = path.resolve(import.meta.dirname, '..', 'screenshots');
if (only.length === 0) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const server = await startMediaServer();
const taken: string[] = [];
const wanted = ({ name }: Scene): boolean => only.length === 0 || only.includes(name);

async function take(app: RunningApp, scenes: readonly Scene[]): Promise<void> {
  for (const scene of scenes) {
    await scene.enter();
    taken.push(...(await takeEach(app.page, folder, scene.name)));
    await scene.leave?.();
  }
  if (app.pageProblems.length > 0) throw new Error(`The window had errors: ${app.pageProblems.join('; ')}`);
}

async function launch(): Promise<RunningApp> {
  const app = await launchApp({ timings: { noOutputMs: 60_000, deadlineMs: 3_600_000 } });
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  return app;
}

try {
  if (only.length === 0 || only.some((name) => name.startsWith('first-run'))) {
    const fresh = await launch();
    const steps = firstRunScenes(fresh.page);
    // Each step is reached through those before it.
    await take(fresh, steps.slice(0, steps.findLastIndex(wanted) + 1));
    await fresh.quit();
  }
  const app = await launch();
  const home = await fillHousehold(app, server);
  await paintThumbnails(app, home);
  await app.page.reload();
  await take(app, scenesAtTheWindow({ app, server, home }).filter(wanted));
} finally {
  await closeEverything();
  await server.close();
}
process.stdout.write(`${taken.length} pictures in ${path.relative(process.cwd(), folder)}\n`);
