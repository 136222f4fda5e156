import { describe, expect, test } from 'vitest';
import type { Services } from '../../../../main/ipc/services.ts';
import type { ActivityEvent } from '../../../../main/library/activity/activity-events.ts';
import { type ActivityListing, createActivityListing } from '../../../../main/library/activity/activity-listing.ts';
import { activityReport } from '../../../../main/library/activity/activity-report.ts';
import { type ActivityRows, createActivityRows } from '../../../../main/library/activity/activity-rows.ts';
import { createCoolDownRows } from '../../../../main/library/queue/cool-down-rows.ts';
import type { SystemHealth } from '../../../../preload/contract/types.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import type { TestLibrary } from '../../../fakes/test-library.ts';
import { addProfile, addReference, addVideo, freshLibrary } from '../library-fixture.ts';

function log(): { database: TestLibrary; activity: ActivityRows & ActivityListing } {
  const database = freshLibrary();
  addProfile(database, { id: 'dad', name: 'Dad' });
  addProfile(database, { id: 'mia', name: 'Mia', role: 'child' });
  addVideo(database, { id: 'one', title: 'One' });
  addVideo(database, { id: 'two', title: 'Two' });
  const rows = createActivityRows(database, createManualClock(1000));
  return { database, activity: { ...rows, ...createActivityListing(rows) } };
}

const events = (activity: ActivityListing, profileId: string, videoId?: string): string[] =>
  activity.list({ profileId, ...(videoId !== undefined && { videoId }) }).entries.map((entry) => entry.event);

const codeOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('the activity log', () => {
  test('is newest first, with names, and fits the border', () => {
    const { database, activity } = log();
    const list: Services['activity']['list'] = activity.list;
    activity.append('triggered', {
      videoId: 'one',
      profileId: 'dad',
      detail: { preset: 'good', attempt: 1, live: false, at: null },
    });
    activity.append('cool-down', {});
    database.run('INSERT INTO activity (at, video_id, profile_id, event) VALUES (1, ?, ?, ?)', 'gone', 'gone', 'failed');
    expect(list({ profileId: 'dad' })).toEqual({
      entries: [
        { id: 3, at: 1, event: 'failed', videoId: 'gone', detail: {} },
        { id: 2, at: 1000, event: 'cool-down', detail: {} },
        {
          id: 1,
          at: 1000,
          event: 'triggered',
          videoId: 'one',
          title: 'One',
          profileName: 'Dad',
          detail: { preset: 'good', attempt: 1, live: false, at: null },
        },
      ],
    });
  });

  test('shows a child its own entries and what the app did for its videos, never another person’s nor that there are others', () => {
    const { database, activity } = log();
    database.run(`INSERT INTO activity (at, video_id, event) VALUES (-1, 'one', 'finished')`);
    addReference(database, { videoId: 'one', profileId: 'mia' });
    addReference(database, { videoId: 'two', profileId: 'mia', cancelledAt: 1 });
    activity.append('triggered', { videoId: 'one', profileId: 'dad' });
    activity.append('joined', { videoId: 'one', profileId: 'mia' });
    activity.append('stalled', { videoId: 'one' });
    activity.append('failed', { videoId: 'two' });
    activity.append('cool-down', {});
    expect(events(activity, 'dad')).toEqual(['cool-down', 'failed', 'stalled', 'joined', 'triggered', 'finished']);
    expect(events(activity, 'mia')).toEqual(['stalled', 'triggered']);
    expect(events(activity, 'mia', 'one')).toEqual(['stalled', 'triggered']);
    expect(events(activity, 'mia', 'two')).toEqual([]);
    expect(events(activity, 'stranger')).toEqual([]);
  });

  test('tells a child of all that it gave up in the same words, whoever still wants it', () => {
    const { activity } = log();
    const gaveUp = (event: ActivityEvent, detail = {}) => activity.append(event, { videoId: 'one', profileId: 'mia', detail });
    gaveUp('dropped', { stillWantedBy: 'Dad' });
    gaveUp('trashed');
    gaveUp('cancelled');
    const told = activity.list({ profileId: 'mia' }).entries.map(({ event, detail }) => [event, detail]);
    expect(told).toEqual([
      ['dropped', {}],
      ['dropped', {}],
      ['dropped', {}],
    ]);
    expect(events(activity, 'dad')).toEqual(['cancelled', 'trashed', 'dropped']);
  });

  test('still lists an event that only an older version of the app wrote', () => {
    const { database, activity } = log();
    database.run(`INSERT INTO activity (at, video_id, event) VALUES (1, 'one', 'killed')`);
    expect(activity.list({ profileId: 'dad' }).entries).toMatchObject([{ videoId: 'one', event: 'killed' }]);
  });

  test('answers not-found for a video that is unknown or outside a child’s view', () => {
    const { activity } = log();
    activity.append('finished', { videoId: 'one', profileId: 'dad' });
    expect(events(activity, 'dad', 'two')).toEqual([]);
    expect(codeOf(() => activity.list({ profileId: 'dad', videoId: 'no such' }))).toBe('not-found');
    expect(codeOf(() => activity.list({ profileId: 'mia', videoId: 'one' }))).toBe('not-found');
    expect(codeOf(() => activity.list({ profileId: 'mia', videoId: 'no such' }))).toBe('not-found');
  });

  test('comes in pages that new entries do not shift', () => {
    const { database, activity } = log();
    database.immediate(() => {
      for (let number = 0; number < 250; number++) activity.append('stalled', { detail: { number } });
    });
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = activity.list({ profileId: 'dad', ...(cursor !== undefined && { cursor }) });
      seen.push(...page.entries.map((entry) => entry.id));
      cursor = page.nextCursor;
      activity.append('healed', {});
    } while (cursor !== undefined && seen.length < 1000);
    expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => 250 - index));
    for (const bad of ['x', '-1', '1.5', '1e99'])
      expect(codeOf(() => activity.list({ profileId: 'dad', cursor: bad }))).toBe('invalid-request');
  });

  test('is rolled back with the transaction it is part of', () => {
    const { database, activity } = log();
    const failing = () =>
      database.immediate(() => {
        activity.append('started', {});
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(events(activity, 'dad')).toEqual([]);
  });

  test('keeps the newest 20,000', () => {
    const { database, activity } = log();
    database.immediate(() => {
      for (let number = 0; number < 20_050; number++) activity.append('stalled', {});
    });
    const kept = database.sqlite.prepare('SELECT count(*) AS entries, min(id) AS oldest, max(id) AS newest FROM activity').get();
    expect(kept).toEqual({ entries: 20_000, oldest: 51, newest: 20_050 });
  });
});

