import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import type { Services } from '../../../../main/ipc/services.ts';
import { createLibraryListing, type LibraryListing } from '../../../../main/library/videos/library-listing.ts';
import type { LibrarySort } from '../../../../main/library/videos/library-rows.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import type { TestLibrary } from '../../../fakes/test-library.ts';
import { addProfile, addReference, addVideo, freshLibrary, type VideoFacts } from '../library-fixture.ts';

function library(...videos: VideoFacts[]): { database: TestLibrary; listing: LibraryListing } {
  const database = freshLibrary();
  addProfile(database, { id: 'dad', name: 'Dad' });
  addProfile(database, { id: 'mia', name: 'Mia', role: 'child' });
  for (const video of videos) addVideo(database, video);
  return { database, listing: createLibraryListing(database, createManualClock()) };
}

const ids = (listing: LibraryListing, more: object = {}): string[] =>
  listing.list({ profileId: 'dad', ...more }).videos.map((video) => video.videoId);

/** Every page to the end; `between` runs after each one. */
function pages(
  listing: LibraryListing,
  request: { sort?: LibrarySort; limit: number; search?: string },
  between?: (page: number) => void,
): string[][] {
  const all: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = listing.list({ profileId: 'dad', ...request, ...(cursor !== undefined && { cursor }) });
    all.push(page.videos.map((video) => video.videoId));
    cursor = page.nextCursor;
    if (cursor !== undefined) expect(cursor.length).toBeLessThanOrEqual(500);
    between?.(all.length);
  } while (cursor !== undefined && all.length < 200);
  return all;
}

const codeOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

test('the listing fits the border', () => {
  const { list, progress }: Pick<Services['library'], 'list' | 'progress'> = library().listing;
  expect(list({ profileId: 'dad' })).toEqual({ videos: [] });
  expect(codeOf(() => progress({ profileId: 'dad', videoId: 'none', seconds: 1 }))).toBe('not-found');
});

describe('who sees what', () => {
  const everything = () => {
    const made = library(
      { id: 'mias' },
      { id: 'dads' },
      { id: 'nobodys' },
      { id: 'dropped' },
      { id: 'trashed', trashedAt: 5 },
      { id: 'loading', status: 'downloading' },
      { id: 'broken', status: 'failed' },
    );
    for (const videoId of ['mias', 'trashed', 'loading']) addReference(made.database, { videoId, profileId: 'mia' });
    addReference(made.database, { videoId: 'dads', profileId: 'dad' });
    addReference(made.database, { videoId: 'mias', profileId: 'dad' });
    addReference(made.database, { videoId: 'dropped', profileId: 'mia', cancelledAt: 9 });
    return made;
  };

  test('an adult sees the whole library, a child only what it wants, a stranger nothing', () => {
    const { listing } = everything();
    expect(ids(listing).sort()).toEqual(['dads', 'dropped', 'mias', 'nobodys']);
    expect(ids(listing, { profileId: 'mia' })).toEqual(['mias']);
    expect(ids(listing, { profileId: 'stranger' })).toEqual([]);
  });

  test('a video by its id answers the same as the list', () => {
    const { listing } = everything();
    const all = ['mias', 'dads', 'nobodys', 'dropped', 'trashed', 'loading', 'broken', 'no such'];
    for (const profileId of ['dad', 'mia', 'stranger']) {
      const listed = ids(listing, { profileId });
      for (const videoId of all) {
        const isListed = listed.includes(videoId);
        expect(
          codeOf(() => listing.visible(profileId, videoId).videoId),
          `${profileId} ${videoId}`,
        ).toBe(isListed ? videoId : 'not-found');
        expect(codeOf(() => listing.progress({ profileId, videoId, seconds: 1 })) !== 'not-found').toBe(isListed);
      }
    }
  });

  test('says who wants it, the asking one first, and where this one stopped', () => {
    const { listing } = everything();
    listing.progress({ profileId: 'mia', videoId: 'mias', seconds: 12.5 });
    const mias = (profileId: string) => listing.list({ profileId }).videos.find((video) => video.videoId === 'mias');
    expect(mias('mia')).toMatchObject({ wantedBy: ['Mia', 'Dad'], watchedSeconds: 12.5, watched: false });
    expect(mias('dad')).toMatchObject({ wantedBy: ['Dad', 'Mia'], watchedSeconds: 0, watched: false });
  });
});

