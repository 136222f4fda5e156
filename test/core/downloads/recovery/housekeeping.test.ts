import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createHousekeeping } from '../../../../main/downloads/recovery/housekeeping.ts';
import { thumbnailFile } from '../../../../main/downloads/work-folder.ts';
import type { FileTransitions } from '../../../../main/library/transitions/file-transitions.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { addProfile, addReference, addVideo, freshLibrary, temporaryFolder } from '../../library/library-fixture.ts';
import { engineContext } from '../engine-context-fixture.ts';

const DAY = 24 * 3_600_000;

function house() {
  const database = freshLibrary();
  const clock = createManualClock();
  const library = temporaryFolder();
  const work = path.join(library, '.homereel', 'work');
  mkdirSync(work, { recursive: true });
  mkdirSync(path.dirname(thumbnailFile(library, 'x')));
  const changed: string[] = [];
  const context = engineContext({ database, clock, libraryFolder: library, onChanged: (videoId) => changed.push(videoId) });
  const { videos, files, references, runs } = context.store;
  addProfile(database, { id: 'mia' });
  const supervised = new Set<string>();
  const disk = { isShort: false, missingBytes: 0 };
  const options = {
    isLibraryThere: () => Promise.resolve(existsSync(path.join(library, '.homereel'))),
    isSupervised: (videoId: string) => supervised.has(videoId),
    isSpaceShort: () => disk.isShort,
    missingBytes: () => disk.missingBytes,
    onPartialsGone: () => undefined,
  };
  const sweep = (replaced: Partial<FileTransitions> = {}): Promise<void> =>
    createHousekeeping({ ...context, store: { ...context.store, files: { ...files, ...replaced } } }, options).run();
  /** A finished video that Mia wants, with its file and its picture. */
  const finished = (id: string): void => {
    addVideo(database, { id, completedAt: clock.now() });
    addReference(database, { videoId: id, profileId: 'mia' });
    writeFileSync(path.join(library, `${id}.mp4`), id);
    writeFileSync(thumbnailFile(library, id), id);
  };
  const partial = (id: string): void => {
    mkdirSync(path.join(work, id, 'parts'), { recursive: true });
    writeFileSync(path.join(work, id, 'parts', 'media.mp4.part'), 'half');
  };
  return {
    database,
    clock,
    library,
    work,
    files,
    references,
    runs,
    supervised,
    disk,
    changed,
    sweep,
    removeStrayThumbnails: createHousekeeping(context, options).removeStrayThumbnails,
    finished,
    partial,
    video: (id: string) => videos.get(id),
    inLibrary: () => readdirSync(library).filter((name) => name.endsWith('.mp4')),
    partials: () => readdirSync(work).sort(),
    drop: (id: string) => references.drop('mia', id),
  };
}

