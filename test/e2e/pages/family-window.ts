import type { Locator } from 'playwright';
import { actAs, addPerson, button, enterAs, linkField, startOver } from '../app/family.ts';
import { launchApp, type RunningApp } from '../app/harness.ts';

export const DAD_PIN = '2468';

/** Launches the app for a family that was set up before: Dad with a PIN, Mia who asks, and a window that acts as nobody. */
export async function launchFamily(): Promise<{ app: RunningApp; dad: string; mia: string }> {
  const app = await launchApp();
  const dad = await addPerson(app, { name: 'Dad', role: 'adult', pin: DAD_PIN });
  await actAs(app, dad, DAD_PIN);
  const mia = await addPerson(app, { name: 'Mia', role: 'child', avatar: 'fox', colour: 'orange' });
  await startOver(app);
  return { app, dad, mia };
}

/** Picks Dad on the first screen, with his PIN. */
export const enterAsDad = (app: RunningApp): Promise<void> => enterAs(app, 'Dad', DAD_PIN);

/** Goes back to the first screen. */
export const leave = (app: RunningApp): Promise<void> => button(app, /switch person$/).click();

/** Pastes a link and presses the button of that name. */
export async function paste(app: RunningApp, link: string, press: string): Promise<void> {
  await linkField(app).fill(link);
  await button(app, press).click();
}

/** A part of the page by its heading. */
export const section = (app: RunningApp, name: string): Locator => app.page.getByRole('region', { name });
