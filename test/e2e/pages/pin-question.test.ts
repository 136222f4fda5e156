import { afterEach, expect, test } from 'vitest';
import { actAs, addPerson, button, enterAs, show, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

const PIN = '2468';

afterEach(closeEverything);

const roleOf = async (app: RunningApp, name: string): Promise<string | undefined> =>
  (await app.ask('profiles:list')).profiles.find((profile) => profile.name === name)?.role;
const pinField = (app: RunningApp) => app.page.getByRole('dialog', { name: 'Your PIN, please' }).getByRole('textbox');

async function makeMiaAnAdult(app: RunningApp): Promise<void> {
  await show(app, '#/household');
  await button(app, 'Edit Mia').click();
  await app.page.getByRole('dialog', { name: 'Mia' }).getByText('Adult', { exact: true }).click();
  await button(app, 'Save').click();
}

test('a role is changed only after the PIN was given again, and then by itself', async () => {
  const app = await launchApp({ timings: { pinFreshMs: 3000 } });
  const dad = await addPerson(app, { name: 'Dad', pin: PIN });
  await actAs(app, dad, PIN);
  const mia = await addPerson(app, { name: 'Mia', role: 'child' });
  await startOver(app);
  await enterAs(app, 'Dad', PIN);
  const pinIsNeeded = async () => await app.invoke('profiles:update', { profileId: mia, role: 'child' });
  await expect.poll(pinIsNeeded, { timeout: 20_000 }).toMatchObject({ ok: false, code: 'pin-needed' });

  await makeMiaAnAdult(app);
  await pinField(app).fill('0000');
  await button(app, 'Enter').click();
  await app.page.getByText('That PIN is not right. Try again.').waitFor();
  await button(app, 'Close').last().click();
  await app.page.getByText('That needs your PIN. Try again and enter it.').waitFor();
  expect(await roleOf(app, 'Mia')).toBe('child');

  await button(app, 'Save').click();
  await pinField(app).fill(PIN);
  await button(app, 'Enter').click();
  await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await roleOf(app, 'Mia')).toBe('adult');
  expect(app.pageProblems).toEqual([]);
});

test('a PIN that was given again counts for what follows, and is not asked for a second time', async () => {
  const app = await launchApp({ timings: { pinFreshMs: 15_000 } });
  const dad = await addPerson(app, { name: 'Dad', pin: PIN });
  await actAs(app, dad, PIN);
  const mia = await addPerson(app, { name: 'Mia', role: 'child' });
  await startOver(app);
  await enterAs(app, 'Dad', PIN);
  const changed = async (dailyItems: number) => await app.invoke('profiles:update', { profileId: mia, limits: { dailyItems } });
  await expect.poll(() => changed(1), { timeout: 40_000 }).toMatchObject({ ok: false, code: 'pin-needed' });
  await makeMiaAnAdult(app);
  await pinField(app).fill(PIN);
  await button(app, 'Enter').click();
  await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await changed(2)).toMatchObject({ ok: true });
  expect(await app.invoke('profiles:create', { name: 'Tom', role: 'child' })).toMatchObject({ ok: true });
});

test('a household without PINs is never asked for one', async () => {
  const app = await launchApp({ timings: { pinFreshMs: 0 } });
  await addPerson(app, { name: 'Dad' });
  await addPerson(app, { name: 'Mia', role: 'child' });
  await startOver(app);
  await enterAs(app, 'Dad');
  await makeMiaAnAdult(app);
  await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await roleOf(app, 'Mia')).toBe('adult');
});
