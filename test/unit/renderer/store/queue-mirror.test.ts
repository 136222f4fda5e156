import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QueueItem, VideoStatus } from '../../../../preload/contract/types.ts';
import {
  applyDelta,
  EMPTY_MIRROR,
  mirrorFromSnapshot,
  type QueueMirror,
  sectionOf,
} from '../../../../renderer/store/queue/queue-mirror.ts';
import { queueItem } from './queue-item.ts';

function applied(mirror: QueueMirror, upserts: readonly QueueItem[], removals: readonly string[] = []): QueueMirror {
  const outcome = applyDelta(mirror, { seq: mirror.seq + 1, upserts, removals });
  if (outcome.kind !== 'applied') throw new Error(`The delta was ${outcome.kind}.`);
  return outcome.mirror;
}

describe('the mirror of a queue', () => {
  test('puts every status into its section and shows nothing of a cataloged one', () => {
    const statuses: readonly VideoStatus[] = ['downloading', 'cancelling', 'pending', 'failed', 'complete', 'cataloged'];
    const mirror = mirrorFromSnapshot({ seq: 4, items: statuses.map((status) => queueItem(status, { status })) });
    expect(mirror.sections).toEqual({
      now: ['downloading', 'cancelling'],
      upNext: ['pending'],
      needsYou: ['failed'],
      done: ['complete'],
    });
  });

  test('keeps a waiting order by position and lists the newest done first', () => {
    const { sections } = mirrorFromSnapshot({
      seq: 0,
      items: [
        queueItem('second', { position: 1 }),
        queueItem('first', { position: 0 }),
        queueItem('old', { status: 'complete', completedAt: 10 }),
        queueItem('new', { status: 'complete', completedAt: 20 }),
      ],
    });
    expect(sections.upNext).toEqual(['first', 'second']);
    expect(sections.done).toEqual(['new', 'old']);
  });

  test('keeps the sections and the other rows as they are in a burst of progress', () => {
    const before = mirrorFromSnapshot({ seq: 0, items: [queueItem('a', { status: 'downloading', percent: 1 }), queueItem('b')] });
    const after = applied(before, [queueItem('a', { status: 'downloading', percent: 2 })]);
    expect(after.sections).toBe(before.sections);
    expect(after.items.get('b')).toBe(before.items.get('b'));
    expect(after.items.get('a')?.percent).toBe(2);
    expect(before.items.get('a')?.percent).toBe(1);
  });

  test('rearranges when a row changes its section, its place, comes or goes', () => {
    const before = mirrorFromSnapshot({ seq: 0, items: [queueItem('a', { position: 0 }), queueItem('b', { position: 1 })] });
    expect(applied(before, [queueItem('a', { status: 'downloading' })]).sections.now).toEqual(['a']);
    expect(applied(before, [queueItem('a', { position: 2 })]).sections.upNext).toEqual(['b', 'a']);
    expect(applied(before, [queueItem('c', { position: 2 })]).sections.upNext).toEqual(['a', 'b', 'c']);
    expect(applied(before, [], ['a']).sections.upNext).toEqual(['b']);
    expect(applied(before, [], ['unknown']).sections).toBe(before.sections);
  });

  test('ignores what it contains already and asks for a snapshot after a gap', () => {
    const mirror = mirrorFromSnapshot({ seq: 7, items: [] });
    expect(applyDelta(mirror, { seq: 7, upserts: [queueItem('a')], removals: [] }).kind).toBe('stale');
    expect(applyDelta(mirror, { seq: 8, upserts: [queueItem('a')], removals: [] }).kind).toBe('applied');
    expect(applyDelta(mirror, { seq: 9, upserts: [queueItem('a')], removals: [] }).kind).toBe('gap');
  });

  test('ends as a snapshot of the same items would, whatever the deltas were', () => {
    const status = fc.constantFrom<VideoStatus>('pending', 'downloading', 'failed', 'complete', 'cataloged');
    const upsert = fc.record({ id: fc.integer({ min: 0, max: 8 }), status, position: fc.integer({ min: 0, max: 5 }) });
    const delta = fc.record({
      upserts: fc.array(upsert, { maxLength: 4 }),
      removals: fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(delta, { maxLength: 12 }), (deltas) => {
        let mirror: QueueMirror = { ...EMPTY_MIRROR, seq: 0 };
        for (const { upserts, removals } of deltas) {
          const items = upserts.map(({ id, ...more }) => queueItem(`v${id}`, { ...more, addedAt: id }));
          mirror = applied(
            mirror,
            items,
            removals.map((id) => `v${id}`),
          );
        }
        const fresh = mirrorFromSnapshot({ seq: mirror.seq, items: [...mirror.items.values()] });
        expect(mirror.sections).toEqual(fresh.sections);
        const shown = Object.values(mirror.sections).flat();
        expect(shown).toHaveLength([...mirror.items.values()].filter((one) => sectionOf(one) !== undefined).length);
      }),
    );
  });
});
