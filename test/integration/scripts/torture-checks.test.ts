import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../main/platform/clock.ts';
import { createFindings } from '../../../scripts/torture/findings.ts';
import { createInspector } from '../../../scripts/torture/inspection.ts';
import { copyLibrary } from '../../../scripts/torture/library-copy.ts';
import { createModel } from '../../../scripts/torture/model.ts';
import { processesAround, untilGone, watchForDoubles } from '../../../scripts/torture/process-watch.ts';
import { openTestLibrary } from '../../fakes/test-library.ts';

// The torture is worth what its checks can see: each harm is done here on purpose.

async function temporaryRoot(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'homereel-checks-'));
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 3 }));
  await mkdir(path.join(root, 'library', '.homereel', 'work'), { recursive: true });
  await mkdir(path.join(root, 'library', '.homereel', 'thumbnails'));
  await mkdir(path.join(root, 'user-data'));
  return root;
}

/** A household in which Mia wants one finished video and all is well, until `harm` is done. */
async function seenAfter(
  harm: (parts: { library: string; sql: (text: string) => void; model: ReturnType<typeof createModel> }) => unknown,
) {
  const root = await temporaryRoot();
  const library = path.join(root, 'library');
  const database = openTestLibrary({ file: path.join(root, 'user-data', 'library.sqlite'), clock: systemClock });
  const sql = (text: string): void => void database.sqlite.exec(text);
  sql(`INSERT INTO profiles (id, name, colour, avatar, role, created_at) VALUES ('mia', 'Mia', 'violet', 'fox', 'adult', 1);
    INSERT INTO videos (id, url, url_key, site, kind, preset, title, status, file_name, bytes, completed_at, created_at)
      VALUES ('one', 'http://127.0.0.1/slow/1/v1x.mp4', 'v1x', '127.0.0.1', 'video', 'best', 'One', 'complete', 'One.mp4', 5, 1, 1);
    INSERT INTO video_references (video_id, profile_id, position, created_at) VALUES ('one', 'mia', 1, 1);`);
  await writeFile(path.join(library, 'One.mp4'), 'bytes');
  const model = createModel(['mia']);
  model.videos.push({ name: 'v1x', kind: 'direct', url: 'http://127.0.0.1/slow/1/v1x.mp4' });
  Object.assign(model.reference('mia', 'v1x'), { wanted: true, paused: false });
  await harm({ library, sql, model });
  const said: string[] = [];
  const findings = createFindings((text) => said.push(text));
  // SHA-256 of "bytes".
  const hash = '277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9';
  const inspector = createInspector({ root, model, findings, expectedHash: () => hash });
  await inspector.inspect(await copyLibrary(root), Date.now());
  database.close();
  return said;
}

describe('inspection after a kill', () => {
  test('the inspection passes when all is well', async () => {
    expect(await seenAfter(() => undefined)).toEqual([]);
  });

  test('the inspection finds a reference that is gone, one that came back, one that nobody made', async () => {
    expect(await seenAfter(({ sql }) => sql('UPDATE video_references SET cancelled_at = 2'))).toEqual([
      'lost: the reference of person 1 for v1x is gone',
    ]);
    const cancelled = await seenAfter(({ model }) => Object.assign(model.reference('mia', 'v1x'), { wanted: false }));
    expect(cancelled).toEqual(['lost: the reference of person 1 for v1x came back']);
    expect(await seenAfter(({ sql }) => sql('UPDATE video_references SET paused = 1'))).toEqual([
      'lost: the pause of person 1 for v1x came from nowhere',
    ]);
  });

  test('a reference that died with its answer may be or not be', async () => {
    const doubt = await seenAfter(({ model, sql }) => {
      Object.assign(model.reference('mia', 'v1x'), { wanted: 'either', paused: 'either' });
      sql('UPDATE video_references SET cancelled_at = 2');
    });
    expect(doubt).toEqual([]);
  });

  test('the inspection finds a stranded row, and a run that does not belong to one', async () => {
    const stranded = await seenAfter(({ sql, library }) => {
      sql(`UPDATE videos SET status = 'cataloged', file_name = NULL, bytes = NULL, completed_at = NULL`);
      return rm(path.join(library, 'One.mp4'));
    });
    expect(stranded).toEqual(['lost: v1x is wanted and nobody will fetch it']);
    const run = `INSERT INTO runs (id, video_id, owner_id, attempt, phase, started_at) VALUES ('r', 'one', 'o', 1, 'probing', 1)`;
    expect(await seenAfter(({ sql }) => sql(run))).toEqual(['lost: v1x is complete and has a run']);
  });

  test('the inspection finds a damaged file, a missing one, one that belongs to nothing', async () => {
    expect(await seenAfter(({ library }) => writeFile(path.join(library, 'One.mp4'), 'bytez'))).toEqual([
      'lost: v1x (direct) is damaged',
    ]);
    expect(await seenAfter(({ library }) => rm(path.join(library, 'One.mp4')))).toEqual([
      'lost: v1x is complete and One.mp4 is not there',
    ]);
    expect(await seenAfter(({ library }) => writeFile(path.join(library, 'Two.mp4'), 'bytes'))).toEqual([
      'strays: Two.mp4 in the library',
    ]);
  });

  test('the inspection finds a work folder of a video that was finished before, and one of none', async () => {
    const work = (name: string) => (parts: { library: string }) => mkdir(path.join(parts.library, '.homereel', 'work', name));
    expect(await seenAfter(work('one'))).toEqual(['strays: work/one of a finished or unwanted video']);
    expect(await seenAfter(work('two'))).toEqual(['strays: work/two belongs to no video']);
  });
});

describe('watch over processes', () => {
  async function startIn(folder: string): Promise<void> {
    const child = spawn('sleep', ['30'], { cwd: folder, detached: true, stdio: 'ignore' });
    onTestFinished(async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    });
    await once(child, 'spawn');
  }

  test('the watch sees an orphan, and two trees at one video but not at two', async () => {
    const root = await temporaryRoot();
    const folders = ['one', 'two'].map((name) => path.join(root, 'library', '.homereel', 'work', name));
    for (const folder of folders) await mkdir(folder);
    const doubled: string[] = [];
    let resolveDouble = (): void => undefined;
    const isDoubled = new Promise<void>((resolve) => {
      resolveDouble = resolve;
    });
    const watch = watchForDoubles(root, (videoId) => {
      doubled.push(videoId);
      resolveDouble();
    });
    onTestFinished(() => watch.stop());
    for (const folder of folders) await startIn(folder);
    expect((await untilGone(() => processesAround(root), 200)).left.map((seen) => seen.videoId).sort()).toEqual(['one', 'two']);
    expect(doubled).toEqual([]);
    await startIn(folders[1] ?? '');
    await isDoubled;
    expect(doubled).toEqual(['two']);
  });
});
