import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { addPerson, button, enterAs, linkField, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

let server: MediaServer;
beforeAll(async () => {
  server = await startMediaServer();
});
afterEach(closeEverything);
afterAll(() => server.close());

const ENTRIES = 300;
const ADD_LIMIT_MS = 60_000;

/** The titles of the videos that were started, in that order, as the household's activity tells an adult. */
async function started(app: RunningApp, profileId: string): Promise<(string | undefined)[]> {
  const titles: (string | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const { entries, nextCursor } = await app.ask('activity:list', { profileId, ...(cursor === undefined ? {} : { cursor }) });
    titles.push(...entries.flatMap(({ event, title }) => (event === 'started' ? [title] : [])));
    cursor = nextCursor;
  } while (cursor !== undefined);
  return titles.reverse();
}

const waitingHeading = (app: RunningApp) => app.page.getByRole('region', { name: 'Up next' });

/** Shows what a playlist's one row stands for. */
async function unfold(app: RunningApp): Promise<void> {
  const fold = button(app, /^(Show|Hide) the \d+ videos of /);
  await fold.waitFor();
  if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
}

const row = (app: RunningApp, title: string) => app.page.getByRole('article', { name: title, exact: true });

test('a single video of Mia does not wait behind the 300 of Dad: hers is among the first three to start', async () => {
  // The first one stands still until everybody has added what they want.
  server.set('/video/', '/stall/100000/');
  const app = await launchApp({ timings: { noOutputMs: 600_000 } });
  const dad = await addPerson(app, { name: 'Dad' });
  const mia = await addPerson(app, { name: 'Mia', role: 'child' });
  await app.ask('profiles:update', { profileId: mia, limits: { needsApproval: false } });
  await app.ask('settings:set', { parallelDownloads: 1, parallelPerProfile: 1 });
  await startOver(app);

  await enterAs(app, 'Dad');
  await linkField(app).fill(server.url(`/feed.rss?n=${ENTRIES}&channel=dad&base=enclosure`));
  await app.page.getByText(`${ENTRIES} videos`).waitFor();
  await button(app, 'Get it').click();
  await button(app, `Get ${ENTRIES} videos`).click();
  await app.page.getByText(`${ENTRIES} videos added to your queue.`).waitFor({ timeout: ADD_LIMIT_MS });
  const running = await app.waitForQueueItem(dad, ({ status, phase }) => status === 'downloading' && phase === 'downloading');
  await waitingHeading(app)
    .getByText(String(ENTRIES - 1), { exact: true })
    .waitFor();
  const { items } = await app.ask('queue:snapshot', { profileId: dad });
  expect(items).toHaveLength(ENTRIES);
  const [next] = items.filter(({ status }) => status === 'pending').sort((a, b) => a.position - b.position);
  await unfold(app);
  await row(app, next?.title ?? '')
    .getByText('Next', { exact: true })
    .waitFor();

  await enterAs(app, 'Mia');
  await linkField(app).fill(server.url('/video/mia-only.mp4'));
  await button(app, 'Get it').click();
  await row(app, 'mia-only').getByText('Next', { exact: true }).waitFor();
  // Who else waits, and for what, is not a child's to know.
  expect(await app.page.content()).not.toContain(next?.videoId);
  await enterAs(app, 'Dad');
  await unfold(app);
  await row(app, next?.title ?? '')
    .getByText('1 from Mia ahead')
    .waitFor();

  expect(await started(app, dad)).toEqual([running.title]);
  server.set('/video/', null);
  server.release('/video/');
  await enterAs(app, 'Mia');
  await app.waitForQueueItem(mia, ({ title, status }) => title === 'mia-only' && status === 'complete');
  await enterAs(app, 'Dad');
  expect((await started(app, dad)).slice(0, 3)).toContain('mia-only');
  expect(app.pageProblems).toEqual([]);
});
