import type { Page } from 'playwright';
import type { Scene } from './scenes.ts';

/** The steps of the first run, one after the other, in an app that has never been used. */
export function firstRunScenes(page: Page): readonly Scene[] {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  return [
    { name: 'first-run', enter: () => button('Let’s start').waitFor() },
    {
      name: 'first-run-person',
      enter: async () => {
        await button('Let’s start').click();
        await page.getByRole('textbox', { name: 'Name' }).fill('Sofia');
      },
    },
    {
      name: 'first-run-folder',
      enter: async () => {
        await button('Continue').click();
        await heading('Where should videos go?').waitFor();
        await page.getByText('library', { exact: false }).first().waitFor();
      },
    },
    {
      name: 'first-run-tools',
      enter: async () => {
        await button('Continue').click();
        await heading('Checking what Homereel needs').waitFor();
      },
    },
    {
      name: 'first-run-ready',
      enter: async () => {
        await button('Continue').click();
        await button('Go to my queue').waitFor();
      },
    },
  ];
}
