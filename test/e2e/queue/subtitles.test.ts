import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { closeEverything, launchApp } from '../app/harness.ts';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
afterEach(closeEverything);
afterAll(() => server.close());

test('subtitles chosen in the window come with the video, show in the player, and are chosen again the next time', async () => {
  const app = await launchApp();
  const { page } = app;
  const { profile } = await app.ask('profiles:create', { name: 'Mia' });
  await page.reload();
  await page.getByRole('button', { name: 'Mia', exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Paste a link' });
  await field.fill(server.url('/page/harbour?title=The%20harbour'));
  await page.getByRole('combobox', { name: 'Subtitles' }).selectOption({ label: 'All available' });
  await page.getByRole('button', { name: 'Get it' }).click();
  const { videoId, title } = await app.waitForQueueItem(profile.id, ({ status }) => status === 'complete');

  const { tracks } = await app.ask('library:subtitles', { profileId: profile.id, videoId });
  expect(tracks).toEqual([
    { index: 0, language: 'en' },
    { index: 1, language: 'fr' },
  ]);
  await page.getByRole('button', { name: `Play ${title}` }).click();
  const choice = page.getByRole('dialog').getByRole('combobox', { name: 'Subtitles' });
  await choice.selectOption({ label: 'French' });
  const shown = (): Promise<string[]> =>
    page.evaluate(() =>
      [...(document.querySelector('video')?.textTracks ?? [])]
        .filter(({ mode }) => mode === 'showing')
        .flatMap(({ cues }) => [...(cues ?? [])].map((cue) => (cue as VTTCue).text)),
    );
  await expect.poll(shown).toEqual(['Bonjour', 'du', 'serveur']);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.reload();
  await page.getByRole('button', { name: 'Mia', exact: true }).click();
  await field.fill(server.url('/page/other'));
  expect(await page.getByRole('combobox', { name: 'Subtitles' }).inputValue()).toBe('all');
  expect(app.pageProblems).toEqual([]);
});
