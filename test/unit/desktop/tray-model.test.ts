import { describe, expect, test } from 'vitest';
import {
  type TrayAction,
  type TrayEntry,
  type TrayState,
  trayCall,
  trayModel,
  trayTooltip,
} from '../../../main/desktop/tray-model.ts';
import type { QueueItem } from '../../../preload/contract/types.ts';
import { queueItem } from '../../fakes/services.ts';

const state = (parts: Partial<TrayState> = {}): TrayState => ({
  profile: { id: 'mia', name: 'Mia', role: 'adult' },
  locked: false,
  items: [],
  recentlyCancelled: [],
  othersActiveCount: 0,
  requests: [],
  waitingRequestCount: 0,
  ...parts,
});

/** The menu as indented lines; `=>` names what an entry does, `(off)` a greyed one. */
function lines(entries: readonly TrayEntry[], indent = ''): string[] {
  return entries.flatMap((entry) => {
    if (entry.type === 'separator') return [`${indent}---`];
    const text = entry.text.replaceAll(/[\u2068\u2069]/g, '');
    if (entry.type === 'label') return [`${indent}${text}`];
    if (entry.type === 'submenu') return [`${indent}${text}`, ...lines(entry.entries, `${indent}  `)];
    const does = inWords(entry.action);
    return [`${indent}${text} => ${does}${entry.enabled === false ? ' (off)' : ''}`];
  });
}

function inWords(action: TrayAction): string {
  if (action.kind === 'call') return `${action.channel} ${action.videoId ?? '*'}`;
  return action.kind === 'decide' ? `${action.decision} ${action.requestId}` : action.kind;
}

const nobody = (parts: Partial<TrayState>): TrayState => {
  const { profile: _, ...rest } = state(parts);
  return rest;
};

const wishes = [
  { id: 'r2', profileName: 'Leo', title: 'Wish two', createdAt: 2 },
  { id: 'r1', profileName: 'Ada', title: 'Wish one', createdAt: 1 },
];

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
      queueItem({ videoId: 'v2', title: 'Held', held: true, position: 1 }),
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
      'Held: paused',
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
    ['held', { status: 'pending', held: true }, 'paused'],
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

describe('requests in the tray', () => {
  test('requests are for an adult to decide, and who waited longest comes first', () => {
    expect(lines(trayModel(state({ requests: wishes, waitingRequestCount: 2 }))).slice(0, 9)).toEqual([
      'Mia: nothing in the queue',
      '---',
      '2 requests waiting for you',
      'Ada: Wish one',
      '  Allow => allow r1',
      '  Decline => refuse r1',
      'Leo: Wish two',
      '  Allow => allow r2',
      '  Decline => refuse r2',
    ]);
  });

  test('a child’s tray only counts requests, whatever else it is given', () => {
    const leo = { id: 'leo', name: 'Leo', role: 'child' } as const;
    const menu = lines(trayModel(state({ profile: leo, requests: wishes, waitingRequestCount: 1 })));
    expect(menu.slice(0, 3)).toEqual(['Leo: nothing in the queue', '1 request is waiting for a grown-up', '---']);
    expect(menu.join()).not.toMatch(/Wish|Allow|Decline/);
  });

  test('requests in the tray are capped, shortened, and cannot turn the text around', () => {
    const requests = Array.from({ length: 7 }, (_, at) => ({
      id: `r${at}`,
      profileName: 'Le\u202eo',
      title: 'x'.repeat(200),
      createdAt: at,
    }));
    const entries = trayModel(state({ requests, waitingRequestCount: 7 }));
    const texts = entries.flatMap((entry) => (entry.type === 'submenu' ? [entry.text] : []));
    expect(texts).toHaveLength(5);
    expect(texts[0]).toBe(`\u2068Le o\u2069: \u2068${'x'.repeat(39)}…\u2069`);
    expect(lines(entries)).toContain('and 2 more');
  });

  test('requests in the tray are decided through the border, as the profile that the menu was made for', () => {
    const decide = { kind: 'decide', requestId: 'r1', decision: 'refuse' } as const;
    expect(trayCall(decide, 'mia')).toEqual({
      channel: 'requests:decide',
      request: { profileId: 'mia', requestId: 'r1', decision: 'refuse' },
    });
    expect(trayCall({ kind: 'call', channel: 'downloads:pause' }, 'mia')).toEqual({
      channel: 'downloads:pause',
      request: { profileId: 'mia' },
    });
    expect([trayCall({ kind: 'open' }, 'mia'), trayCall({ kind: 'quit' }, 'mia')]).toEqual([undefined, undefined]);
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
    ['locked', state({ locked: true, requests: wishes, waitingRequestCount: 2 })],
    ['without a profile', nobody({ requests: wishes, waitingRequestCount: 2 })],
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
