import { afterEach, expect, test } from 'vitest';
import { actAs, addPerson, button, enterAs, show, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

const PIN = '2468';

afterEach(closeEverything);

async function dadAndGran(timings: Readonly<Record<string, number>> = {}): Promise<{ app: RunningApp; dad: string }> {
  const app = await launchApp({ timings });
  const dad = await addPerson(app, { name: 'Dad', pin: PIN });
  await actAs(app, dad, PIN);
  await addPerson(app, { name: 'Gran' });
  await startOver(app);
  await enterAs(app, 'Gran');
  await show(app, '#/household/people');
  return { app, dad };
}

async function planWithoutPin(app: RunningApp): Promise<void> {
  await button(app, 'More for Dad').click();
  await app.page.getByRole('menuitem', { name: 'PIN is lost…' }).click();
  await app.page.getByText('Everyone who comes to Homereel before then is told', { exact: false }).waitFor();
  await button(app, 'Plan it for tomorrow').click();
  await app.page.getByRole('dialog').waitFor({ state: 'detached' });
}

const panel = (app: RunningApp) => app.page.getByRole('region', { name: 'What is planned' });
const hasPin = async (app: RunningApp, id: string): Promise<boolean | undefined> =>
  (await app.ask('profiles:list')).profiles.find((profile) => profile.id === id)?.hasPin;

test('what is planned for an adult with a PIN is shown, told to the owner, and ends when the owner comes in', async () => {
  const { app, dad } = await dadAndGran();
  await planWithoutPin(app);
  await panel(app).getByText('PIN will be removed', { exact: false }).waitFor();
  await button(app, 'Take back').click();
  await panel(app).waitFor({ state: 'detached' });

  await planWithoutPin(app);
  await panel(app).waitFor();
  await enterAs(app, 'Dad', PIN);
  await app.page
    .getByText(/^\D*2\D* changes|Gran wants to remove Dad’s PIN/)
    .first()
    .waitFor();
  await show(app, '#/household/people');
  await button(app, 'More for Dad').waitFor();
  expect(await app.ask('profiles:plans')).toEqual({ plans: [] });
  expect(await hasPin(app, dad)).toBe(true);
  expect(app.pageProblems).toEqual([]);
});

test('it happens by itself when its time is over and the owner did not come', async () => {
  const { app, dad } = await dadAndGran({ ownerDelayMs: 2000 });
  await planWithoutPin(app);
  await expect.poll(() => hasPin(app, dad), { timeout: 20_000 }).toBe(false);
  await panel(app).waitFor({ state: 'detached' });
  await enterAs(app, 'Dad');
});

test('People and Health say what a child can get around, until it is closed', async () => {
  const app = await launchApp({ env: { HOMEREEL_ALLOW_PRIVATE: '' } });
  await addPerson(app, { name: 'Dad' });
  await addPerson(app, { name: 'Mia', role: 'child' });
  await startOver(app);
  await enterAs(app, 'Dad');
  const open = app.page.getByRole('region', { name: 'What is open' });
  for (const page of ['#/household/people', '#/household/health']) {
    await show(app, page);
    await open.getByText('has no PIN, so a child can pick', { exact: false }).waitFor();
  }
  await show(app, '#/household/people');
  await button(app, 'More for Dad').click();
  await app.page.getByRole('menuitem', { name: 'Set a PIN' }).click();
  await app.page.getByLabel('New PIN').fill(PIN);
  await button(app, 'Set PIN').click();
  await button(app, 'I wrote it down').click();
  await open.waitFor({ state: 'detached' });
  await show(app, '#/household/health');
  await app.page.getByRole('heading', { name: 'Programs' }).waitFor();
  expect(await open.isVisible()).toBe(false);
  expect(app.pageProblems).toEqual([]);
});
