import { describe, expect, test } from 'vitest';
import { ERROR_CODES, type ErrorCode, type Failure } from '../../../../preload/contract/errors.ts';
import { FAILURE_REASONS } from '../../../../preload/contract/failure-reasons.ts';
import type { ActivityEntry, QueueItem } from '../../../../preload/contract/types.ts';
import { activitySentence, byDay } from '../../../../renderer/features/activity/activity-words.ts';
import { countsDown, othersWanting, progressFacts, statusWords } from '../../../../renderer/features/queue/rows/item-words.ts';
import { cancelSentence } from '../../../../renderer/words/cancel-words.ts';
import { lockedOutSentence, sentenceFor } from '../../../../renderer/words/error-sentences.ts';
import { failureSentence, waitingSentence } from '../../../../renderer/words/failure-sentences.ts';
import { say } from '../../../../renderer/words/say.ts';

const failure = (code: ErrorCode, message: string, detail?: Failure['detail']): Failure => ({
  ok: false,
  code,
  message,
  ...(detail ? { detail } : {}),
});

describe('sentences', () => {
  const sentences = [
    ...FAILURE_REASONS.map((reason) => failureSentence(reason).sentence),
    ...FAILURE_REASONS.map(waitingSentence),
    ...ERROR_CODES.map((code) => say(`error.${code}`)),
  ];

  test.each(sentences)('%s', (sentence) => {
    expect(sentence).toMatch(/^[A-Z].*[.]$/);
    // Words of the trade mean nothing to a child of nine or a grandparent.
    expect(sentence).not.toMatch(/\b(error|http|url|api|server|exception|null|undefined|ffmpeg|yt-dlp|code|timeout)\b/i);
  });

  test('keeps our own words where the app knows best, and else says what the main process says', () => {
    expect(sentenceFor(failure('invalid-url', 'Invalid URL'))).toBe(say('error.invalid-url'));
    expect(sentenceFor(failure('quota-exceeded', 'Leo has used all of 20 GB.'))).toBe('Leo has used all of 20 GB.');
    expect(sentenceFor(failure('unreachable', 'That page does not exist (any more). Check the link.'))).toBe(
      'That page does not exist (any more). Check the link.',
    );
    expect(sentenceFor(failure('quota-exceeded', ' '))).toBe(say('error.quota-exceeded'));
  });

  test('counts a lock-out down', () => {
    expect(sentenceFor(failure('locked-out', 'x', { retryAfterSeconds: 41.2 }))).toBe(
      'Too many wrong PINs. Try again in 42 seconds.',
    );
    expect(lockedOutSentence(1)).toBe('Too many wrong PINs. Try again in 1 second.');
    expect(lockedOutSentence(600)).toBe('Too many wrong PINs. Try again in 10 minutes.');
  });

  test('says what a cancel did', () => {
    expect(cancelSentence({ stopped: true, stillWantedBy: [] }, 'Mia')).toBe('Cancelled. The part already downloaded is kept.');
    expect(cancelSentence({ stopped: false, stillWantedBy: ['Dad'] }, 'Mia')).toBe(
      'Cancelled for Mia. Dad still wants it, so it keeps going.',
    );
    expect(cancelSentence({ stopped: false, stillWantedBy: ['Dad', 'Leo'] }, 'Mia')).toBe(
      'Cancelled for Mia. Dad and Leo still want it, so it keeps going.',
    );
    expect(cancelSentence({ stopped: false, stillWantedBy: [] }, 'Mia')).toBe(
      'Cancelled for Mia. It keeps going for someone else.',
    );
  });
});

