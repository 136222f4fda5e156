import { describe, expect, test } from 'vitest';
import { taskbarProgress } from '../../../main/desktop/taskbar-progress.ts';
import { createTrayChanges } from '../../../main/desktop/tray-changes.ts';
import type { QueueItem } from '../../../preload/contract/types.ts';
import { queueItem } from '../../fakes/services.ts';
import { state } from './tray-fixture.ts';

const running = (parts: Partial<QueueItem>): QueueItem =>
  queueItem({ videoId: 'v1', status: 'downloading', phase: 'downloading', ...parts });

describe('tray menu', () => {
  const tray = () => {
    const menus: (string | undefined)[] = [];
    const tooltips: string[] = [];
    const update = createTrayChanges({
      showMenu: (_entries, profileId) => menus.push(profileId),
      showTooltip: (text) => tooltips.push(text),
    });
    return { menus, tooltips, update };
  };

  test('the tray’s menu stays still while a download runs on; its percent goes to the tooltip', () => {
    const { menus, tooltips, update } = tray();
    for (let tenths = 0; tenths <= 1000; tenths += 1) {
      const percent = tenths / 10;
      update(state({ items: [running({ percent, bytes: tenths, totalBytes: 1000, speed: tenths, etaSeconds: 1000 - tenths })] }));
    }
    expect(menus).toHaveLength(1);
    expect(tooltips).toHaveLength(101);
    expect(tooltips.at(-1)).toBe('Homereel: 1 download running, 100%');
  });

  test('the tray’s menu is set again when what it says changes, or whom it acts for', () => {
    const { menus, update } = tray();
    update(state({ items: [running({})] }));
    update(state({ items: [running({ phase: 'post-processing' })] }));
    update(
      state({
        items: [running({ phase: 'post-processing' })],
        requests: [{ id: 'r', profileName: 'Leo', title: 'x', createdAt: 1 }],
      }),
    );
    update(state({ profile: { id: 'other', name: 'Mia', role: 'adult' } }));
    update(state({ profile: { id: 'another', name: 'Mia', role: 'adult' } }));
    expect(menus).toEqual(['mia', 'mia', 'mia', 'other', 'another']);
  });
});

describe('taskbar progress', () => {
  test.each<[string, QueueItem[], number]>([
    ['nothing at all', [], -1],
    ['nothing that runs', [queueItem({ videoId: 'v1' }), running({ status: 'complete', percent: 100 })], -1],
    ['what is being stopped', [running({ status: 'cancelling', percent: 50 })], -1],
    ['what this person paused, though it runs on for others', [running({ held: true, percent: 50 })], -1],
    ['one that is starting', [running({ phase: 'starting' })], 2],
    ['one whose size nobody knows', [running({ bytes: 5 })], 2],
    ['one at its start', [running({ percent: 0 })], 0],
    ['one at its half', [running({ percent: 50 })], 0.5],
    ['one at its end', [running({ percent: 100, phase: 'finalizing' })], 1],
    ['two', [running({ percent: 50 }), running({ videoId: 'v2', percent: 100 })], 0.75],
    ['two of which one is starting', [running({ percent: 50 }), running({ videoId: 'v2', phase: 'starting' })], 0.25],
    ['a number beyond its range', [running({ percent: 120 })], 1],
  ])('the taskbar shows its progress for %s', (_what, items, progress) => {
    expect(taskbarProgress(items)).toBe(progress);
  });
});
