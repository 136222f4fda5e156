import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { recoverMove } from '../../../../main/downloads/finish/recover-move.ts';
import { createActivityRows } from '../../../../main/library/activity/activity-rows.ts';
import { createRunRows, type OccupiedRow } from '../../../../main/library/queue/run-rows.ts';
import { createRunTransitions } from '../../../../main/library/transitions/run-transitions.ts';
import { createVideoRows } from '../../../../main/library/videos/video-rows.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { addProfile, addReference, addVideo, freshLibrary, temporaryFolder } from '../../library/library-fixture.ts';

const NAME = 'Cats [a1].mp4';

/** A run that wrote its journal: the whole file lies in its work folder. */
function journalled() {
  const database = freshLibrary();
  const clock = createManualClock();
  const now = () => clock.now();
  const library = temporaryFolder();
  const staged = path.join(library, '.homereel', 'work', 'cats', 'out', 'media.mp4');
  const target = path.join(library, NAME);
  mkdirSync(path.dirname(staged), { recursive: true });
  writeFileSync(staged, 'a whole film');
  addProfile(database, { id: 'mia' });
  addVideo(database, { id: 'cats', status: 'pending' });
  addReference(database, { videoId: 'cats', profileId: 'mia' });
  const transitions = createRunTransitions(database, createActivityRows(database, clock).append, now);
  transitions.claim({ videoId: 'cats', runId: 'run-1', ownerId: 'dead app', profileId: 'mia' });
  transitions.beginMove('run-1', { stagedPath: staged, targetName: NAME });
  const videos = createVideoRows(database);
  const recover = (): Promise<boolean> => {
    const [row] = createRunRows(database, now).occupied();
    return recoverMove(row as OccupiedRow, library, transitions);
  };
  const cancel = (): void => {
    database.sqlite.exec(`UPDATE video_references SET cancelled_at = 1; UPDATE videos SET status = 'cancelling'`);
  };
  const inLibrary = (): string[] => readdirSync(library).filter((name) => name !== '.homereel');
  return { staged, target, recover, cancel, inLibrary, status: () => videos.get('cats') };
}

describe('a crash in the middle of the move', () => {
  test('before the link: nothing happened, the file stays for the next run to check', async () => {
    const { staged, recover, inLibrary, status } = journalled();
    expect(await recover()).toBe(false);
    expect([existsSync(staged), inLibrary(), status()?.status]).toEqual([true, [], 'downloading']);
  });

  test('between link and unlink: the move is finished', async () => {
    const { staged, target, recover, inLibrary, status } = journalled();
    linkSync(staged, target);
    expect(await recover()).toBe(true);
    expect([existsSync(staged), inLibrary(), readFileSync(target, 'utf8')]).toEqual([false, [NAME], 'a whole film']);
    expect(status()).toMatchObject({ status: 'complete', fileName: NAME, bytes: 12 });
  });

  test('between unlink and the row: the row is completed', async () => {
    const { staged, target, recover, status } = journalled();
    linkSync(staged, target);
    unlinkSync(staged);
    expect(await recover()).toBe(true);
    expect(status()).toMatchObject({ status: 'complete', fileName: NAME, bytes: 12 });
  });

  test.each(['between link and unlink', 'after the unlink'])('%s of what nobody wants any more: no file stays', async (when) => {
    const { staged, target, recover, cancel, inLibrary, status } = journalled();
    linkSync(staged, target);
    if (when === 'after the unlink') unlinkSync(staged);
    cancel();
    expect(await recover()).toBe(false);
    expect([existsSync(staged), inLibrary(), status()?.status]).toEqual([false, [], 'cancelling']);
  });

  test('a file that somebody else put under that name is theirs: it stays, and the staged one too', async () => {
    const { staged, target, recover, status } = journalled();
    writeFileSync(target, 'holiday pictures');
    expect(await recover()).toBe(false);
    expect([existsSync(staged), readFileSync(target, 'utf8'), status()?.status]).toEqual([
      true,
      'holiday pictures',
      'downloading',
    ]);
  });

  test('where there are no hard links, an empty reservation of the name is given back', async () => {
    const { staged, target, recover, inLibrary } = journalled();
    writeFileSync(target, '');
    expect(await recover()).toBe(false);
    expect([existsSync(staged), inLibrary()]).toEqual([true, []]);
  });

  test('a folder under that name is no file of ours', async () => {
    const { target, recover, inLibrary, status } = journalled();
    mkdirSync(target);
    expect(await recover()).toBe(false);
    expect([inLibrary(), status()?.status]).toEqual([[NAME], 'downloading']);
  });
});

test('a run without a journal has nothing to recover', async () => {
  const { recover, status } = journalled();
  const row: OccupiedRow = {
    videoId: 'cats',
    status: 'downloading',
    heartbeatAt: null,
    runId: null,
    ownerId: null,
    pid: null,
    processStartedAt: null,
    stagedPath: null,
    targetName: null,
    phase: null,
  };
  expect(await recoverMove(row, temporaryFolder(), {} as never)).toBe(false);
  expect(await recover()).toBe(false);
  expect(status()?.status).toBe('downloading');
});