describe('words for an item', () => {
  const base: QueueItem = {
    videoId: 'a',
    title: 'A',
    url: 'https://video.example/a',
    kind: 'video',
    status: 'pending',
    attempts: 0,
    wantedBy: ['Mia', 'Dad'],
    held: false,
    position: 0,
    hasThumbnail: false,
    addedAt: 0,
  };

  test.each<[Partial<QueueItem>, string]>([
    [{}, 'Waiting for its turn'],
    [{ held: true }, 'Paused'],
    [{ held: true, percent: 31.7 }, 'Paused at 31%'],
    [{ status: 'downloading', held: true }, 'Paused for you. It keeps going for Dad.'],
    [{ status: 'downloading', held: true, wantedBy: ['Mia'] }, 'Pausing…'],
    [{ status: 'downloading', phase: 'post-processing' }, 'Joining video and sound'],
    [{ status: 'cancelling' }, 'Stopping…'],
    [{ reason: 'network', retryAt: 142_000 }, 'The connection dropped. Trying again in 0:42.'],
    [{ reason: 'network', retryAt: 90_000 }, 'The connection dropped. Trying again any moment.'],
    [{ reason: 'disk-full' }, 'Waiting for space on the disk. It continues by itself.'],
    [{ status: 'failed', reason: 'private' }, say('failure.private')],
    [{ status: 'failed' }, say('failure.internal')],
    [{ status: 'complete', totalBytes: 2_000_000, completedAt: 90_000 }, 'In the library · 2 MB · just now'],
  ])('%j', (more, words) => {
    expect(statusWords({ ...base, ...more }, 100_000)).toBe(words);
  });

  test('counts down only while it waits for another try', () => {
    expect(countsDown({ ...base, retryAt: 5 })).toBe(true);
    expect(countsDown({ ...base, retryAt: 5, held: true })).toBe(false);
    expect(countsDown(base)).toBe(false);
  });

  test('tells how far, how fast and how long, as far as it is known', () => {
    const running: QueueItem = { ...base, status: 'downloading', phase: 'downloading' };
    expect(progressFacts({ ...running, bytes: 1_000_000, totalBytes: 4_000_000, speed: 500_000, etaSeconds: 6 })).toEqual([
      '1 MB of 4 MB',
      '500 KB/s',
      'a few seconds left',
    ]);
    expect(progressFacts({ ...running, bytes: 1_000_000, speed: 0 })).toEqual(['1 MB']);
    expect(progressFacts({ ...running, phase: 'probing', bytes: 1 })).toEqual([]);
  });

  test('names the others, also when two people share a name', () => {
    expect(othersWanting(base, 'Mia')).toEqual(['Dad']);
    expect(othersWanting({ ...base, wantedBy: ['Mia', 'Mia'] }, 'Mia')).toEqual(['Mia']);
    expect(othersWanting({ ...base, wantedBy: ['Dad'] }, 'Mia')).toEqual(['Dad']);
  });
});

describe('words for what happened', () => {
  const entry = (event: string, detail: ActivityEntry['detail'] = {}, profileName?: string): ActivityEntry => ({
    id: 1,
    at: 0,
    event,
    detail,
    ...(profileName === undefined ? {} : { profileName }),
  });

  test.each<[ActivityEntry, string]>([
    [entry('triggered', {}, 'Mia'), 'Mia added it.'],
    [entry('dropped', { stillWantedBy: 'Dad' }, 'Mia'), 'Mia no longer wants it. Dad still does.'],
    [entry('started', { attempt: 1 }), 'The download started.'],
    [entry('started', { attempt: 3 }), 'The download started, attempt 3.'],
    [entry('retry-planned', { reason: 'network', retryAt: 2000 }), 'The connection dropped. Homereel will try again.'],
    [entry('retry-planned', { reason: 'network', retryAt: 500 }), 'The connection dropped. Homereel tried again.'],
    [entry('failed', { reason: 'no-such-reason' }), 'It did not work. Homereel stopped trying.'],
    [entry('finished', { bytes: 2_000_000 }), 'It is in the library now (2 MB).'],
    [entry('brand-new-event'), 'Brand new event.'],
    [entry('constructor'), 'Constructor.'],
  ])('%j', (given, sentence) => {
    expect(activitySentence(given, 1000)).toBe(sentence);
  });

  test('groups by day in the order given', () => {
    const now = new Date(2026, 2, 10, 14, 0).getTime();
    const at = (day: number, id: number): ActivityEntry => ({
      ...entry('started'),
      id,
      at: new Date(2026, 2, day, 12).getTime(),
    });
    const days = byDay([at(10, 4), at(10, 3), at(9, 2), at(2, 1)], now, 'en-GB');
    expect(days.map(({ day, entries }) => [day, entries.map(({ id }) => id)])).toEqual([
      ['Today', [4, 3]],
      ['Yesterday', [2]],
      ['Monday 2 March', [1]],
    ]);
  });
});
