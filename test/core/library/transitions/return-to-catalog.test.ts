import { expect, test } from 'vitest';
import { createRunRows } from '../../../../main/library/queue/run-rows.ts';
import { createRunTransitions } from '../../../../main/library/transitions/run-transitions.ts';
import { createVideoRows } from '../../../../main/library/videos/video-rows.ts';
import { addProfile, addReference, addVideo, freshLibrary } from '../library-fixture.ts';

test('a row that waits although nobody wants it returns to the catalog, and no other row does', () => {
  const database = freshLibrary();
  addProfile(database, { id: 'mia' });
  for (const status of ['pending', 'failed', 'downloading']) addVideo(database, { id: `unwanted-${status}`, status });
  addVideo(database, { id: 'wanted', status: 'pending' });
  addReference(database, { videoId: 'wanted', profileId: 'mia' });
  addReference(database, { videoId: 'unwanted-pending', profileId: 'mia', cancelledAt: 1 });
  const runs = createRunTransitions(
    database,
    () => undefined,
    () => 2,
  );
  expect(createRunRows(database, () => 2).unwantedPending()).toEqual(['unwanted-pending']);
  const returned = ['unwanted-pending', 'unwanted-failed', 'unwanted-downloading', 'wanted'].filter((id) =>
    runs.returnToCatalog(id),
  );
  expect(returned).toEqual(['unwanted-pending']);
  expect(createVideoRows(database).get('unwanted-pending')?.status).toBe('cataloged');
});
