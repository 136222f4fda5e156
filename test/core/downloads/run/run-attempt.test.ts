import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createLiveRun } from '../../../../main/downloads/run/live-run.ts';
import { createRunAttempt } from '../../../../main/downloads/run/run-attempt.ts';
import { PRIVATE_FOLDER, workFolder } from '../../../../main/downloads/work-folder.ts';
import { createFakeGate } from '../../../fakes/gate.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { createFakeTrees } from '../../../fakes/process-trees.ts';
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