describe('the trash', () => {
  test('is emptied when the time to undo is over, and not before', async () => {
    const { clock, drop, finished, sweep, inLibrary, video, library, changed } = house();
    finished('cats');
    drop('cats');
    clock.advance(7 * DAY - 1);
    await sweep();
    expect([inLibrary(), video('cats')?.status]).toEqual([['cats.mp4'], 'complete']);
    clock.advance(1);
    await sweep();
    expect([inLibrary(), existsSync(thumbnailFile(library, 'cats')), changed]).toEqual([[], false, ['cats']]);
    expect(video('cats')).toMatchObject({ status: 'cataloged', fileName: null, bytes: null, trashedAt: null });
  });

  test('gives way while the queue waits for room: the oldest first, and no more than is needed', async () => {
    const { clock, disk, drop, finished, sweep, inLibrary } = house();
    for (const id of ['ants', 'bees', 'cats', 'dogs']) {
      finished(id);
      if (id !== 'dogs') drop(id);
      clock.advance(1000);
    }
    disk.missingBytes = 1500;
    await sweep();
    expect(inLibrary().sort()).toEqual(['cats.mp4', 'dogs.mp4']);
    disk.missingBytes = 1e9;
    await sweep();
    expect(inLibrary()).toEqual(['dogs.mp4']);
  });

  test('is forgotten with the next sweep: no row, activity or thumbnail tells of it', async () => {
    const { clock, database, drop, finished, sweep, video, library } = house();
    finished('cats');
    drop('cats');
    clock.advance(7 * DAY);
    await sweep();
    const toldOf = () => database.prepare(`SELECT event FROM activity WHERE video_id = 'cats'`).all();
    expect(toldOf()).toContainEqual({ event: 'purged' });
    await sweep();
    expect([video('cats'), toldOf(), existsSync(thumbnailFile(library, 'cats'))]).toEqual([undefined, [], false]);
  });

  test('never takes what somebody wants again', async () => {
    const { clock, drop, finished, sweep, references, inLibrary, video } = house();
    finished('cats');
    drop('cats');
    clock.advance(8 * DAY);
    references.triggerKnown('mia', 'cats');
    await sweep();
    expect([inLibrary(), video('cats')?.status]).toEqual([['cats.mp4'], 'complete']);
  });

  test('a crash between the two steps is taken up by the next sweep', async () => {
    const { clock, drop, finished, sweep, inLibrary, video } = house();
    finished('cats');
    drop('cats');
    clock.advance(8 * DAY);
    const crash = (): never => {
      throw new Error('the app died here');
    };
    await sweep({ condemned: crash });
    expect([inLibrary(), video('cats')?.status, video('cats')?.fileName]).toEqual([['cats.mp4'], 'cataloged', 'cats.mp4']);
    await sweep({ forget: crash });
    expect([inLibrary(), video('cats')?.fileName]).toEqual([[], 'cats.mp4']);
    await sweep();
    expect(video('cats')).toMatchObject({ status: 'cataloged', fileName: null });
  });

  test('a trigger between the two steps gets a new download, and its new file is left alone', async () => {
    const { clock, database, library, files, drop, finished, sweep, references, video } = house();
    finished('cats');
    drop('cats');
    clock.advance(8 * DAY);
    await sweep({ condemned: () => [] });
    expect(references.triggerKnown('mia', 'cats')?.status).toBe('pending');
    await sweep({
      forget(videoId, fileName) {
        database.sqlite.exec(`UPDATE videos SET status = 'complete', file_name = 'cats (2).mp4', bytes = 4, completed_at = 1`);
        writeFileSync(path.join(library, 'cats (2).mp4'), 'cats');
        files.forget(videoId, fileName);
      },
    });
    expect(video('cats')).toMatchObject({ fileName: 'cats (2).mp4', bytes: 4 });
  });

  test('a file that cannot be deleted holds up nothing else', async () => {
    const { clock, drop, finished, sweep, inLibrary, library, partial, partials } = house();
    finished('cats');
    finished('dogs');
    partial('nobody');
    for (const id of ['cats', 'dogs']) drop(id);
    rmSync(path.join(library, 'cats.mp4'));
    mkdirSync(path.join(library, 'cats.mp4'));
    clock.advance(8 * DAY);
    await sweep();
    expect([inLibrary(), partials()]).toEqual([['cats.mp4'], []]);
  });
});

test('a file that could not be deleted before its video was fetched again is deleted when that can be done', async () => {
  const { clock, drop, finished, sweep, references, runs, inLibrary, library, video } = house();
  finished('cats');
  drop('cats');
  const held = path.join(library, 'cats.mp4');
  rmSync(held);
  mkdirSync(held);
  clock.advance(8 * DAY);
  await sweep();
  references.triggerKnown('mia', 'cats');
  runs.claim({ videoId: 'cats', runId: 'run', ownerId: 'app', profileId: 'mia' });
  writeFileSync(path.join(library, 'cats (2).mp4'), 'cats');
  runs.complete('run', { fileName: 'cats (2).mp4', bytes: 4 });
  await sweep();
  expect(inLibrary().sort()).toEqual(['cats (2).mp4', 'cats.mp4']);
  rmdirSync(held);
  writeFileSync(held, 'closed by now');
  await sweep();
  expect([inLibrary(), video('cats')?.fileName]).toEqual([['cats (2).mp4'], 'cats (2).mp4']);
  writeFileSync(held, 'another file of that name, which somebody put there');
  await sweep();
  expect(inLibrary().sort()).toEqual(['cats (2).mp4', 'cats.mp4']);
});

describe('partial data', () => {
  test('stays while somebody wants the video, and for a week after the last gave it up', async () => {
    const { database, clock, partial, sweep, partials, drop } = house();
    for (const id of ['wanted', 'failed', 'given-up']) {
      addVideo(database, { id, status: id === 'failed' ? 'failed' : 'pending' });
      addReference(database, { videoId: id, profileId: 'mia' });
      partial(id);
    }
    drop('given-up');
    clock.advance(7 * DAY - 1);
    await sweep();
    expect(partials()).toEqual(['failed', 'given-up', 'wanted']);
    clock.advance(1);
    await sweep();
    expect(partials()).toEqual(['failed', 'wanted']);
  });

  test('of what nobody wants any more goes at once when room is short, of what somebody wants never', async () => {
    const { database, clock, partial, sweep, partials, drop, disk } = house();
    for (const id of ['wanted', 'given-up']) {
      addVideo(database, { id, status: 'pending' });
      addReference(database, { videoId: id, profileId: 'mia' });
      partial(id);
    }
    drop('given-up');
    clock.advance(1000);
    disk.isShort = true;
    await sweep();
    expect(partials()).toEqual(['wanted']);
  });

  test('without a row, or of a finished video, goes at once, unless a run is at work there', async () => {
    const { partial, sweep, partials, finished, supervised } = house();
    finished('done');
    finished('finishing');
    supervised.add('finishing');
    for (const id of ['nobody', 'done', 'finishing']) partial(id);
    await sweep();
    expect(partials()).toEqual(['finishing']);
  });
});

