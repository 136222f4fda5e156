import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { HomereelBridge } from '../../../preload/contract/bridge.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { actAs, addPerson, button, enterAs, show, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

const PIN = '2468';
const ARABIC = 'جدّتي فاطمة';
const HEBREW = 'סבתא';
const FAMILY = '👨‍👩‍👧';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
afterEach(closeEverything);
afterAll(() => server.close());

const names = async (app: RunningApp): Promise<string[]> => (await app.ask('profiles:list')).profiles.map(({ name }) => name);
const nameField = (app: RunningApp) => app.page.getByRole('dialog').getByRole('textbox', { name: 'Name' });

describe('names', () => {
  test('a name that is empty, too long or taken is refused in words, and nobody new lives here', async () => {
    const app = await launchApp();
    await addPerson(app, { name: 'Dad' });
    await startOver(app);
    await button(app, 'Add a person').click();
    const add = app.page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true });
    for (const [typed, said] of [
      ['', 'Enter a name.'],
      ['   ', 'Enter a name.'],
      ['\u200b\u2060', 'Give the profile a name.'],
      ['Dad', 'There is already a profile named Dad. Choose another name.'],
      ['  dAD ', 'There is already a profile named dAD. Choose another name.'],
    ] as const) {
      await nameField(app).fill(typed);
      await add.click();
      await app.page.getByRole('dialog').getByText(said).waitFor();
      expect(await names(app)).toEqual(['Dad']);
    }
    // The field takes 60 characters; what goes around it is told.
    await nameField(app).pressSequentially('x'.repeat(70));
    expect((await nameField(app).inputValue()).length).toBe(60);
    const tooLong = { ok: false, code: 'invalid-request', message: expect.stringMatching(/too long.*60 characters/) };
    expect(await app.invoke('profiles:create', { name: 'x'.repeat(500) })).toMatchObject(tooLong);
    expect(await app.invoke('profiles:create', { name: 'x'.repeat(501) })).toMatchObject({ ok: false, code: 'invalid-request' });
    expect(await names(app)).toEqual(['Dad']);

    await nameField(app).fill('Mia');
    await add.click();
    await button(app, 'Mia').waitFor();
    expect(await names(app)).toEqual(['Dad', 'Mia']);
  });

  test('a name may be written from right to left, and does not turn the words around it', async () => {
    const app = await launchApp();
    const dad = await addPerson(app, { name: 'Dad' });
    await startOver(app);
    await enterAs(app, 'Dad');
    for (const name of [ARABIC, HEBREW, `${FAMILY} home`]) await addPerson(app, { name });
    // A mark that would turn everything after it is taken out.
    await addPerson(app, { name: '\u202eevil\u202c \u2067twin\u2069' });
    expect(await names(app)).toEqual(['Dad', ARABIC, HEBREW, `${FAMILY} home`, 'evil twin']);
    expect(await app.invoke('profiles:create', { name: `\u200f${HEBREW}` })).toMatchObject({ ok: false, code: 'conflict' });

    await show(app, '#/household');
    const card = app.page.getByRole('article', { name: ARABIC });
    await card.getByText('Adult', { exact: false }).waitFor();
    await button(app, `More for ${HEBREW}`).click();
    await app.page.getByRole('menuitem', { name: 'Remove' }).click();
    await app.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await app.page.getByText(`\u2068${HEBREW}\u2069 was removed.`).waitFor();
    await enterAs(app, ARABIC);
    await app.ask('downloads:trigger', {
      profileId: (await app.ask('profiles:list')).profiles[1]?.id ?? '',
      url: server.url('/hang/forever.mp4'),
    });
    await enterAs(app, 'Dad');
    await show(app, '#/queue');
    await app.ask('downloads:trigger', { profileId: dad, url: server.url('/hang/forever.mp4') });
    await button(app, 'Cancel forever').click();
    await app.page.getByText(`Cancelled for Dad. \u2068${ARABIC}\u2069 still wants it, so it keeps going.`).waitFor();
    await enterAs(app, ARABIC);
    await button(app, 'Cancel forever').waitFor();
    expect(app.pageProblems).toEqual([]);
  });
});

