import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { addPerson, enterAs, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

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
  /** Each time the list had changed: how many light rows there were, and how many buttons it had. */
  readonly changes: readonly { readonly brief: number; readonly buttons: number }[];
  readonly steps: number;
  /** Pixels from the window's top to each row, by its place, when the pulling stopped. */
  readonly tops: Readonly<Record<string, number>>;
}

/** Scrolls by so many pixels until the end, each time as soon as the list has followed, as a hand on the scrollbar does, and tells what the list showed. */
const pull = (pixels: number): Promise<Pulled> =>
  app.page.evaluate(async (step) => {
    const scroller = document.querySelector('main');
    const list = document.querySelector('ul[aria-label="Waiting"]');
    if (!scroller || !list) throw new Error('There is no list.');
    const changes: { brief: number; buttons: number }[] = [];
    // Told at once: a frame can come so late on a loaded machine that the list has come to rest before it.
    const observer = new MutationObserver(() =>
      changes.push({
        brief: list.querySelectorAll('[data-brief]').length,
        buttons: list.querySelectorAll('button').length,
      }),
    );
    observer.observe(list, { childList: true, subtree: true });
    const firstRow = () => list.querySelector('li')?.ariaPosInSet;
    let steps = 0;
    scroller.scrollTop = 0;
    for (let top = step; top < scroller.scrollHeight - scroller.clientHeight; top += step) {
      const before = firstRow();
      scroller.scrollTop = top;
      steps += 1;
      // A small step may leave the same rows in sight.
      for (let frame = 0; frame < (step < 1000 ? 1 : 300) && firstRow() === before; frame += 1)
        await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    observer.disconnect();
    const rows = [...list.querySelectorAll('li')];
    return { changes, steps, tops: Object.fromEntries(rows.map((row) => [row.ariaPosInSet, row.getBoundingClientRect().top])) };
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

test('a long queue shows light rows while it is pulled past whole screens, and whole ones in the same places as soon as it rests', async () => {
  await rest();
  const { changes, steps, tops } = await pull(2500);
  expect(steps).toBeGreaterThan(2);
  // The first step always; between two later ones a loaded machine may take so long that the list has come to rest.
  const light = changes.filter(({ brief, buttons }) => brief > 3 && buttons === 0);
  expect(light.length).toBeGreaterThan(0);
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

test('a long queue shows every row whole while it is scrolled as one reads', async () => {
  await rest();
  const { changes, steps } = await pull(90);
  expect(steps).toBeGreaterThan(50);
  expect(changes.length).toBeGreaterThan(20);
  for (const { brief, buttons } of changes) {
    expect(brief).toBe(0);
    expect(buttons).toBeGreaterThan(0);
  }
});
