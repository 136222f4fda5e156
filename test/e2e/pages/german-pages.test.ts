import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { axeFindings } from '../app/axe.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';
import { fillHousehold, type SampleHousehold } from '../app/sample-household.ts';

const FILL_LIMIT_MS = 240_000;

let server: MediaServer;
let app: RunningApp;
let home: SampleHousehold;
beforeAll(async () => {
  server = await startMediaServer();
  app = await launchApp();
  home = await fillHousehold(app, server);
  await home.enterAs('Sofia');
  await app.ask('profiles:update', { profileId: home.ids.Sofia, language: 'de' });
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
}, FILL_LIMIT_MS);
afterAll(async () => {
  await closeEverything();
  await server.close();
});

const findings = () => axeFindings(app.page);

/** What reaches over the right edge of the window, where nobody can scroll to. */
const tooWide = () =>
  app.page.evaluate(() =>
    [...document.querySelectorAll('main, main h1, main h2, main p, main button, main a, header a')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map((element) => element.textContent.slice(0, 60)),
  );

const PAGES = [
  ['#/queue', 'Als Nächstes'],
  ['#/library', 'Weiterschauen'],
  ['#/household/people', 'Grandma'],
  ['#/household/requests', 'Zu entscheiden'],
  ['#/household/storage', 'Belegter Platz'],
  ['#/household/activity', 'Was passiert ist'],
  ['#/household/health', 'Programme'],
  ['#/settings', 'Downloads'],
] as const;

describe('a household that reads German', () => {
  test.each(PAGES)('axe finds nothing on %s, in both themes', async (hash, heading) => {
    await home.show(hash);
    await app.page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme });
      expect(await findings(), colorScheme).toEqual([]);
    }
  });

  test.each(PAGES)('its longer words fit on %s in a window of 700 pixels', async (hash, heading) => {
    await app.page.setViewportSize({ width: 700, height: 700 });
    await home.show(hash);
    await app.page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
    expect(await tooWide()).toEqual([]);
  });
});