describe('search', () => {
  const shelf = () =>
    library(
      { id: 'percent', title: '100% Wool_Socks', channel: 'Knit\\Wit' },
      { id: 'cafe', title: 'Le Cafe\u0301 d\u2019E\u0301te\u0301', channel: 'M\u00dcNCHEN Kan\u00e4le' },
      { id: 'russian', title: '\u041c\u043e\u0441\u043a\u0432\u0430 \u0441\u0435\u0433\u043e\u0434\u043d\u044f' },
      { id: 'greek', title: '\u039f\u03b4\u03c5\u03c3\u03c3\u03ad\u03b1\u03c2' },
      { id: 'german', title: 'STRASSE im Regen' },
      { id: 'hebrew', title: '\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd' },
      { id: 'wide', title: '\uff21\uff22\uff23 \u682a\u5f0f\u4f1a\u793e' },
    ).listing;

  test.each([
    ['100%', ['percent']],
    ['wool_', ['percent']],
    ['0_0', []],
    ['%', ['percent']],
    ['_', ['percent']],
    ['\\', ['percent']],
    ["'", []],
    ['knit socks', ['percent']],
    ['caf\u00c9 \u00e9t\u00e9', ['cafe']],
    ['CAFE m\u00fcnchen', ['cafe']],
    ['\u041c\u041e\u0421\u041a\u0412\u0410', ['russian']],
    ['\u03bf\u03b4\u03c5\u03c3\u03c3\u0395\u0391\u03a3', ['greek']],
    ['stra\u00dfe', ['german']],
    ['\u05e9\u05dc\u05d5\u05dd', ['hebrew']],
    ['abc \u4f1a\u793e', ['wide']],
    ['nothing like it', []],
  ])('%j finds %j', (search, found) => {
    expect(ids(shelf(), { search })).toEqual(found);
  });

  test('with only spaces is no search; a channel is matched whole', () => {
    const listing = shelf();
    expect(ids(listing, { search: '  ' })).toHaveLength(7);
    expect(ids(listing, { channelId: 'Knit\\Wit' })).toEqual(['percent']);
    expect(ids(listing, { channelId: 'Knit' })).toEqual([]);
  });
});

describe('order and pages', () => {
  const some = () =>
    library(
      { id: 'a', title: 'Part 10', completedAt: 10, bytes: 5 },
      { id: 'b', title: '\u00e9cole', completedAt: 30, bytes: 5 },
      { id: 'c', title: 'part 2', completedAt: 20, bytes: 900 },
      { id: 'd', title: 'Zebra', completedAt: 20, bytes: 1 },
      { id: 'e', title: 'zebra', completedAt: 5, bytes: 70 },
    );

  test.each([
    [undefined, 'b d c a e'],
    ['newest', 'b d c a e'],
    ['oldest', 'e a c d b'],
    ['title', 'b c a d e'],
    ['largest', 'c e b a d'],
  ] as const)('%s', (sort, order) => {
    const { listing } = some();
    expect(ids(listing, sort === undefined ? {} : { sort }).join(' ')).toBe(order);
    for (const limit of [1, 2, 3, 4, 5]) {
      const paged = pages(listing, { limit, ...(sort !== undefined && { sort }) });
      expect(paged.flat().join(' ')).toBe(order);
      expect(paged).toHaveLength(Math.ceil(5 / limit));
    }
  });

  test('an insert, a removal, even of the row the cursor names, neither repeats nor skips a row', () => {
    for (const sort of ['newest', 'oldest', 'title', 'largest'] as const) {
      const { database, listing } = library();
      for (let number = 0; number < 40; number++)
        addVideo(database, { id: `v${number}`, title: `T ${number % 7}`, completedAt: number % 5, bytes: number % 3 });
      const before = ids(listing, { sort });
      const seen = pages(listing, { sort, limit: 7 }, (page) => {
        addVideo(database, { id: `early${page}`, title: 'A', completedAt: sort === 'oldest' ? -1 : 99, bytes: 99 });
        database.run('DELETE FROM videos WHERE id = ?', before[page * 7 - 1]);
      }).flat();
      expect(seen).toEqual(before);
    }
  });

  test('60 a page unless asked otherwise; a foreign cursor is refused', () => {
    const { database, listing } = library();
    for (let number = 0; number < 61; number++) addVideo(database, { id: `v${number}`, title: '\u682a'.repeat(300) + number });
    const first = listing.list({ profileId: 'dad', sort: 'title' });
    expect([first.videos.length, typeof first.nextCursor]).toEqual([60, 'string']);
    expect(pages(listing, { sort: 'title', limit: 9 }).flat()).toHaveLength(61);
    const titleCursor = first.nextCursor ?? '';
    for (const cursor of ['', 'x', titleCursor, titleCursor.slice(1), Buffer.from('["newest","1","v1"]').toString('base64url')]) {
      expect(
        codeOf(() => listing.list({ profileId: 'dad', cursor })),
        cursor,
      ).toBe('invalid-request');
    }
  });
});

