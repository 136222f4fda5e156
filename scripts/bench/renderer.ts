import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import { createActivityRows } from '../../main/library/activity/activity-rows.ts';
import { openLibraryDatabase } from '../../main/library/database/database.ts';
import { createReferenceTransitions } from '../../main/library/transitions/reference-transitions.ts';
import { createVideoRows } from '../../main/library/videos/video-rows.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { closeEverything, launchApp, type RunningApp } from '../../test/e2e/app/harness.ts';
import { frameWork, type TraceEvent } from './frame-work.ts';
import { type BenchFolders, makeBenchFolders, openBenchHome, removeBenchFolders } from './home.ts';
import { percentile, round } from './measure.ts';
import type { ServerProcess } from './server-process.ts';

const ROWS = 10_000;
const RUNNING = 4;
/** Slow enough to run through the whole measurement. */
const BYTES_PER_SECOND = 15_000;
const SCROLL_FRAMES = 600;

/** Work of the window's main thread per frame, in milliseconds, and what it was measured over. */
export interface RendererFigures {
  readonly frameP50Ms: number;
  readonly frameP99Ms: number;
  readonly rows: number;
}

/**
 * The real app with 10,000 waiting rows: the list is scrolled from end to end while downloads report progress ten times a second.
 * Measured by Chromium's own trace of the renderer's main thread: script, style, layout and paint of each frame.
 */
export async function benchRenderer(server: ServerProcess): Promise<RendererFigures> {
  const folders = await makeBenchFolders();
  try {
    await (await openBenchHome({ parallel: RUNNING, folders })).close();
    fillQueue(folders, (index) => server.url(`/slow/${BYTES_PER_SECOND}/row-${index}.mp4`));
    const app = await launchApp({ folders: { userDataFolder: folders.userData, libraryFolder: folders.library } });
    await openQueue(app);
    const file = path.join(folders.root, 'trace.json');
    await app.app.evaluate(({ contentTracing }) =>
      contentTracing.startRecording({
        included_categories: ['toplevel', 'blink.user_timing', '__metadata'],
        excluded_categories: ['*'],
      }),
    );
    await scrollThrough(app.page);
    await app.app.evaluate(({ contentTracing }, target) => contentTracing.stopRecording(target), file);
    const { traceEvents } = JSON.parse(await readFile(file, 'utf8')) as { traceEvents: TraceEvent[] };
    const work = frameWork(traceEvents);

    if (work.length < SCROLL_FRAMES / 2) throw new Error(`The trace holds only ${work.length} frames.`);
    return { frameP50Ms: round(percentile(work, 0.5), 2), frameP99Ms: round(percentile(work, 0.99), 2), rows: ROWS };
  } finally {
    await closeEverything();
    await removeBenchFolders(folders);
  }
}

/** Waiting rows as 10,000 pasted links leave them. */
function fillQueue(folders: BenchFolders, url: (index: number) => string): void {
  const database = openLibraryDatabase({ file: path.join(folders.userData, 'library.sqlite') });
  const append = createActivityRows(database, systemClock).append;
  const references = createReferenceTransitions(database, createVideoRows(database), append, Date.now);
  const [profile] = database.prepare('SELECT id FROM profiles').all() as { id: string }[];
  if (profile === undefined) throw new Error('The bench has no person.');
  database.immediate(() => {
    for (let index = 0; index < ROWS + RUNNING; index += 1) {
      references.trigger({
        profileId: profile.id,
        videoId: randomUUID(),
        url: url(index),
        urlKey: url(index),
        site: '127.0.0.1',
        kind: 'video',
        preset: 'good',
        title: `Waiting video number ${index} with a title of a usual length`,
      });
    }
  });
  database.close();
}

/** Resolves when the queue is on screen and as many downloads as wanted report their progress. */
async function openQueue(app: RunningApp): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'Bench', exact: true }).click();
  const running = page.getByRole('list', { name: 'Downloading now' }).getByText(/about .* left/);
  await running.nth(RUNNING - 1).waitFor({ timeout: 60_000 });
}

/** Scrolls down and up again, a screenful every few frames, with a mark at each frame. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async (frames) => {
    const scroller = document.querySelector('main');
    if (scroller === null) throw new Error('There is no page to scroll.');
    const end = scroller.scrollHeight - scroller.clientHeight;
    for (let frame = 0; frame < frames; frame += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      performance.mark('frame');
      const way = frame / frames;
      // Half of it as a finger scrolls, half of it in leaps as with the scrollbar.
      scroller.scrollTop = way < 0.5 ? frame * 90 : end * (2 - 2 * way);
    }
  }, SCROLL_FRAMES);
}