describe('wrong PINs', () => {
  test('of a hundred wrong PINs at once or one after another five are checked, nobody gets in, and the wait is said', async () => {
    const app = await launchApp();
    const dad = await addPerson(app, { name: 'Dad', pin: PIN });
    await actAs(app, dad, PIN);
    const grandma = await addPerson(app, { name: 'Grandma', pin: PIN });
    await startOver(app);
    const atOnce = await app.page.evaluate(guessOften, { profileId: grandma, atOnce: true });
    const codesAtOnce = atOnce.map((answer) => (answer.ok ? 'ok' : answer.code)).sort();
    expect(codesAtOnce).toEqual([
      ...Array.from({ length: 95 }, () => 'locked-out'),
      ...Array.from({ length: 5 }, () => 'wrong-pin'),
    ]);
    const answers = await app.page.evaluate(guessOften, { profileId: dad, atOnce: false });
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.code));
    expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'wrong-pin'));
    expect(new Set(codes.slice(5))).toEqual(new Set(['locked-out']));
    expect(codes).toHaveLength(100);
    for (const answer of answers.slice(5)) {
      expect(answer).toMatchObject({
        message: expect.stringMatching(/^Too many wrong PINs\. Wait \d+ seconds?, then try again\.$/),
      });
      // Who hammers on the door does not keep its owner out for longer.
      expect(answer).toMatchObject({
        detail: { retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 0 && seconds <= 30) },
      });
    }
    expect(await app.invoke('profiles:unlock', { profileId: dad, pin: PIN })).toMatchObject({ ok: false, code: 'locked-out' });
    for (const profileId of [dad, grandma]) {
      expect(await app.invoke('queue:snapshot', { profileId })).toMatchObject({ ok: false, code: 'forbidden' });
    }
    expect(await names(app)).toEqual(['Dad', 'Grandma']);

    await button(app, 'Dad').click();
    await app.page.getByRole('textbox', { name: 'PIN' }).fill(PIN);
    await button(app, 'Enter').click();
    await app.page.getByText(/^Too many wrong PINs\. Try again in \d+ seconds?\.$/).waitFor();
    expect(await app.page.getByRole('textbox', { name: 'PIN' }).isDisabled()).toBe(true);
  });
});

/** Runs in the page: a hundred different wrong PINs. */
async function guessOften({ profileId, atOnce }: { profileId: string; atOnce: boolean }) {
  const { homereel } = window as unknown as { homereel: HomereelBridge };
  const guess = (index: number) => homereel.invoke('profiles:unlock', { profileId, pin: String(5000 + index) });
  const guesses = Array.from({ length: 100 }, (_, index) => index);
  if (atOnce) return await Promise.all(guesses.map(guess));
  const answers: Awaited<ReturnType<typeof guess>>[] = [];
  for (const index of guesses) answers.push(await guess(index));
  return answers;
}

describe('last adult', () => {
  test('the last adult can be neither removed nor made a child; videos, PIN and people stay as they were', async () => {
    const app = await launchApp();
    const dad = await addPerson(app, { name: 'Dad', pin: PIN });
    await actAs(app, dad, PIN);
    const mia = await addPerson(app, { name: 'Mia', role: 'child' });
    await app.ask('downloads:trigger', { profileId: dad, url: server.url('/video/kept.mp4') });
    await app.waitForQueueItem(dad, ({ hasThumbnail }) => hasThumbnail);
    const kept = await app.ask('library:list', { profileId: dad });
    const people = await app.ask('profiles:list');
    await startOver(app);

    await enterAs(app, 'Dad', PIN);
    await show(app, '#/household');
    await button(app, 'More for Dad').click();
    await app.page.getByRole('menuitem', { name: 'Remove' }).click();
    const dialog = app.page.getByRole('dialog');
    for (const heir of ['Mia', 'Nobody, delete them']) {
      await dialog.getByRole('combobox', { name: 'Who gets the videos' }).selectOption(heir);
      await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
      await dialog.getByText('Dad is the only adult here. Add another adult first.').waitFor();
    }
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await button(app, 'Edit Dad').click();
    await dialog.getByText('Child', { exact: true }).click();
    await button(app, 'Save').click();
    await dialog.getByText('Dad is the only adult here. Add another adult first.').waitFor();
    await button(app, 'Cancel').click();
    for (const handOverTo of [undefined, mia, dad, 'nobody']) {
      const request = { profileId: dad, ...(handOverTo === undefined ? {} : { handOverTo }) };
      expect(await app.invoke('profiles:remove', request)).toMatchObject({ ok: false, code: 'last-adult' });
    }
    expect(await app.ask('library:list', { profileId: dad })).toEqual(kept);
    expect(await app.ask('profiles:list')).toEqual(people);

    await enterAs(app, 'Mia');
    expect(await app.invoke('profiles:remove', { profileId: dad })).toMatchObject({ ok: false, code: 'forbidden' });
    // With a second adult, the first may go, and hands over what he has.
    await enterAs(app, 'Dad', PIN);
    const sofia = await addPerson(app, { name: 'Sofia' });
    expect(await app.ask('profiles:remove', { profileId: dad, handOverTo: sofia })).toEqual({ freedBytes: 0 });
    await button(app, 'Sofia').waitFor();
    await enterAs(app, 'Sofia');
    const { videos } = await app.ask('library:list', { profileId: sofia });
    expect(videos.map(({ videoId }) => videoId)).toEqual(kept.videos.map(({ videoId }) => videoId));
    expect(app.pageProblems).toEqual([]);
  });
});
