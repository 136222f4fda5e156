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
}, FILL_LIMIT_MS);
afterAll(async () => {
  await closeEverything();
  await server.close();
});

const findings = () => axeFindings(app.page);

async function expectNothingFound(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await findings(), colorScheme).toEqual([]);
  }
}

const button = (name: string | RegExp) => app.page.getByRole('button', { name });

describe('axe in both themes', () => {
  test('axe finds what is wrong, so that finding nothing means something', async () => {
    await button('Let’s start').waitFor();
    await app.page.evaluate(() => {
      const nameless = document.createElement('button');
      nameless.id = 'nameless';
      document.body.append(nameless);
    });
    expect((await findings()).join()).toContain('button-name');
    await app.page.evaluate(() => document.getElementById('nameless')?.remove());
  });

  test('axe finds nothing in the first run', async () => {
    await expectNothingFound();
    await button('Let’s start').click();
    await expectNothingFound();
  });

  test(
    'axe finds nothing on the first screen and at the PIN',
    async () => {
      home = await fillHousehold(app, server);
      await button('Sofia').waitFor();
      await expectNothingFound();
      await button('Dad').click();
      await button('Enter').waitFor();
      await expectNothingFound();
      await button('Forgot the PIN?').click();
      await app.page.getByRole('textbox', { name: 'Recovery code' }).waitFor();
      await expectNothingFound();
      await button('Close').click();
      await button('Close').click();
      await button('Add a person').click();
      await expectNothingFound();
      await button('Close').click();
    },
    FILL_LIMIT_MS,
  );

  test.each([
    ['the queue', '#/queue', 'Up next'],
    ['the library', '#/library', 'Continue watching'],
    ['the people', '#/household/people', 'Grandma'],
    ['the requests', '#/household/requests', 'To decide'],
    ['the storage', '#/household/storage', 'Space used'],
    ['what happened', '#/household/activity', 'What happened'],
    ['the health', '#/household/health', 'Programs'],
    ['the settings', '#/settings', 'Downloads'],
  ])('axe finds nothing on %s', async (_what, hash, heading) => {
    if (hash === '#/queue') await home.enterAs('Sofia');
    await home.show(hash);
    await app.page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
    await expectNothingFound();
  });

  test('axe finds nothing while selecting, in a menu, and in the story of a video', async () => {
    await home.show('#/queue');
    await button('Select').click();
    await app.page.getByRole('checkbox').first().check();
    await expectNothingFound();
    await button('Done').click();
    await button(/^What happened\?/)
      .first()
      .click();
    await app.page.getByRole('dialog').getByRole('listitem').first().waitFor();
    await expectNothingFound();
    await button('Close').click();
    await home.show('#/library');
    await button(/^More for/)
      .first()
      .click();
    await app.page.getByRole('menuitem').first().waitFor();
    await expectNothingFound();
    await app.page.keyboard.press('Escape');
  });

  test('axe finds nothing in the dialogs of the household', async () => {
    await home.show('#/household/people');
    await button('Edit Leo').click();
    await app.page.getByRole('switch').first().waitFor();
    await expectNothingFound();
    await button('Cancel').click();
    for (const item of ['Set a PIN', 'Remove']) {
      await button('More for Leo').click();
      await app.page.getByRole('menuitem', { name: item }).click();
      await app.page.getByRole('dialog').waitFor();
      await expectNothingFound();
      await button('Close').click();
    }
    await button('More for Sofia').click();
    await app.page.getByRole('menuitem', { name: 'Set a PIN' }).click();
    await app.page.getByLabel('New PIN').fill('2468');
    await button('Set PIN').click();
    await button('I wrote it down').waitFor();
    await expectNothingFound();
    await button('I wrote it down').click();
  });

  test('axe finds nothing in the preview of a link and the list to tick', async () => {
    const field = app.page.getByRole('textbox', { name: 'Paste a link' });
    await field.fill(server.url('/multi?n=4'));
    await app.page.getByText('4 videos').waitFor();
    await expectNothingFound();
    await button('Get it').click();
    await app.page.getByRole('dialog').waitFor();
    await expectNothingFound();
    await button('Not now').click();
    await button('Clear the link').click();
  });

  test('axe finds nothing in the player', async () => {
    await home.show('#/library');
    await button(/^Play /)
      .first()
      .click();
    await app.page.locator('video').waitFor();
    await expectNothingFound();
    await app.page.keyboard.press('Escape');
  });

  test('axe finds nothing in a child’s rooms', async () => {
    await home.enterAs('Leo');
    await home.show('#/requests');
    await app.page.getByRole('heading', { name: 'Your day' }).waitFor();
    await expectNothingFound();
    await home.show('#/queue');
    await app.page.getByRole('textbox', { name: 'Paste a link' }).fill(server.url('/jsonld/dog?t=Dogs'));
    await app.page.getByText('A grown-up has to say yes first.').waitFor();
    await expectNothingFound();
  });

  test('the window had no errors', () => {
    expect(app.pageProblems).toEqual([]);
  });
});
