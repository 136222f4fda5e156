import { describe, expect, test } from 'vitest';
import { trayModel, trayTooltip } from '../../../main/desktop/tray-model.ts';
import type { QueueItem } from '../../../preload/contract/types.ts';
import { queueItem } from '../../fakes/services.ts';
import { lines, nobody, requests, state } from './tray-fixture.ts';

const menuOf = (item: Partial<QueueItem>): string[] =>
  lines(trayModel(state({ items: [queueItem({ videoId: 'v1', title: 'Cats', ...item })] }))).filter(
    (line) => line.startsWith('Cats') || line.startsWith('  '),
  );

describe('tray of a person', () => {
  test('the tray is short when there is nothing', () => {
    expect(lines(trayModel(state()))).toEqual([
      'Mia: nothing in the queue',
      '---',
      'Pause all => downloads:pause * (off)',
      'Resume all => downloads:unpause * (off)',
      '---',
      'Open Homereel => open',
      'Quit => quit',
    ]);
  });

  test('the tray shows running, waiting, failed and cancelled items in the order of the queue', () => {
    const items = [
      queueItem({ videoId: 'v4', title: 'Broken', status: 'failed', reason: 'network', position: 3 }),
      queueItem({ videoId: 'v3', title: 'Later', position: 2 }),
      queueItem({
        videoId: 'v1',
        title: 'Now',
        status: 'downloading',
        phase: 'downloading',
        percent: 42.9,
        etaSeconds: 180,
        position: 0,
      }),
      queueItem({ videoId: 'v2', title: 'Paused', held: true, position: 1 }),
      queueItem({ videoId: 'v5', title: 'Done', status: 'complete', position: 4 }),
    ];
    const recentlyCancelled = [{ videoId: 'v6', title: 'Old', cancelledAt: 1 }];
    expect(lines(trayModel(state({ items, recentlyCancelled, othersActiveCount: 1 })))).toEqual([
      'Mia: 1 running, 2 waiting',
      '1 download for others at home',
      '---',
      'Now: downloading',
      '  Pause => downloads:pause v1',
      '  Cancel => downloads:cancel v1',
      '---',
      'Paused: paused',
      '  Resume => downloads:unpause v2',
      '  Cancel => downloads:cancel v2',
      'Later: waiting',
      '  Pause => downloads:pause v3',
      '  Cancel => downloads:cancel v3',
      '---',
      'Broken: failed',
      '  Try again => downloads:retry v4',
      '  Cancel => downloads:cancel v4',
      '---',
      'Old: cancelled',
      '  Resume => downloads:resume v6',
      '---',
      'Pause all => downloads:pause *',
      'Resume all => downloads:unpause *',
      '---',
      'Open Homereel => open',
      'Quit => quit',
    ]);
  });

  test.each<[string, Partial<QueueItem>, string]>([
    ['no phase yet', { status: 'downloading' }, 'starting'],
    ['starting', { status: 'downloading', phase: 'starting' }, 'starting'],
    ['probing', { status: 'downloading', phase: 'probing' }, 'reading the page'],
    ['no size known', { status: 'downloading', phase: 'downloading' }, 'downloading'],
    ['far on', { status: 'downloading', phase: 'downloading', percent: 99.99, etaSeconds: 3 }, 'downloading'],
    ['post-processing', { status: 'downloading', phase: 'post-processing' }, 'putting video and sound together'],
    ['finalizing', { status: 'downloading', phase: 'finalizing' }, 'moving to the library'],
    ['stopping', { status: 'cancelling' }, 'stopping'],
    ['waiting', { status: 'pending' }, 'waiting'],
    ['retrying later', { status: 'pending', retryAt: 5 }, 'will try again automatically'],
    ['paused', { status: 'pending', held: true }, 'paused'],
    ['failed', { status: 'failed' }, 'failed'],
  ])('the tray says in words: %s', (_what, item, words) => {
    expect(menuOf(item)[0]).toBe(`Cats: ${words}`);
  });

  test('the tray offers a second cancel, and nothing else, while an item is being stopped', () => {
    expect(menuOf({ status: 'cancelling' }).slice(1)).toEqual(['  Cancel => downloads:cancel v1']);
  });

  test('the tray offers to resume what this person paused though it runs on for others', () => {
    expect(menuOf({ status: 'downloading', held: true })).toContain('  Resume => downloads:unpause v1');
  });

  test('the tray caps long lists and takes the five newest cancelled ones', () => {
    const items = Array.from({ length: 300 }, (_, position) => queueItem({ videoId: `v${position}`, position }));
    const recentlyCancelled = Array.from({ length: 9 }, (_, at) => ({
      videoId: `c${at}`,
      title: `Cancelled ${at}`,
      cancelledAt: at,
    }));
    const menu = lines(trayModel(state({ items, recentlyCancelled })));
    expect(menu.filter((line) => line.startsWith('Title of'))).toHaveLength(8);
    expect(menu).toContain('and 292 more');
    expect(menu.filter((line) => line.startsWith('Cancelled')).map((line) => line.slice(0, 11))).toEqual([
      'Cancelled 8',
      'Cancelled 7',
      'Cancelled 6',
      'Cancelled 5',
      'Cancelled 4',
    ]);
  });
});

