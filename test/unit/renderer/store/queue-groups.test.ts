import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QueueItem, VideoStatus } from '../../../../preload/contract/types.ts';
import { doneWords, groupWords } from '../../../../renderer/features/queue/groups/group-words.ts';
import { dropTarget } from '../../../../renderer/features/queue/order/use-row-drag.ts';
import { newGroup } from '../../../../renderer/store/paste/add-videos.ts';
import { blocksOf, rowsOf, targetOfStep } from '../../../../renderer/store/queue/queue-blocks.ts';
import { groupPercent, type QueueGroup, recount } from '../../../../renderer/store/queue/queue-groups.ts';
import { applyDelta, EMPTY_MIRROR, type QueueMirror } from '../../../../renderer/store/queue/queue-mirror.ts';
import { queueItem } from './queue-item.ts';

const item = (videoId: string, groupId?: string, more: Partial<QueueItem> = {}): QueueItem =>
  queueItem(videoId, { ...(groupId === undefined ? {} : { group: { id: groupId, title: `All ${groupId}` } }), ...more });

/** `a t1 t2 b` is two items alone with two of group `t` between them. */
function listOf(text: string) {
  const order = text.split(' ');
  const items = new Map(order.map((id) => [id, item(id, id.length > 1 ? id[0] : undefined)]));
  return { order, items };
}
const shown = (text: string, open = false, gather = false): string =>
  rowsOf(blocksOf(listOf(text).order, listOf(text).items, gather), () => open)
    .map((row) => (row.kind === 'group' ? `[${row.block.videoIds.join(' ')}]` : row.isInside ? `-${row.videoId}` : row.videoId))
    .join(' ');

describe('the counts of a group', () => {
  const status = fc.constantFrom<VideoStatus>('pending', 'downloading', 'complete', 'failed', 'cancelling');
  const change = fc.record({
    videoId: fc.constantFrom('a', 'b', 'c', 'd'),
    groupId: fc.option(fc.constantFrom('trains', 'birds'), { nil: undefined }),
    status,
    percent: fc.option(fc.float({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
    held: fc.boolean(),
    removed: fc.boolean(),
  });

  test('after any deltas are those of the items that are there', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        let mirror: QueueMirror = { ...EMPTY_MIRROR, seq: 0 };
        for (const { videoId, groupId, removed, percent, ...more } of changes) {
          const upserts = removed ? [] : [item(videoId, groupId, { ...more, ...(percent === undefined ? {} : { percent }) })];
          const outcome = applyDelta(mirror, { seq: mirror.seq + 1, upserts, removals: removed ? [videoId] : [] });
          if (outcome.kind === 'applied') mirror = outcome.mirror;
        }
        expect(mirror.groups).toEqual(recount(new Map(), [], mirror.items.values()));
      }),
    );
  });

  test('stay the same object while only others change', () => {
    const groups = recount(new Map(), [], [item('a', 'trains')]);
    expect(recount(groups, [item('b')], [item('b', undefined, { percent: 5 })])).toBe(groups);
  });

  test('make one bar of finished, running and waiting ones', () => {
    const items = [
      item('a', 'trains', { status: 'complete' }),
      item('b', 'trains', { status: 'downloading', percent: 40 }),
      item('c', 'trains'),
      item('d', 'trains', { held: true }),
    ];
    const group = recount(new Map(), [], items).get('trains');
    expect(group).toMatchObject({ total: 4, done: 1, running: 1, waiting: 2, paused: 1 });
    expect(group && groupPercent(group)).toBe(35);
  });
});

describe('what a group says', () => {
  const group: QueueGroup = { id: 't', title: 'T', total: 8, done: 3, running: 0, waiting: 5, failed: 0, paused: 0, points: 300 };
  test.each<[Partial<QueueGroup>, string]>([
    [{}, '3 of 8 done · 2 from Dad ahead'],
    [{ waiting: 4, running: 1 }, '3 of 8 done · Downloading'],
    [{ paused: 5 }, '3 of 8 done · Paused'],
    [{ waiting: 4, failed: 1, paused: 4 }, '3 of 8 done · 1 needs you · Paused'],
    [{ waiting: 0, failed: 5 }, '3 of 8 done · 5 need you'],
    [{ waiting: 0, done: 8 }, 'All 8 done'],
  ])('%j', (more, words) => {
    const place = { ahead: 2, others: 2, byPerson: [{ name: 'Dad', count: 2 }] };
    expect(groupWords({ ...group, ...more }, place, 'Mia')).toBe(words);
  });
});

