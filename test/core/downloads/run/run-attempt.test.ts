import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createLiveRun } from '../../../../main/downloads/run/live-run.ts';
import { createRunAttempt } from '../../../../main/downloads/run/run-attempt.ts';
import { PRIVATE_FOLDER, workFolder } from '../../../../main/downloads/work-folder.ts';
import { createFakeGate } from '../../../fakes/gate.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { createFakeTrees, type FakeTree } from '../../../fakes/process-trees.ts';
import { addVideo, freshLibrary, temporaryFolder } from '../../library/library-fixture.ts';
import { engineContext } from '../engine-context-fixture.ts';

/** An attempt whose program cannot be started: it went between the check and the start. */
async function attemptWithout(code: string) {
  const database = freshLibrary();
  const clock = createManualClock();
  const libraryFolder = temporaryFolder();
  mkdirSync(path.join(libraryFolder, PRIVATE_FOLDER, 'work'), { recursive: true });
  addVideo(database, { id: 'cats', status: 'pending' });
  const trees = {
    ...createFakeTrees(),
    spawn: () => Promise.reject(Object.assign(new Error(`spawn /bin/yt-dlp ${code}`), { code, syscall: 'spawn /bin/yt-dlp' })),
  };
  const attempt = createRunAttempt(engineContext({ database, clock, libraryFolder, trees }), {
    privateHome: libraryFolder,
    tools: async () => ({
      ytDlp: { path: '/bin/yt-dlp', version: '2025.01.15' },
      ffmpeg: { ffmpegPath: '/bin/ffmpeg', ffprobePath: '/bin/ffprobe' },
    }),
    refuseAddress: async () => undefined,
    gate: createFakeGate(),
    freeBytes: async () => 0,
    hasRoomFor: () => true,
    onBytes: () => undefined,
  });
  const claim = { runId: 'run', videoId: 'cats', profileId: 'mia', site: 'tube.test', attempt: 1 };
  return await attempt(createLiveRun(claim, workFolder(libraryFolder, 'cats'), clock, () => undefined));
}

test.each(['ENOENT', 'EACCES'])('a program that cannot be started (%s) is a missing program', async (code) => {
  expect(await attemptWithout(code)).toMatchObject({ kind: 'failed', reason: 'tool-missing' });
});

test('a computer that can start nothing now (EAGAIN) says nothing of the program', async () => {
  expect(await attemptWithout('EAGAIN')).toMatchObject({ kind: 'failed', reason: 'internal' });
});

/** An attempt whose program finds a video, says that it has fetched it, and ends well. */
async function attemptThatEnds(onFound: () => void) {
  const database = freshLibrary();
  const clock = createManualClock();
  const libraryFolder = temporaryFolder();
  const folder = workFolder(libraryFolder, 'cats');
  addVideo(database, { id: 'cats', status: 'pending' });
  const end = ({ complain, end }: FakeTree): void => {
    writeFileSync(path.join(folder.runFolder('run'), 'meta.jsonl'), '{"id":"clown-9","title":"Horror clowns"}\n');
    writeFileSync(path.join(folder.runFolder('run'), 'done.jsonl'), '{"filepath":"out/media-a-1.mp4"}\n');
    complain('');
    end({ code: 0, signal: null });
  };
  const attempt = createRunAttempt(engineContext({ database, clock, libraryFolder, trees: createFakeTrees({ onSpawn: end }) }), {
    privateHome: libraryFolder,
    tools: async () => ({
      ytDlp: { path: '/bin/yt-dlp', version: '2025.01.15' },
      ffmpeg: { ffmpegPath: '/nowhere/ffmpeg', ffprobePath: '/nowhere/ffprobe' },
    }),
    refuseAddress: async () => undefined,
    gate: createFakeGate(),
    freeBytes: async () => 1e12,
    onBytes: () => undefined,
    onFound,
    hasRoomFor: () => true,
  });
  const claim = { runId: 'run', videoId: 'cats', profileId: 'mia', site: 'tube.test', attempt: 1 };
  mkdirSync(folder.runFolder('run'), { recursive: true });
  return await attempt(createLiveRun(claim, folder, clock, () => undefined));
}

test('what could not be checked against what a child may have is not fetched for it', async () => {
  const unchecked = await attemptThatEnds(() => {
    throw new Error('the disk is full');
  });
  expect(unchecked).toMatchObject({ kind: 'failed', reason: 'internal' });
  const checked = await attemptThatEnds(() => undefined);
  expect(checked).not.toMatchObject({ reason: 'internal' });
});