describe('partial data that a run takes up again', () => {
  test('while it is being removed stays with that run: what is removed is out of its reach', async () => {
    const { work, partial, partials, supervised, sweep } = house();
    partial('cats');
    const parts = path.join(work, 'cats', 'parts');
    for (let number = 0; number < 500; number += 1) writeFileSync(path.join(parts, `media.mp4.part-Frag${number}`), 'fragment');
    const sweeping = sweep();
    const left = (): number => (existsSync(parts) ? readdirSync(parts).length : 0);
    while (left() > 500) await nextTurn();
    // The run adopts what it finds, and goes on where that ends.
    supervised.add('cats');
    mkdirSync(parts, { recursive: true });
    writeFileSync(path.join(parts, 'media.mp4'), 'of the new run');
    await sweeping;
    expect([partials(), readdirSync(parts)]).toEqual([['cats'], ['media.mp4']]);
  });

  test('after the folders were listed is left alone', async () => {
    const { database, files, partial, partials, sweep } = house();
    for (const id of ['a-given-up', 'b-wanted-again']) {
      addVideo(database, { id, status: 'pending' });
      partial(id);
    }
    const wantMeanwhile = (videoId: string): void => {
      if (videoId === 'a-given-up') addReference(database, { videoId: 'b-wanted-again', profileId: 'mia' });
    };
    await sweep({
      keepsPartials(videoId, since) {
        wantMeanwhile(videoId);
        return files.keepsPartials(videoId, since);
      },
    });
    expect(partials()).toEqual(['b-wanted-again']);
  });

  test('was put aside by an app that died before it was removed: the next sweep removes it', async () => {
    const { library, sweep } = house();
    const discarded = path.join(library, '.homereel', 'discarded');
    mkdirSync(path.join(discarded, 'cats-1', 'parts'), { recursive: true });
    await sweep();
    expect(readdirSync(discarded)).toEqual([]);
  });
});

test('a work folder stays while its row is occupied: a process of a dead app may still write there', async () => {
  const { database, partial, sweep, partials } = house();
  for (const [id, status] of [
    ['torn-down', 'cancelling'],
    ['stranded', 'downloading'],
    ['over', 'cataloged'],
  ] as const) {
    addVideo(database, { id, status });
    partial(id);
  }
  await sweep();
  expect(partials()).toEqual(['stranded', 'torn-down']);
});

describe('a file that is gone', () => {
  test('was deleted by hand: it is fetched again, or forgotten if nobody wants it', async () => {
    const { finished, drop, sweep, library, video, changed } = house();
    finished('wanted');
    finished('trashed');
    finished('there');
    drop('trashed');
    rmSync(path.join(library, 'wanted.mp4'));
    rmSync(path.join(library, 'trashed.mp4'));
    await sweep();
    expect([video('wanted')?.status, video('trashed')?.status, video('there')?.status]).toEqual([
      'pending',
      'cataloged',
      'complete',
    ]);
    expect(video('wanted')).toMatchObject({ fileName: null, bytes: null, attempts: 0 });
    expect(changed.sort()).toEqual(['trashed', 'wanted']);
  });

  test('is on a disk that is not plugged in: nothing is concluded', async () => {
    const { finished, drop, sweep, library, video, clock } = house();
    finished('wanted');
    finished('trashed');
    drop('trashed');
    clock.advance(8 * DAY);
    rmSync(library, { recursive: true });
    await sweep();
    mkdirSync(library);
    await sweep();
    expect([video('wanted')?.status, video('trashed')?.status]).toEqual(['complete', 'complete']);
  });
});

test('pictures that a dead app was drawing, and those of files that are gone, do not stay', async () => {
  const { finished, library, removeStrayThumbnails } = house();
  finished('cats');
  for (const name of ['cats.jpg.draft', 'dogs.jpg', 'dogs.jpg.draft']) {
    writeFileSync(path.join(path.dirname(thumbnailFile(library, '')), name), 'half');
  }
  await removeStrayThumbnails();
  expect(readdirSync(path.dirname(thumbnailFile(library, '')))).toEqual(['cats.jpg']);
});
