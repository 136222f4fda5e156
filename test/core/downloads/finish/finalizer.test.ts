import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FinalizerDependencies, finalize } from '../../../../main/downloads/finish/finalizer.ts';
import { recoverMove } from '../../../../main/downloads/finish/recover-move.ts';
import { prepareWorkFolder, workFolder as workFolderOf } from '../../../../main/downloads/work-folder.ts';
import type { OccupiedRow } from '../../../../main/library/queue/run-rows.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { writeFakePrograms } from '../../../fakes/scripted-yt-dlp.ts';
import { addProfile, addReference, addVideo, freshLibrary, temporaryFolder } from '../../library/library-fixture.ts';
import { engineContext } from '../engine-context-fixture.ts';

/** A finished file of a run, to be moved by a disk that refuses when `move` says so. */
function finished() {
  const database = freshLibrary();
  const libraryFolder = temporaryFolder();
  const { ffmpegPath } = writeFakePrograms(temporaryFolder());
  const workFolder = path.join(libraryFolder, '.homereel', 'work', 'cats');
  mkdirSync(workFolder, { recursive: true });
  writeFileSync(path.join(workFolder, 'media.mp4'), 'a whole film');
  addProfile(database, { id: 'mia' });
  addVideo(database, { id: 'cats', status: 'pending' });
  addReference(database, { videoId: 'cats', profileId: 'mia' });
  const { runs, runRows, videos } = engineContext({ database, clock: createManualClock(), libraryFolder }).store;
  runs.claim({ videoId: 'cats', runId: 'run', ownerId: 'app', profileId: 'mia' });
  return {
    workFolder,
    inLibrary: () => readdirSync(libraryFolder).filter((name) => name !== '.homereel'),
    video: () => videos.get('cats'),
    finalize: (move?: FinalizerDependencies['move'], reportedPath = 'media.mp4') =>
      finalize(
        {
          runId: 'run',
          workFolder,
          reportedPath,
          title: 'Cats',
          sourceId: 'a1',
          kind: 'video',
          expectedDurationSeconds: 1,
          isLive: false,
          stopSignal: new AbortController().signal,
        },
        {
          libraryFolder: () => libraryFolder,
          tools: { ffprobePath: path.join(path.dirname(ffmpegPath), 'ffprobe') },
          transitions: runs,
          videos,
          checkTimeoutMs: 10_000,
          ...(move && { move }),
        },
      ),
    recover: () => recoverMove(runRows.occupied()[0] as OccupiedRow, libraryFolder, runs),
  };
}

const refusal = (code: string): Error => Object.assign(new Error(`${code}: unlink`), { code });

describe('a disk that refuses the rest of a move', () => {
  test.each(['EBUSY', 'EPERM', 'EACCES'])(
    'after the file has its name (%s): the journal stays, and ends it later',
    async (code) => {
      const { finalize, recover, inLibrary, video } = finished();
      const outcome = await finalize(async (from, to) => {
        linkSync(from, to);
        throw refusal(code);
      });
      expect(outcome).toEqual({ kind: 'moved' });
      expect(video()).toMatchObject({ status: 'downloading', fileName: null });
      expect(await recover()).toBe(true);
      expect([video()?.status, inLibrary()]).toEqual(['complete', [video()?.fileName]]);
    },
  );

  test('by failing to flush the folder: the same', async () => {
    const { finalize, recover, inLibrary, video } = finished();
    const outcome = await finalize(async (from, to) => {
      renameSync(from, to);
      throw refusal('EIO');
    });
    expect([outcome, await recover()]).toEqual([{ kind: 'moved' }, true]);
    expect([video()?.status, inLibrary()]).toEqual(['complete', [video()?.fileName]]);
  });

  test('before it began: the error is told, and nothing is in the library (negative twin)', async () => {
    const { finalize, inLibrary } = finished();
    await expect(finalize(() => Promise.reject(refusal('EACCES')))).rejects.toThrow('EACCES');
    expect(inLibrary()).toEqual([]);
  });
});

describe('what a hostile program leaves in the work folder', () => {
  test.each(['a link to the file', 'a link to its folder'])('brings no other film into the library: %s', async (how) => {
    const { finalize, inLibrary, workFolder } = finished();
    const films = temporaryFolder();
    writeFileSync(path.join(films, 'private.mp4'), "Dad's private film");
    if (how === 'a link to the file') symlinkSync(path.join(films, 'private.mp4'), path.join(workFolder, 'linked.mp4'));
    else symlinkSync(films, path.join(workFolder, 'linked'));
    const outcome = await finalize(undefined, how === 'a link to the file' ? 'linked.mp4' : 'linked/private.mp4');
    expect([outcome.kind, inLibrary(), readFileSync(path.join(films, 'private.mp4'), 'utf8')]).toEqual([
      'corrupt',
      [],
      "Dad's private film",
    ]);
  });

  test('is not gone through by the next run: links in the place of its folders are removed', async () => {
    const library = temporaryFolder();
    const films = temporaryFolder();
    const folder = workFolderOf(library, 'cats');
    mkdirSync(folder.root, { recursive: true });
    for (const place of [folder.parts, folder.out]) symlinkSync(films, place);
    await prepareWorkFolder(folder, 'run');
    writeFileSync(path.join(folder.parts, 'media.mp4.part'), 'x');
    writeFileSync(path.join(folder.out, 'media.mp4'), 'x');
    expect(readdirSync(films)).toEqual([]);
  });
});
