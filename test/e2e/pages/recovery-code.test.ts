import { afterEach, expect, test } from 'vitest';
import { addPerson, button, enterAs, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

const PIN = '2468';
const NEW_PIN = '97531';
const CODE = /^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/;

afterEach(closeEverything);

const shownCode = async (app: RunningApp): Promise<string> => (await app.page.getByText(CODE).textContent()) ?? '';
const written = (app: RunningApp) => button(app, 'I wrote it down');

test('the recovery code is shown when a PIN is set, and opens the account that guesses have locked', async () => {
  const app = await launchApp();
  const { page } = app;
  await button(app, 'Let’s start').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Dad');
  await page.getByLabel('PIN (recommended if there are children)').fill(PIN);
  await button(app, 'Continue').click();
  const code = await shownCode(app);
  // Somebody who presses Enter twice has not read it.
  await page.keyboard.press('Enter');
  expect(await shownCode(app)).toBe(code);
  await written(app).click();
  await page.getByText(app.libraryFolder).waitFor();
  const [dad] = (await app.ask('profiles:list')).profiles;
  await startOver(app);

  for (let guesses = 0; guesses < 5; guesses += 1) await app.invoke('profiles:unlock', { profileId: dad?.id ?? '', pin: '0000' });
  await button(app, 'Dad').click();
  await page.getByRole('textbox', { name: 'PIN' }).fill(PIN);
  await button(app, 'Enter').click();
  await page.getByText(/^Too many wrong PINs\./).waitFor();

  await button(app, 'Forgot the PIN?').click();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill('0000-0000-0000-0000');
  await page.getByLabel('New PIN').fill(NEW_PIN);
  await page.keyboard.press('Enter');
  await page.getByText('That recovery code is not right. Check each letter and try again.').waitFor();
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(code.toLowerCase().replaceAll('-', ' '));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your next recovery code' }).waitFor();
  expect(await shownCode(app)).not.toBe(code);
  await written(app).click();
  await button(app, 'Dad, switch person').waitFor();
  await page.getByText('5 wrong PINs were entered for you since you were last here.').waitFor();
  expect(await app.invoke('profiles:confirm', { profileId: dad?.id ?? '', pin: NEW_PIN })).toMatchObject({ ok: true });
  expect(app.pageProblems).toEqual([]);
});

test('whoever is asked for the PIN again and has forgotten it sets a new one, and goes on', async () => {
  const app = await launchApp({ timings: { pinFreshMs: 3000 } });
  const { profile: dad, recoveryCode = '' } = await app.ask('profiles:create', { name: 'Dad', pin: PIN });
  await startOver(app);
  await enterAs(app, 'Dad', PIN);
  const isNeeded = () => app.invoke('profiles:create', { name: 'Dad' });
  await expect.poll(isNeeded, { timeout: 20_000 }).toMatchObject({ ok: false, code: 'pin-needed' });
  await app.page.getByRole('link', { name: 'Household' }).click();
  await button(app, 'Add a person').click();
  await app.page.getByRole('textbox', { name: 'Name' }).fill('Mia');
  await app.page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await button(app, 'Forgot the PIN?').click();
  await app.page.getByRole('textbox', { name: 'Recovery code' }).fill(recoveryCode);
  await app.page.getByLabel('New PIN').fill(NEW_PIN);
  await button(app, 'Set new PIN').click();
  await written(app).click();
  await app.page.getByRole('article', { name: 'Mia' }).waitFor();
  expect(await app.invoke('profiles:unlock', { profileId: dad.id, pin: NEW_PIN })).toMatchObject({ ok: true });
  expect(app.pageProblems).toEqual([]);
});

test('a child that has forgotten its PIN is sent to an adult', async () => {
  const app = await launchApp();
  await addPerson(app, { name: 'Dad' });
  await addPerson(app, { name: 'Mia', role: 'child', pin: PIN });
  await startOver(app);
  await button(app, 'Mia').click();
  await button(app, 'Forgot the PIN?').click();
  await app.page.getByText('any adult can set a new PIN for you', { exact: false }).waitFor();
});
