import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

let server: MediaServer;
let app: RunningApp;
beforeAll(async () => {
  server = await startMediaServer();
  app = await launchApp();
});
afterAll(async () => {
  await closeEverything();
  await server.close();
});

const MOST_STEPS = 120;

/** What has the keyboard now, by the name that a screen reader would say; empty on nothing. */
const focusedName = (): Promise<string> =>
  app.page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return '';
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map(({ textContent }) => textContent) : [];
    return (element.getAttribute('aria-label') ?? (labels.join(' ') || element.textContent) ?? '').trim();
  });

/** Presses Tab until the control with this name has the keyboard, which must then show it. */
async function tabTo(name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await app.page.keyboard.press(key);
    const now = await focusedName();
    if (typeof name === 'string' ? now === name : name.test(now)) {
      const outlined = await app.page.evaluate(() => {
        const element = document.activeElement;
        if (element === null) return false;
        const shows = (style: CSSStyleDeclaration) => style.outlineStyle !== 'none' || style.boxShadow !== 'none';
        return shows(getComputedStyle(element)) || shows(getComputedStyle(element.parentElement ?? element));
      });
      expect(outlined, `${now} does not show that it has the keyboard`).toBe(true);
      return;
    }
    seen.push(now);
  }
  throw new Error(`Tab never came to ${name}, but to: ${seen.join(' · ')}`);
}

const press = (key: string): Promise<void> => app.page.keyboard.press(key);
const type = (text: string): Promise<void> => app.page.keyboard.type(text);

test('the whole way goes by keyboard alone: first run, a video, watching it, the household, another person', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Let’s start' }).waitFor();
  await tabTo('Let’s start');
  await press('Enter');
  await tabTo('Name');
  await type('Sofia');
  await tabTo(/^Fox$/);
  await press('ArrowRight');
  await expect.poll(focusedName).toBe('Owl');
  await tabTo('Continue');
  await press('Enter');
  await page.getByRole('heading', { name: 'Where should videos go?' }).waitFor();
  await tabTo('Continue');
  await press('Enter');
  await page.getByText('yt-dlp').first().waitFor();
  await tabTo('Continue');
  await press('Enter');
  await tabTo('Go to my queue');
  await press('Enter');
  await page.getByRole('button', { name: 'Sofia, switch person' }).waitFor();

  await tabTo('Paste a link');
  await type(server.url('/jsonld/film?t=Keyboard%20film'));
  await press('Enter');
  await page.getByRole('region', { name: 'Done' }).getByText('Keyboard film').waitFor({ timeout: 60_000 });
  await tabTo('Play Keyboard film');
  await press('Enter');
  const player = page.getByRole('dialog');
  await player.locator('video').waitFor();
  const paused = () => page.evaluate(() => document.querySelector('video')?.paused);
  await expect.poll(paused).toBe(false);
  await press('k');
  await expect.poll(paused).toBe(true);
  await press('Escape');
  await player.waitFor({ state: 'detached' });
  await expect.poll(focusedName).toBe('Play Keyboard film');

  await tabTo('Remove Keyboard film');
  await press('Enter');
  await page.getByText('Nothing in your queue').waitFor();
  await tabTo('Undo');
  await press('Enter');
  await page.getByRole('region', { name: 'Done' }).getByText('Keyboard film').waitFor();

  await tabTo(/^Household/, 'Shift+Tab');
  await press('Enter');
  await tabTo('Edit Sofia');
  await press('Enter');
  await page.getByRole('dialog').waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(focusedName).toBe('Edit Sofia');
  await tabTo('Add a person');
  await press('Enter');
  await page.getByRole('dialog').waitFor();
  await expect.poll(focusedName).toBe('Name');
  await type('Mia');
  await tabTo('Adult');
  await press('ArrowRight');
  await tabTo('Add');
  await press('Enter');
  await page
    .getByRole('article', { name: 'Mia' })
    .getByText(/^Child/)
    .waitFor();

  await tabTo('Sofia, switch person', 'Shift+Tab');
  await press('Enter');
  await page.getByRole('heading', { name: 'Who is this for?' }).waitFor();
  await tabTo('Mia');
  await press('Enter');
  await page.getByRole('button', { name: 'Mia, switch person' }).waitFor();
  await tabTo('Paste a link');
  await type(server.url('/jsonld/wish?t=A%20wish'));
  await press('Enter');
  await page.getByText('Sent. A grown-up will answer.').waitFor();
  await tabTo(/^My requests/, 'Shift+Tab');
  await press('Enter');
  await page.getByRole('heading', { name: 'My requests' }).waitFor();
  expect(app.pageProblems).toEqual([]);
});
