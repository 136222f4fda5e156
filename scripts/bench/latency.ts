import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { createActivityRows } from '../../main/library/activity/activity-rows.ts';
import { openLibraryDatabase } from '../../main/library/database/database.ts';
import { createReferenceTransitions } from '../../main/library/transitions/reference-transitions.ts';
import { createRunTransitions } from '../../main/library/transitions/run-transitions.ts';
import { createVideoRows } from '../../main/library/videos/video-rows.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { startMediaServer } from '../../test/media-server/index.ts';
import { type BenchFolders, type BenchHome, makeBenchFolders, openBenchHome, removeBenchFolders } from './home.ts';
import { percentile, round } from './measure.ts';
import type { ServerProcess } from './server-process.ts';

const CANCELS = 50;
const HEAVY_DOWNLOADS = 8;

/** Resolves once the fact holds, checked at each change. */
function until(home: BenchHome, fact: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (fact()) return resolve();
    const stop = home.core.services.on('video-changed', () => {
      if (!fact()) return;
      stop();
      resolve();
    });
  });
}

/** From the cancel of a hung download to the proof that its whole tree is dead, one after another. */
export async function benchCancel(server: ServerProcess) {
  const home = await openBenchHome({ parallel: 1 });
  const { downloads } = home.core.services;
  const samples: number[] = [];
  try {
    for (let index = 0; index < CANCELS; index += 1) {
      const videoId = await home.trigger(server.url(`/stall/200000/cancel-${index}.mp4`));
      const item = () => downloads.queueItems(home.profileId, [videoId])[0];
      await until(home, () => item()?.phase === 'downloading' && (item()?.bytes ?? 0) > 0);
      const startedAt = performance.now();
      await downloads.cancel({ profileId: home.profileId, videoId });
      while ((await home.core.services.health()).active.some((run) => run.videoId === videoId)) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      samples.push(performance.now() - startedAt);
    }
  } finally {
    await home.close();
    await removeBenchFolders(home.folders);
  }
  return {
    cancelP50Ms: Math.round(percentile(samples, 0.5)),
    cancelP99Ms: Math.round(percentile(samples, 0.99)),
    cancels: samples.length,
  };
}

/** Leaves rows behind as a crashed app does: claimed by an owner that is dead. */
function strand(folders: BenchFolders, rows: number, url: (index: number) => string): void {
  const database = openLibraryDatabase({ file: path.join(folders.userData, 'library.sqlite') });
  const append = createActivityRows(database, systemClock).append;
  const references = createReferenceTransitions(database, createVideoRows(database), append, Date.now);
  const runs = createRunTransitions(database, append, Date.now);
  const [profile] = database.prepare('SELECT id FROM profiles').all() as { id: string }[];
  if (profile === undefined) throw new Error('the bench has no person');
  database.immediate(() => {
    for (let index = 0; index < rows; index += 1) {
      const videoId = randomUUID();
      references.trigger({
        profileId: profile.id,
        videoId,
        url: url(index),
        urlKey: url(index),
        site: '127.0.0.1',
        kind: 'video',
        preset: 'good',
        title: `Stranded ${index}`,
      });
      runs.claim({ videoId, runId: randomUUID(), ownerId: 'dead', profileId: profile.id });
    }
  });
  database.close();
}

/** From the start of the core to all stranded rows healed and the first downloads running, less the same without any. */
export async function benchHeal(server: ServerProcess) {
  const startWith = async (rows: number): Promise<number> => {
    const folders = await makeBenchFolders();
    const first = await openBenchHome({ parallel: 2, folders });
    await first.close();
    strand(folders, Math.max(rows, 1), (index) => server.url(`/slow/20000/heal-${rows}-${index}.mp4`));
    const startedAt = performance.now();
    const home = await openBenchHome({ parallel: 2, folders });
    while ((await home.core.services.health()).active.length < Math.min(2, Math.max(rows, 1))) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const tookMs = performance.now() - startedAt;
    const { lastResult } = (await home.core.services.health()).reaper;
    await home.close();
    await removeBenchFolders(folders);
    if (lastResult?.requeued !== Math.max(rows, 1)) throw new Error(`healed ${lastResult?.requeued} of ${rows} rows`);
    return tookMs;
  };
  return {
    heal1Ms: Math.round(await startWith(1)),
    heal100Ms: Math.round(await startWith(100)),
    heal10000Ms: Math.round(await startWith(10_000)),
  };
}

/** The whole app is killed at half of a download; how much of the file is sent twice in all. */
export async function benchRefetch() {
  const server = await startMediaServer();
  const folders = await makeBenchFolders();
  const url = server.url('/page/crash?src=/slow/3000000/large.mp4&title=Crash');
  const script = path.join(import.meta.dirname, 'crash-victim.ts');
  const victim = spawn(process.execPath, ['--no-warnings', script, folders.root, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(victim.stdout)) {
    if (Number(line) >= 50) break;
  }
  victim.kill('SIGKILL');
  await once(victim, 'exit');
  const home = await openBenchHome({ parallel: 1, folders });
  const [item] = home.core.services.downloads.queue(home.profileId);
  if (item === undefined) throw new Error('the crashed download is lost');
  await home.allComplete([item.videoId]);
  const [done] = home.core.services.downloads.queueItems(home.profileId, [item.videoId]);
  const sent = server.bytesSent('/slow/');
  await home.close();
  await removeBenchFolders(folders);
  await server.close();
  const size = done?.totalBytes ?? Number.NaN;
  return { refetchedFraction: round((sent - size) / size, 4) };
}

/** CPU and event loop of the main process while eight downloads run at full speed. */
export async function benchLoad(server: ServerProcess) {
  const home = await openBenchHome({ parallel: HEAVY_DOWNLOADS });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  try {
    const videoIds = await Promise.all(
      Array.from({ length: HEAVY_DOWNLOADS }, (_, index) => home.trigger(server.url(`/big/200/load-${index}.mp4`))),
    );
    delay.enable();
    const before = process.cpuUsage();
    const startedAt = performance.now();
    await home.allComplete(videoIds);
    const { user, system } = process.cpuUsage(before);
    delay.disable();
    const wallMs = performance.now() - startedAt;
    return { cpuPercent: round((user + system) / 1000 / wallMs / 0.01, 1), loopP99Ms: round(delay.percentile(99) / 1e6, 1) };
  } finally {
    await home.close();
    await removeBenchFolders(home.folders);
  }
}
