import { describe, expect, test } from 'vitest';
import { createQuotaRows } from '../../../../main/library/household/quota-rows.ts';
import { createQueueRows } from '../../../../main/library/queue/queue-rows.ts';
import { createRunRows } from '../../../../main/library/queue/run-rows.ts';
import { createReferenceTransitions } from '../../../../main/library/transitions/reference-transitions.ts';
import { createLibraryRows } from '../../../../main/library/videos/library-rows.ts';
import { createVideoRows } from '../../../../main/library/videos/video-rows.ts';
import type { TestLibrary } from '../../../fakes/test-library.ts';
import { addProfile, addVideo, freshLibrary } from '../library-fixture.ts';

/** A library that notes by which index each statement that it runs reaches the table of references. */
function watchedLibrary(): { database: TestLibrary; referencesReadBy: () => string[] } {
  const database = freshLibrary();
  addProfile(database, { id: 'mia' });
  const plans: string[] = [];
  const explain = (sql: string, values: unknown[]): void => {
    const steps = database.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
    plans.push(...steps.map(({ detail }) => detail));
  };
  const watched: TestLibrary = {
    ...database,
    prepare(sql) {
      const statement = database.prepare(sql);
      const watch =
        (read: 'get' | 'all') =>
        (...values: unknown[]) => {
          explain(sql, values);
          return statement[read](...values);
        };
      return Object.assign(Object.create(statement), { get: watch('get'), all: watch('all') });
    },
    run(sql, ...values) {
      explain(sql, values);
      return database.run(sql, ...values);
    },
  };
  return { database: watched, referencesReadBy: () => plans.filter((step) => /\b(video_references|active|unpaused)/.test(step)) };
}

const BY_OWNER = 'SEARCH video_references USING INDEX references_by_profile (profile_id=?)';
const BY_VIDEO = 'SEARCH video_references USING PRIMARY KEY (video_id=?)';
const BY_BOTH = 'SEARCH video_references USING PRIMARY KEY (video_id=? AND profile_id=?)';
const GIVEN_UP = 'SEARCH video_references USING INDEX references_given_up (profile_id=?)';
const IN_GROUP = 'SEARCH video_references USING INDEX references_by_group (profile_id=? AND group_id=?)';

describe('the views of references cost nothing: each hot query reaches the table by its index', () => {
  test('candidates, along the queue of each person or from the few that wait', () => {
    const { database, referencesReadBy } = watchedLibrary();
    const rows = createRunRows(database, () => 1);
    rows.candidates(10, []);
    expect(referencesReadBy()).toEqual([BY_BOTH]);
    for (let index = 0; index <= 500; index += 1) addVideo(database, { id: `v${index}`, status: 'pending' });
    rows.candidates(10, []);
    expect(referencesReadBy()).toEqual([BY_BOTH, BY_OWNER]);
    rows.countStartable();
    rows.unwantedPending();
    expect(referencesReadBy().slice(2)).toEqual([BY_VIDEO, BY_VIDEO]);
  });

  test('a queue and a few rows of it', () => {
    for (const read of ['list', 'some'] as const) {
      const { database, referencesReadBy } = watchedLibrary();
      const rows = createQueueRows(database);
      if (read === 'list') rows.list('mia', 0);
      else rows.some('mia', ['v1'], 0);
      expect(referencesReadBy(), read).toEqual([BY_OWNER, IN_GROUP, BY_VIDEO]);
    }
  });

  test('a page of the library, by each order', () => {
    for (const sort of ['newest', 'oldest', 'title', 'largest'] as const) {
      const { database, referencesReadBy } = watchedLibrary();
      createLibraryRows(database).page({ profileId: 'mia', search: '', channel: null, sort, after: null, limit: 60 });
      expect(referencesReadBy(), sort).toEqual([BY_BOTH, BY_VIDEO]);
    }
  });

  test('who wants a video, and what a person is charged', () => {
    const { database, referencesReadBy } = watchedLibrary();
    createVideoRows(database).wantedBy('v1');
    expect(referencesReadBy()).toEqual([BY_VIDEO]);
    createQuotaRows(database).charged('mia');
    expect(referencesReadBy()[1]).toBe(BY_OWNER);
    expect(referencesReadBy().filter((step) => step.startsWith('SCAN'))).toEqual([]);
  });

  test('the place at the end of a queue, for a new reference', () => {
    const { database, referencesReadBy } = watchedLibrary();
    const references = createReferenceTransitions(
      database,
      createVideoRows(database),
      () => undefined,
      () => 1,
    );
    references.trigger({
      profileId: 'mia',
      videoId: 'v1',
      url: 'https://example.test/v1',
      urlKey: 'v1',
      site: 'example.test',
      kind: 'video',
      preset: 'good',
      title: 'v1',
    });
    expect(referencesReadBy()).toEqual([BY_BOTH, BY_VIDEO, BY_OWNER, GIVEN_UP]);
  });
});

test('what belongs to a video is found by it: forgetting one reads no table from end to end', () => {
  const { sqlite } = freshLibrary();
  const children = sqlite
    .prepare(
      `SELECT m.name AS child, f."from" AS by FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f."table" = 'videos'`,
    )
    .all() as { child: string; by: string }[];
  expect(children.map(({ child }) => child).sort()).toEqual(['playback', 'requests', 'runs', 'video_references']);
  // As the database itself looks for them when the video's row goes.
  const plans = children.flatMap(({ child, by }) =>
    (sqlite.prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM "${child}" WHERE "${by}" = ?`).all('gone') as { detail: string }[]).map(
      ({ detail }) => detail,
    ),
  );
  expect(plans.filter((step) => step.startsWith('SCAN'))).toEqual([]);
});