describe('watching', () => {
  test.each([
    ['half an hour at 94 %', 1800, 1692, false],
    ['half an hour at 95 %', 1800, 1710, true],
    ['five minutes, 30 s before the end', 300, 270, true],
    ['five minutes, 31 s before the end', 300, 269, false],
    ['a clip of 25 s at its start', 25, 0, false],
    ['a clip of 25 s at its end', 25, 24, true],
    ['beyond the end', 100, 5000, true],
    ['of unknown length', null, 1e6, false],
  ])('%s', (_, durationSeconds, seconds, watched) => {
    const { listing } = library({ id: 'v', durationSeconds });
    expect(listing.progress({ profileId: 'dad', videoId: 'v', seconds })).toEqual({ watched });
    expect(listing.list({ profileId: 'dad' }).videos[0]).toMatchObject({
      watched,
      watchedSeconds: durationSeconds === null ? seconds : Math.min(seconds, durationSeconds),
    });
  });

  test('once watched stays watched when it is played again, and for this person only', () => {
    const { database, listing } = library({ id: 'v', durationSeconds: 100 });
    addReference(database, { videoId: 'v', profileId: 'mia' });
    listing.progress({ profileId: 'dad', videoId: 'v', seconds: 99 });
    expect(listing.progress({ profileId: 'dad', videoId: 'v', seconds: 3 })).toEqual({ watched: true });
    expect(listing.list({ profileId: 'dad' }).videos[0]).toMatchObject({ watched: true, watchedSeconds: 3 });
    expect(listing.progress({ profileId: 'mia', videoId: 'v', seconds: 3 })).toEqual({ watched: false });
  });
});

test('10,000 videos: every page, any order, with a search, stays far from being felt', () => {
  const { database, listing } = library();
  database.immediate(() => {
    for (let number = 0; number < 10_000; number++) {
      addVideo(database, {
        id: `v${number}`,
        title: `Die gro\u00dfe Reise, Teil ${number}`,
        channel: `Kanal ${number % 50}`,
        completedAt: number,
        bytes: number,
      });
      addReference(database, { videoId: `v${number}`, profileId: number % 2 === 0 ? 'dad' : 'mia' });
    }
  });
  const figures: string[] = [];
  const measure = (name: string, request: { profileId: string; sort?: LibrarySort; search?: string }): void => {
    const page = listing.list(request);
    const cursor = page.nextCursor;
    const from = performance.now();
    const next = listing.list({ ...request, ...(cursor !== undefined && { cursor }) });
    const tookMs = performance.now() - from;
    figures.push(`${name} ${tookMs.toFixed(1)} ms`);
    expect(next.videos.length, name).toBeGreaterThan(0);
    expect(tookMs, name).toBeLessThan(2000);
  };
  for (const sort of ['newest', 'oldest', 'title', 'largest'] as const) measure(sort, { profileId: 'dad', sort });
  measure('child', { profileId: 'mia' });
  measure('search', { profileId: 'dad', search: 'GROSSE teil 99' });
  measure('search with one hit', { profileId: 'dad', search: 'teil 9876' });
  measure('search by title', { profileId: 'dad', sort: 'title', search: 'kanal 7' });
  console.info(`10,000 videos, second page: ${figures.join(', ')}`);
});
