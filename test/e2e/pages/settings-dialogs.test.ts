import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { addPerson, enterAs, show, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

afterEach(closeEverything);

async function atTheSettings(): Promise<RunningApp> {
  const app = await launchApp({ env: { HOMEREEL_ALLOW_PRIVATE: '' } });
  await addPerson(app, { name: 'Dad' });
  await startOver(app);
  await enterAs(app, 'Dad');
  await show(app, '#/settings');
  return app;
}

/** Answers the desktop's question from now on, with the button of that place; what it asks is kept. */
const answerWith = (app: RunningApp, button: number): Promise<void> =>
  app.app.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = async (...asked: unknown[]) => {
      (globalThis as { asked?: unknown }).asked = asked.at(-1);
      return { response, checkboxChecked: false };
    };
  }, button);
const asked = (app: RunningApp): Promise<unknown> => app.app.evaluate(() => (globalThis as { asked?: unknown }).asked);
const isAllowed = async (app: RunningApp): Promise<boolean> => (await app.ask('settings:get')).allowPrivateAddresses;

test('links into the home network are allowed by a dialog of the desktop, never by the page alone', async () => {
  const app = await atTheSettings();
  expect(await app.invoke('settings:set', { allowPrivateAddresses: true })).toMatchObject({ ok: false, code: 'forbidden' });
  const toggle = app.page.getByRole('switch', { name: 'Allow addresses in the home network' });

  await answerWith(app, 0);
  await toggle.click();
  await expect.poll(() => asked(app)).toMatchObject({ buttons: ['Keep it off', 'Allow'], defaultId: 0, cancelId: 0 });
  expect(await isAllowed(app)).toBe(false);
  expect(await toggle.isChecked()).toBe(false);

  await answerWith(app, 1);
  await toggle.click();
  await app.page.getByText('It is on: everyone at home can use links to devices in your network.').waitFor();
  expect(await isAllowed(app)).toBe(true);
  await show(app, '#/household/health');
  await app.page.getByText('Links into the home network are allowed, for everyone at home.').waitFor();

  await show(app, '#/settings');
  await answerWith(app, 0);
  await toggle.click();
  await expect.poll(() => isAllowed(app)).toBe(false);
  expect(app.pageProblems).toEqual([]);
});

test('a page names no folder of this computer for the videos; the dialog of the desktop does', async () => {
  const app = await atTheSettings();
  const films = join(app.userDataFolder, 'films');
  await mkdir(films);
  expect(await app.invoke('settings:set', { libraryFolder: films })).toMatchObject({ ok: false, code: 'forbidden' });
  expect((await app.ask('settings:get')).libraryFolder).toBe(app.libraryFolder);
  await app.app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
  }, films);
  expect(await app.ask('settings:choose-folder')).toMatchObject({ chosen: true, settings: { libraryFolder: films } });
});