describe('title in the tray', () => {
  const textOf = (title: string): string => {
    const entry = trayModel(state({ items: [queueItem({ videoId: 'v1', title, status: 'downloading' })] })).find(
      ({ type }) => type === 'submenu',
    );
    return entry?.type === 'submenu' ? entry.text : '';
  };

  test('a title in the tray is isolated, so that its direction stays its own', () => {
    expect(textOf('سمك')).toBe('\u2068سمك\u2069: starting');
    expect(textOf('a\u202egpj\u2069.\u2067b')).toBe('\u2068a gpj . b\u2069: starting');
  });

  test('a title in the tray is one line, shortened between whole letters, never empty', () => {
    expect(textOf('one\ntwo\u0000\tthree')).toBe('\u2068one two three\u2069: starting');
    expect(textOf('👨‍👩‍👧'.repeat(60))).toBe(`\u2068${'👨‍👩‍👧'.repeat(39)}…\u2069: starting`);
    expect(textOf('x'.repeat(40))).toContain('x'.repeat(40));
    expect(textOf(' \n ')).toBe('\u2068Untitled\u2069: starting');
  });
});

describe('tray of nobody', () => {
  const secret = [queueItem({ videoId: 'v1', title: 'Secret', status: 'downloading' })];
  const recentlyCancelled = [{ videoId: 'v2', title: 'Secret too', cancelledAt: 1 }];

  test.each([
    ['locked', state({ locked: true, items: secret, recentlyCancelled, othersActiveCount: 1 })],
    ['without a profile', nobody({ items: secret, recentlyCancelled, othersActiveCount: 1 })],
  ])('the tray of a window %s only counts downloads', (_what, given) => {
    const menu = lines(trayModel(given));
    expect(menu).toEqual(['2 downloads running', '---', 'Open Homereel => open', 'Quit => quit']);
  });

  test.each([
    ['locked', state({ locked: true, requests, waitingRequestCount: 2 })],
    ['without a profile', nobody({ requests, waitingRequestCount: 2 })],
  ])('the tray of a window %s only counts requests', (_what, given) => {
    expect(lines(trayModel(given))).toEqual([
      'Nothing is downloading',
      '2 requests are waiting for a grown-up',
      '---',
      'Open Homereel => open',
      'Quit => quit',
    ]);
  });

  test('the tray of nobody says so when all is quiet', () => {
    expect(lines(trayModel({ ...state(), locked: true }))[0]).toBe('Nothing is downloading');
  });
});

describe('tooltip', () => {
  const running = (percent?: number): QueueItem =>
    queueItem({
      videoId: 'v1',
      title: 'Secret',
      status: 'downloading',
      phase: 'downloading',
      ...(percent !== undefined && { percent }),
    });

  test('the tooltip counts, and names nothing', () => {
    expect(trayTooltip(state())).toBe('Homereel');
    const items = [running(), queueItem({ videoId: 'v2' })];
    expect(trayTooltip(state({ items }))).toBe('Homereel: 1 download running');
    expect(trayTooltip(state({ items, othersActiveCount: 2 }))).toBe('Homereel: 3 downloads running');
  });

  test('the tooltip says how far this person’s downloads are', () => {
    expect(trayTooltip(state({ items: [running(42.9)] }))).toBe('Homereel: 1 download running, 42%');
    expect(trayTooltip(state({ items: [running(42.9)], othersActiveCount: 1 }))).toBe('Homereel: 2 downloads running, yours 42%');
    expect(trayTooltip(state({ items: [running(42.9)], locked: true }))).toBe('Homereel: 1 download running');
  });
});
