import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { button, enterAs, show } from '../app/family.ts';
import { closeEverything, type RunningApp } from '../app/harness.ts';
import { watchTray } from '../app/tray-menu.ts';
import { DAD_PIN, enterAsDad, launchFamily } from './family-window.ts';

let server: MediaServer;
let app: RunningApp;
let dad: string;
beforeAll(async () => {
  server = await startMediaServer();
  ({ app, dad } = await launchFamily());
});
afterAll(async () => {
  await closeEverything();
  await server.close();
});

const heading = (name: string) => app.page.getByRole('heading', { name, exact: true });
const pageLanguage = () => app.page.evaluate(() => document.documentElement.lang);
const menuLabels = () =>
  app.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []) as Promise<string[]>;

test('a person who switches to German has the window, its errors, tray and menu in German, and nobody else has', async () => {
  const tray = await watchTray(app);
  await enterAsDad(app);
  expect(await pageLanguage()).toBe('en');
  await show(app, '#/settings');
  const choice = app.page.getByRole('combobox', { name: 'Language' });
  await choice.focus();
  await choice.selectOption('de');
  await heading('Einstellungen').waitFor();
  expect(await pageLanguage()).toBe('de');
  expect(await app.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Sprache');

  await app.page.getByRole('link', { name: 'Warteschlange' }).click();
  await heading('Deine Warteschlange ist leer').waitFor();
  await app.page.getByRole('textbox', { name: 'Link einfügen' }).fill('kein Link');
  await button(app, 'Herunterladen').click();
  await app.page.getByText('Das ist kein Link zu einer Webseite.', { exact: false }).waitFor();
  await app.page.getByRole('textbox', { name: 'Link einfügen' }).fill(server.url('/status/404/weg.mp4'));
  await app.page.getByText('Diese Seite gibt es nicht (mehr). Prüf den Link.').waitFor();
  const url = server.url('/stall/200000/film.mp4');
  const { videoId } = await app.ask('downloads:trigger', { profileId: dad, url, title: 'Film' });
  await app.page.getByText('Wird heruntergeladen', { exact: true }).waitFor();
  await tray.has('film: wird heruntergeladen > Anhalten, Abbrechen');
  await tray.has('Homereel öffnen');
  await expect.poll(menuLabels).toContain('Ansicht');
  await app.ask('downloads:cancel', { profileId: dad, videoId });

  await button(app, /Person wechseln$/).click();
  await heading('Who is this for?').waitFor();
  expect(await pageLanguage()).toBe('en');
  await tray.has('Open Homereel');
  await expect.poll(menuLabels).toContain('View');
});

test('a child chooses its own language, and finds it again after a restart', async () => {
  await enterAs(app, 'Mia');
  await show(app, '#/requests');
  await app.page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await heading('Noch keine Wünsche').waitFor();
  await app.quit();
  app = await app.relaunch();
  await button(app, 'Mia').click();
  await button(app, 'Mia, Person wechseln').waitFor();
  expect(await pageLanguage()).toBe('de');
  await button(app, 'Mia, Person wechseln').click();
  await button(app, 'Dad').click();
  await app.page.getByRole('textbox', { name: 'PIN' }).fill(DAD_PIN);
  await button(app, 'Enter').click();
  await button(app, 'Dad, Person wechseln').waitFor();
});
