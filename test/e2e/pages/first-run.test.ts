import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { button } from '../app/family.ts';
import { closeEverything, launchApp } from '../app/harness.ts';
import { paste, section } from './family-window.ts';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
afterEach(closeEverything);
afterAll(() => server.close());

test('the first run goes from hello to the first video in the folder that was chosen', async () => {
  const app = await launchApp();
  const films = join(app.userDataFolder, 'films');
  await mkdir(films);
  await app.app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
  }, films);
  await button(app, 'Let’s start').click();
  await app.page.getByRole('textbox', { name: 'Name' }).fill('Sofia');
  await app.page.getByRole('radio', { name: 'Owl' }).click();
  await button(app, 'Continue').click();
  await app.page.getByText(app.libraryFolder).waitFor();
  await button(app, 'Choose another folder…').click();
  await app.page.getByText(films).waitFor();
  await button(app, 'Continue').click();
  await app.page.getByText('yt-dlp').first().waitFor();
  await button(app, 'Continue').click();
  await paste(app, server.url('/page/first?title=Our%20first%20film'), 'Get it');
  await section(app, 'Done').getByText('Our first film').waitFor({ timeout: 60_000 });
  await button(app, 'Sofia, switch person').waitFor();
  expect((await readdir(films)).filter((name) => name.startsWith('Our first film'))).toHaveLength(1);
  expect(app.pageProblems).toEqual([]);
});
