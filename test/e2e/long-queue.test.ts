import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MediaServer, startMediaServer } from '../media-server/index.ts';
import { addPerson, enterAs, startOver } from './family.ts';
import { closeEverything, launchApp, type RunningApp } from './harness.ts';

const WAITING = 120;

let server: MediaServer;
let app: RunningApp;
/** Sofia before a queue of many screens, none of which can start while the first one stands still. */
beforeAll(async () => {
  server = await startMediaServer();
  server.set('/video/', '/stall/100000/');
  app = await launchApp({ timings: { noOutputMs: 600_000 } });
  const profileId = await addPerson(app, { name: 'Sofia' });
  await app.ask('settings:set', { parallelDownloads: 1, parallelPerProfile: 1 });
  for (let index = 0; index <= WAITING; index += 1)
    await app.ask('downloads:trigger', { profileId, url: server.url(`/video/film-${index}.mp4`) });
  await startOver(app);
  await enterAs(app, 'Sofia');
  await waiting().getByRole('article').first().waitFor();
});
afterAll(async () => {
  await closeEverything();
  await server.close();
});

const waiting = () => app.page.getByRole('list', { name: 'Waiting' });

interface Pulled {
  /** Of each frame: how many light rows there were, and how many buttons the list had. */
  readonly frames: readonly { readonly brief: number; readonly buttons: number }[];
  /** Pixels from the window's top to each row, by its place, when the pulling stopped. */
  readonly tops: Readonly<Record<string, number>>;
}

/** Scrolls by so many pixels at each frame until the end, as a hand on the scrollbar does, and tells what the list showed. */
const pull = (pixels: number): Promise<Pulled> =>
  app.page.evaluate(async (step) => {
    const scroller = document.querySelector('main');
    const list = document.querySelector('ul[aria-label="Waiting"]');
    if (!scroller || !list) throw new Error('There is no list.');
    const frames: { brief: number; buttons: number }[] = [];
    scroller.scrollTop = 0;
    for (let top = step; top < scroller.scrollHeight - scroller.clientHeight; top += step) {
      scroller.scrollTop = top;
      // The scrolling is noticed in the same frame, before this is called: however slow the machine is, it has not come to rest yet.
      await new Promise((resolve) => requestAnimationFrame(resolve));
      frames.push({
        brief: list.querySelectorAll('[data-brief]').length,
        buttons: list.querySelectorAll('button').length,
      });
    }
    const rows = [...list.querySelectorAll('li')];
    return { frames, tops: Object.fromEntries(rows.map((row) => [row.ariaPosInSet, row.getBoundingClientRect().top])) };
  }, pixels);

const topsNow = (): Promise<Record<string, number>> =>
  app.page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('ul[aria-label="Waiting"] > li')].map((row) => [
        row.ariaPosInSet,
        row.getBoundingClientRect().top,
      ]),
    ),
  );

/** The view is at rest at the top, whole. */
async function rest(): Promise<void> {
  await app.page.evaluate(() => document.querySelector('main')?.scrollTo({ top: 0 }));
  await app.page.getByRole('button', { name: 'Cancel film-1', exact: true }).waitFor();
  await expect.poll(() => waiting().locator('[data-brief]').count()).toBe(0);
}

it('shows light rows while it is pulled past whole screens, and whole ones in the same places as soon as it rests', async () => {
  await rest();
  const { frames, tops } = await pull(2500);
  expect(frames.length).toBeGreaterThan(2);
  for (const { brief, buttons } of frames) {
    expect(brief).toBeGreaterThan(3);
    expect(buttons).toBe(0);
  }
  await expect.poll(() => waiting().locator('[data-brief]').count()).toBe(0);
  const after = await topsNow();
  const inBoth = Object.keys(tops).filter((place) => place in after);
  expect(inBoth.length).toBeGreaterThan(3);
  for (const place of inBoth) expect(Math.abs((after[place] ?? 0) - (tops[place] ?? 0))).toBeLessThan(2);
  expect(
    await waiting()
      .getByRole('button', { name: /^Cancel / })
      .count(),
  ).toBeGreaterThan(3);
  expect(app.pageProblems).toEqual([]);
});

it('shows every row whole while it is scrolled as one reads', async () => {
  await rest();
  const { frames } = await pull(90);
  expect(frames.length).toBeGreaterThan(50);
  for (const { brief, buttons } of frames) {
    expect(brief).toBe(0);
    expect(buttons).toBeGreaterThan(0);
  }
});
