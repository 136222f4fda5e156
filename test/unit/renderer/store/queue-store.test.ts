import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { QueueDelta } from '../../../../renderer/store/queue/queue-mirror.ts';
import { mirrorQueue, queueStore } from '../../../../renderer/store/queue/queue-store.ts';
import { sessionStore } from '../../../../renderer/store/window/acting-profile.ts';
import { queueItem } from './queue-item.ts';

const delta = (seq: number, ...videoIds: readonly string[]): QueueDelta => ({
  seq,
  upserts: videoIds.map((videoId) => queueItem(videoId)),
  removals: [],
});
const shown = (): string[] => [...queueStore.getState().mirror.items.keys()];

/** The main process's side: remembers the order of calls, and answers a snapshot only when told to. */
function fakeMain() {
  const calls: string[] = [];
  const snapshots: ((answer: unknown) => void)[] = [];
  let listener: (payload: QueueDelta) => void = () => {};
  const bridge = {
    invoke: (channel: string) => {
      calls.push(channel);
      if (channel !== 'queue:snapshot') return Promise.resolve({ ok: true, value: { items: [] } });
      return new Promise((resolve) => snapshots.push(resolve));
    },
    on: (event: string, heard: (payload: never) => void) => {
      calls.push(`on ${event}`);
      listener = heard as typeof listener;
      return () => calls.push(`off ${event}`);
    },
  };
  return {
    calls,
    bridge,
    send: (payload: QueueDelta) => listener(payload),
    answer: async (value: unknown) => {
      snapshots.shift()?.(value);
      await Promise.resolve();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe('mirroring a queue', () => {
  let main: ReturnType<typeof fakeMain>;
  let stop: () => void;
  beforeEach(() => {
    vi.useFakeTimers();
    main = fakeMain();
    vi.stubGlobal('window', { homereel: main.bridge });
    sessionStore.setState({ activeId: 'mia' });
    stop = mirrorQueue('mia');
  });
  afterEach(() => {
    stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  test('listens before it asks, and applies what came in between once', async () => {
    expect(main.calls.slice(0, 2)).toEqual(['on queue:changed', 'queue:snapshot']);
    main.send(delta(4, 'contained'));
    main.send(delta(5, 'later'));
    await main.answer({ ok: true, value: { seq: 4, items: [queueItem('contained')] } });
    expect(shown()).toEqual(['contained', 'later']);
    expect(queueStore.getState().mirror.seq).toBe(5);
  });

  test('asks for a snapshot after a gap, once, and is right afterwards', async () => {
    await main.answer({ ok: true, value: { seq: 0, items: [] } });
    main.send(delta(3, 'c'));
    main.send(delta(4, 'd'));
    expect(main.calls.filter((name) => name === 'queue:snapshot')).toHaveLength(2);
    await main.answer({ ok: true, value: { seq: 3, items: [queueItem('b'), queueItem('c')] } });
    expect(shown()).toEqual(['b', 'c', 'd']);
  });

  test('says so when there is no snapshot, and asks again by itself', async () => {
    await main.answer({ ok: false, code: 'internal', message: '' });
    expect(queueStore.getState().failure?.code).toBe('internal');
    await vi.advanceTimersByTimeAsync(3000);
    await main.answer({ ok: true, value: { seq: 0, items: [queueItem('a')] } });
    expect(queueStore.getState().failure).toBeUndefined();
    expect(shown()).toEqual(['a']);
  });

  test('leaves nothing behind for the next person, also when an answer is late', async () => {
    stop();
    await main.answer({ ok: true, value: { seq: 0, items: [queueItem('late')] } });
    expect(main.calls).toContain('off queue:changed');
    expect(shown()).toEqual([]);
  });

  test('asks what was cancelled when an item leaves the queue', async () => {
    await main.answer({ ok: true, value: { seq: 0, items: [queueItem('a')] } });
    const before = main.calls.length;
    main.send({ seq: 1, upserts: [], removals: ['a'] });
    expect(main.calls.slice(before)).toEqual(['queue:recently-cancelled']);
  });
});
