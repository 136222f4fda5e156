import { describe, expect, it } from 'vitest';
import { type TrayEntry, type TrayState, trayModel, trayTooltip } from '../../main/ipc/tray-model.ts';
import type { QueueItem } from '../../preload/contract/types.ts';
import { queueItem } from '../fakes/services.ts';

const state = (parts: Partial<TrayState> = {}): TrayState => ({
  profile: { id: 'mia', name: 'Mia' },
  locked: false,
  items: [],
  recentlyCancelled: [],
  othersActiveCount: 0,
  ...parts,
});

/** The menu as indented lines; `=>` names what an entry does, `(off)` a greyed one. */
function lines(entries: readonly TrayEntry[], indent = ''): string[] {
  return entries.flatMap((entry) => {
    if (entry.type === 'separator') return [`${indent}---`];
    const text = entry.text.replaceAll(/[\u2068\u2069]/g, '');
    if (entry.type === 'label') return [`${indent}${text}`];
    if (entry.type === 'submenu') return [`${indent}${text}`, ...lines(entry.entries, `${indent}  `)];
    const does = entry.action.kind === 'call' ? `${entry.action.channel} ${entry.action.videoId ?? '*'}` : entry.action.kind;
    return [`${indent}${text} => ${does}${entry.enabled === false ? ' (off)' : ''}`];
  });
}

const menuOf = (item: Partial<QueueItem>): string[] =>
  lines(trayModel(state({ items: [queueItem({ videoId: 'v1', title: 'Cats', ...item })] }))).filter(
    (line) => line.startsWith('Cats') || line.startsWith('  '),
  );

describe('the tray of a person', () => {
  it('is short when there is nothing', () => {
    expect(lines(trayModel(state()))).toEqual([
      'Mia: nothing to do',
      '---',
      'Pause all => downloads:pause * (off)',
      'Resume all => downloads:unpause * (off)',
      '---',
      'Open Homereel => open',
      'Quit => quit',
    ]);
  });

  it('shows running, waiting, failed and cancelled items in the order of the queue', () => {
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
      'Now: 42 %, 3 minutes left',
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
      'Broken: did not work',
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

  it.each<[string, Partial<QueueItem>, string]>([
    ['no phase yet', { status: 'downloading' }, 'starting'],
    ['starting', { status: 'downloading', phase: 'starting' }, 'starting'],
    ['probing', { status: 'downloading', phase: 'probing' }, 'looking at the page'],
    ['no size known', { status: 'downloading', phase: 'downloading' }, 'downloading'],
    ['percent only', { status: 'downloading', phase: 'downloading', percent: 0 }, '0 %'],
    [
      'nearly there',
      { status: 'downloading', phase: 'downloading', percent: 99.99, etaSeconds: 3 },
      '99 %, less than a minute left',
    ],
    ['a minute', { status: 'downloading', phase: 'downloading', percent: 5, etaSeconds: 61 }, '5 %, 1 minute left'],
    ['hours', { status: 'downloading', phase: 'downloading', percent: 5, etaSeconds: 7300 }, '5 %, about 2 hours left'],
    ['post-processing', { status: 'downloading', phase: 'post-processing' }, 'putting it together'],
    ['finalizing', { status: 'downloading', phase: 'finalizing' }, 'moving it into the library'],
    ['stopping', { status: 'cancelling' }, 'stopping'],
    ['waiting', { status: 'pending' }, 'waiting'],
    ['retrying later', { status: 'pending', retryAt: 5 }, 'will try again by itself'],
    ['held', { status: 'pending', held: true }, 'paused'],
    ['failed', { status: 'failed' }, 'did not work'],
  ])('says in words: %s', (_what, item, words) => {
    expect(menuOf(item)[0]).toBe(`Cats: ${words}`);
  });

  it('offers a second cancel, and nothing else, while an item is being stopped', () => {
    expect(menuOf({ status: 'cancelling' }).slice(1)).toEqual(['  Cancel => downloads:cancel v1']);
  });

  it('offers to resume what this person paused though it runs on for others', () => {
    expect(menuOf({ status: 'downloading', held: true })).toContain('  Resume => downloads:unpause v1');
  });

  it('caps long lists and takes the five newest cancelled ones', () => {
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

describe('a title in the tray', () => {
  const textOf = (title: string): string => {
    const entry = trayModel(state({ items: [queueItem({ videoId: 'v1', title, status: 'downloading' })] })).find(
      ({ type }) => type === 'submenu',
    );
    return entry?.type === 'submenu' ? entry.text : '';
  };

  it('is isolated, so that its direction stays its own', () => {
    expect(textOf('سمك')).toBe('\u2068سمك\u2069: starting');
    expect(textOf('a\u202egpj\u2069.\u2067b')).toBe('\u2068a gpj . b\u2069: starting');
  });

  it('is one line, shortened between whole letters, never empty', () => {
    expect(textOf('one\ntwo\u0000\tthree')).toBe('\u2068one two three\u2069: starting');
    expect(textOf('👨‍👩‍👧'.repeat(60))).toBe(`\u2068${'👨‍👩‍👧'.repeat(39)}…\u2069: starting`);
    expect(textOf('x'.repeat(40))).toContain('x'.repeat(40));
    expect(textOf(' \n ')).toBe('\u2068Untitled\u2069: starting');
  });
});

describe('the tray of nobody', () => {
  const secret = [queueItem({ videoId: 'v1', title: 'Secret', status: 'downloading' })];
  const recentlyCancelled = [{ videoId: 'v2', title: 'Secret too', cancelledAt: 1 }];

  it.each([
    ['locked', state({ locked: true, items: secret, recentlyCancelled, othersActiveCount: 1 })],
    ['without a profile', { locked: false, items: secret, recentlyCancelled, othersActiveCount: 1 }],
  ])('%s: counts only', (_what, given) => {
    const menu = lines(trayModel(given));
    expect(menu).toEqual(['2 downloads running', '---', 'Open Homereel => open', 'Quit => quit']);
  });

  it('says so when all is quiet', () => {
    expect(lines(trayModel({ ...state(), locked: true }))[0]).toBe('Nothing is downloading');
  });
});

describe('the tooltip', () => {
  it('counts, and names nothing', () => {
    expect(trayTooltip(state())).toBe('Homereel');
    const items = [queueItem({ videoId: 'v1', title: 'Secret', status: 'downloading' }), queueItem({ videoId: 'v2' })];
    expect(trayTooltip(state({ items }))).toBe('Homereel: 1 download running');
    expect(trayTooltip(state({ items, othersActiveCount: 2 }))).toBe('Homereel: 3 downloads running');
  });
});