describe('what is copied for a helper', () => {
  const health: SystemHealth = {
    ytDlp: { found: true, version: '2025.04.30', path: '/home/ada/bin/yt-dlp', advice: 'Update it.' },
    ffmpeg: { found: false },
    box: { strength: 'whole', sentence: 'In a box.', sentencePhrase: { key: 'box.whole' } },
    hold: null,
    disk: { freeBytes: 5.25e9, totalBytes: 100e9, level: 'low' },
    active: [{ videoId: 'one', pid: 7, phase: 'downloading', lastSignOfLifeAt: 0, heartbeatAt: 0 }],
    reaper: { lastRunAt: null, lastResult: null },
    coolDowns: [{ site: 'example.test', until: 60_000, reason: 'rate-limited' }],
  };

  test('is plain text, one line an entry, with how the system is', () => {
    const { activity } = log();
    activity.append('triggered', { videoId: 'one', profileId: 'mia' });
    activity.append('failed', { videoId: 'one', detail: { reason: 'network', detail: 'line one\nline two' } });
    expect(activityReport(activity.list({ profileId: 'dad' }).entries, health)).toBe(
      [
        'yt-dlp 2025.04.30 (wants attention), ffmpeg not found',
        'Disk: 5.3 of 100.0 GB free (low)',
        'Running: one, downloading, last sign of life 1970-01-01T00:00:00.000Z',
        'Last clean-up: never',
        'Resting: example.test until 1970-01-01T00:01:00.000Z (rate-limited)',
        '',
        'What happened, newest first:',
        '1970-01-01T00:00:01.000Z failed "One" reason=network detail=line one line two',
        '1970-01-01T00:00:01.000Z triggered "One" (Mia)',
        '',
      ].join('\n'),
    );
    expect(activityReport([])).toBe('What happened, newest first:\nNothing yet.\n');
  });

  test('holds no secret, and neither does the table', () => {
    const { database, activity } = log();
    activity.append('failed', {
      detail: { detail: 'GET https://cdn.example.test/v.mp4?sig=abc123def456 Cookie: sid=topsecret' },
    });
    addVideo(database, { id: 'leak', title: 'https://x.test/?token=hunter2hunter2' });
    activity.append('failed', { videoId: 'leak' });
    const report = activityReport(activity.list({ profileId: 'dad' }).entries);
    const table = JSON.stringify(database.sqlite.prepare('SELECT detail FROM activity').all());
    for (const secret of ['abc123def456', 'topsecret', 'hunter2hunter2']) expect(report + table).not.toContain(secret);
    expect(report).toContain('cdn.example.test/v.mp4');
  });
});

test('a cool-down is one row a site, kept until it is cleared', () => {
  const rows = createCoolDownRows(freshLibrary());
  const rest = { site: 'a.test', until: 50, reason: 'rate-limited', strikes: 1 } as const;
  rows.put({ ...rest, site: 'b.test', until: 10 });
  rows.put(rest);
  rows.put({ ...rest, strikes: 2, reason: 'bot-check' });
  expect(rows.get('a.test')).toEqual({ ...rest, strikes: 2, reason: 'bot-check' });
  expect(rows.all().map((row) => row.site)).toEqual(['b.test', 'a.test']);
  expect([rows.clear('a.test'), rows.clear('a.test'), rows.get('a.test')]).toEqual([true, false, undefined]);
});
