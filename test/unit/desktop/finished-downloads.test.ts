import { describe, expect, test } from 'vitest';
import { createFinishedDownloads } from '../../../main/desktop/finished-downloads.ts';
import { queueItem } from '../../fakes/services.ts';

describe('finished downloads', () => {
  test.each(['complete', 'failed'] as const)('an active item that becomes %s is told once', (status) => {
    const watch = createFinishedDownloads();
    expect(watch.ended([queueItem({ videoId: 'v1', status: 'downloading' })])).toEqual([]);
    expect(watch.ended([queueItem({ videoId: 'v1', status })])).toMatchObject([{ videoId: 'v1', status }]);
    expect(watch.ended([queueItem({ videoId: 'v1', status })])).toEqual([]);
  });

  test('nothing is told of an item that was never active here, was cancelled, or belongs to the previous profile', () => {
    const watch = createFinishedDownloads();
    expect(watch.ended([queueItem({ videoId: 'v1', status: 'complete' })])).toEqual([]);
    watch.ended([queueItem({ videoId: 'v2' }), queueItem({ videoId: 'v3' })]);
    expect(watch.ended([queueItem({ videoId: 'v2', status: 'cancelling' })])).toEqual([]);
    watch.reset();
    expect(watch.ended([queueItem({ videoId: 'v3', status: 'complete' })])).toEqual([]);
  });
});