test('under what is done says how much of a group is here', () => {
  const group: QueueGroup = {
    id: 't',
    title: 'T',
    total: 1200,
    done: 3,
    running: 0,
    waiting: 5,
    failed: 0,
    paused: 0,
    points: 300,
  };
  expect(doneWords(group)).toBe('3 of 1,200 in the library');
});

describe('the rows of a list', () => {
  test('fold what was added together, where it stands', () => {
    expect(shown('a t1 t2 b')).toBe('a [t1 t2] b');
    expect(shown('a t1 t2 b', true)).toBe('a [t1 t2] -t1 -t2 b');
  });
  test('keep the order honest when a group was pulled apart', () => {
    expect(shown('t1 a t2 t3')).toBe('t1 a [t2 t3]');
    expect(shown('t1 t2 a t3 t4')).toBe('[t1 t2] a [t3 t4]');
  });
  test('keep the row of a group for its last item', () => expect(shown('a t1 b')).toBe('a [t1] b'));
  test('gather a group where there is no order', () => expect(shown('t1 a t2', false, true)).toBe('[t1 t2] a'));
  test('keep neighbours of two groups apart', () => expect(shown('t1 t2 u1 u2')).toBe('[t1 t2] [u1 u2]'));
});

describe('a step up or down', () => {
  const step = (text: string, moved: string, direction: -1 | 1) => {
    const { order, items } = listOf(text);
    return targetOfStep(order, items, moved.split(' '), direction);
  };
  test('passes another item', () => {
    expect(step('a b c', 'b', -1)).toBe('a');
    expect(step('a b c', 'a', 1)).toBe('c');
    expect(step('a b c', 'b', 1)).toBeNull();
  });
  test('passes a whole group at once, folded or not', () => {
    expect(step('a t1 t2 t3 b', 'a', 1)).toBe('b');
    expect(step('a t1 t2 t3 b', 'b', -1)).toBe('t1');
    expect(step('a t1 t2 t3', 'a', 1)).toBeNull();
  });
  test('inside its group passes one other', () => {
    expect(step('a t1 t2 t3 b', 't2', -1)).toBe('t1');
    expect(step('a t1 t2 t3 b', 't1', 1)).toBe('t3');
  });
  test('takes a group along whole', () => {
    expect(step('a t1 t2 b u1 u2', 't1 t2', -1)).toBe('a');
    expect(step('a t1 t2 b u1 u2', 't1 t2', 1)).toBe('u1');
    expect(step('t1 t2 u1 u2 a', 't1 t2', 1)).toBe('a');
  });
  test('ends at the ends', () => {
    expect(step('a t1 t2', 'a', -1)).toBeUndefined();
    expect(step('a t1 t2', 't1 t2', 1)).toBeUndefined();
  });
});

describe('letting go of a dragged row', () => {
  const order = ['a', 't1', 't2', 'b'];
  test('on a group puts it before or after all of it', () => {
    expect(dropTarget(order, ['b'], ['t1', 't2'], 'before')).toBe('t1');
    expect(dropTarget(order, ['a'], ['t1', 't2'], 'after')).toBe('b');
    expect(dropTarget(order, ['t1', 't2'], ['b'], 'after')).toBeNull();
  });
  test('on itself changes nothing', () => expect(dropTarget(order, ['t1', 't2'], ['t2'], 'after')).toBeUndefined());
});

describe('a new group', () => {
  test('is made of two or more from a playlist with a name', () => {
    expect(newGroup('Trains', 1)).toEqual({});
    expect(newGroup('  ', 5)).toEqual({});
    expect(newGroup(` ${'x'.repeat(400)} `, 2).group?.title).toHaveLength(300);
    expect(newGroup('Trains', 2).group?.id).not.toBe(newGroup('Trains', 2).group?.id);
  });
});
