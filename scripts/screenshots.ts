// usage: npm run screenshots [-- page …]: every page of the built app in both themes at three sizes, as pictures in `screenshots`.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { closeEverything, launchApp } from '../test/e2e/harness.ts';
import { fillHousehold } from '../test/e2e/sample-household.ts';
import { startMediaServer } from '../test/media-server/index.ts';
import { paintPictures } from './screenshots/pictures.ts';
import { scenesAtTheWindow } from './screenshots/scenes.ts';
import { takeEach } from './screenshots/take.ts';

const only = process.argv.slice(2);
const folder = path.resolve(import.meta.dirname, '..', 'screenshots');
if (only.length === 0) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const server = await startMediaServer();
const taken: string[] = [];
try {
  const app = await launchApp({ timings: { noOutputMs: 60_000, deadlineMs: 3_600_000 } });
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  const wanted = (name: string): boolean => only.length === 0 || only.includes(name);
  if (wanted('first-run')) {
    await app.page.getByRole('button', { name: 'Let’s start' }).waitFor();
    taken.push(...(await takeEach(app.page, folder, 'first-run')));
  }
  const home = await fillHousehold(app, server);
  await paintPictures(app, home);
  await app.page.reload();
  for (const scene of scenesAtTheWindow({ app, server, home })) {
    if (!wanted(scene.name)) continue;
    await scene.enter();
    taken.push(...(await takeEach(app.page, folder, scene.name)));
    await scene.leave?.();
  }
  if (app.pageProblems.length > 0) throw new Error(`The window had errors: ${app.pageProblems.join('; ')}`);
} finally {
  await closeEverything();
  await server.close();
}
process.stdout.write(`${taken.length} pictures in ${path.relative(process.cwd(), folder)}\n`);
