import type { Locator } from 'playwright';
import type { ChannelInput } from '../../../preload/contract/channels.ts';
import type { RunningApp } from './harness.ts';

/** Adds a person; once an adult has a PIN, only in an adult's window. The window goes on acting as whoever it acted as. */
export async function addPerson(app: RunningApp, person: ChannelInput<'profiles:create'>): Promise<string> {
  return (await app.ask('profiles:create', person)).profile.id;
}

/** The window's requests are this person's from now on; the page does not show it. */
export async function actAs(app: RunningApp, profileId: string, pin?: string): Promise<void> {
  await app.ask('profiles:unlock', { profileId, ...(pin === undefined ? {} : { pin }) });
}

/** Back to "Who is this for?", as a fresh window shows it. */
export async function startOver(app: RunningApp): Promise<void> {
  await app.ask('profiles:lock');
  await app.page.reload();
}

/** Picks a person on the first screen, with the PIN if there is one; a person already at the window leaves first. */
export async function enterAs(app: RunningApp, name: string, pin?: string): Promise<void> {
  const { page } = app;
  const leave = button(app, /switch person$/);
  if (await leave.isVisible()) await leave.click();
  await button(app, name).click();
  if (pin !== undefined) {
    await page.getByRole('textbox', { name: 'PIN' }).fill(pin);
    await button(app, 'Enter').click();
  }
  await button(app, `${name}, switch person`).waitFor();
}

/** A button of the window; a text names it whole. */
export const button = (app: RunningApp, name: string | RegExp): Locator =>
  app.page.getByRole('button', { name, exact: typeof name === 'string' });

/** The one field for links. */
export const linkField = (app: RunningApp): Locator => app.page.getByRole('textbox', { name: 'Paste a link' });

/** Shows a page by its address, such as `#/library`. */
export async function show(app: RunningApp, hash: string): Promise<void> {
  await app.page.evaluate((address) => {
    window.location.hash = address;
  }, hash);
  await app.page.getByRole('main').waitFor();
}
