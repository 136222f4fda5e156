import { describe, expect, test } from 'vitest';
import {
  createDesktopNotices,
  type DesktopNotice,
  isQuiet,
  MIN_REQUEST_NOTICE_INTERVAL_MS,
} from '../../../main/desktop/desktop-notices.ts';
import { createSpeaker } from '../../../phrasebook/speaker.ts';
import type { DayHours, Notice, Profile } from '../../../preload/contract/types.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';
import { queueItem } from '../../fakes/services.ts';

const HOUR_MS = 3_600_000;
const at = (time: string): Date => new Date(`2026-03-14T${time}:00`);
const NIGHT: DayHours = { from: '20:00', to: '07:00' };
const mum: Profile = { id: 'mum', name: 'Mum', colour: 'violet', avatar: 'fox', role: 'adult', hasPin: true, createdAt: 0 };
const requestNotice: Notice = {
  level: 'info',
  text: 'Leo asks for “Secret”.',
  action: { label: 'Decide', kind: 'open-requests' },
};

describe('quiet hours', () => {
  test.each<[string, DayHours | null, string, boolean]>([
    ['off', null, '23:00', false],
    ['over midnight, before', NIGHT, '19:59', false],
    ['over midnight, first minute', NIGHT, '20:00', true],
    ['over midnight, midnight', NIGHT, '00:00', true],
    ['over midnight, last minute', NIGHT, '06:59', true],
    ['over midnight, over', NIGHT, '07:00', false],
    ['within a day', { from: '13:00', to: '15:00' }, '14:00', true],
    ['within a day, after', { from: '13:00', to: '15:00' }, '15:00', false],
    ['from and to the same: the whole day', { from: '08:00', to: '08:00' }, '07:59', true],
  ])('quiet hours: %s', (_what, hours, time, quiet) => {
    expect(isQuiet(hours, at(time))).toBe(quiet);
  });
});

function desktop(options: { readonly acting?: Profile; readonly quietHours?: DayHours | null; readonly time?: string } = {}) {
  const shown: DesktopNotice[] = [];
  const clock = createManualClock(at(options.time ?? '12:00').getTime());
  const state = { acting: options.acting, cleared: 0 };
  const notices = createDesktopNotices({
    speaker: () => createSpeaker('en'),
    clock,
    acting: () => state.acting,
    quietHours: () => options.quietHours ?? null,
    show: (notice) => shown.push(notice),
    clear: () => {
      state.cleared += 1;
    },
  });
  const finish = (videoId: string): void => {
    notices.queueChanged([queueItem({ videoId, title: 'Cats', status: 'downloading' })]);
    notices.queueChanged([queueItem({ videoId, title: 'Cats', status: 'complete' })]);
  };
  return { notices, shown, clock, state, finish };
}

describe('desktop notices', () => {
  test('the desktop is told what ended, with at most three notices at once', () => {
    const { notices, shown } = desktop({ acting: mum });
    const items = ['a', 'b', 'c', 'd'].map((videoId) => queueItem({ videoId, title: `Title ${videoId}` }));
    notices.queueChanged(items);
    notices.queueChanged(items.map((item, index) => ({ ...item, status: index === 0 ? 'failed' : 'complete' })));
    expect(shown.map(({ title, body }) => `${title}: ${body.replaceAll(/[\u2068\u2069]/g, '')}`)).toEqual([
      'A download needs you: Title a',
      'Ready to watch: Title b',
      'Ready to watch: Title c',
    ]);
  });

  test('the desktop is told nothing in quiet hours, from their first minute to their last, over midnight', () => {
    const { notices, shown, clock, finish } = desktop({ acting: mum, quietHours: NIGHT, time: '19:30' });
    finish('before');
    expect(shown).toHaveLength(1);
    clock.advance(HOUR_MS);
    finish('evening');
    notices.told({ notice: requestNotice, profileId: 'mum' });
    expect(notices.answer({ title: 'That did not work', body: 'Why.' })).toBe(false);
    clock.advance(8 * HOUR_MS);
    finish('night');
    expect(shown).toHaveLength(1);
    clock.advance(3 * HOUR_MS);
    finish('morning');
    expect(shown).toHaveLength(2);
    expect(notices.answer({ title: 'That did not work', body: 'Why.' })).toBe(true);
  });

  test('the desktop is told what concerns the acting person and the whole household, and nothing else', () => {
    const { notices, shown } = desktop({ acting: mum });
    notices.told({ notice: requestNotice, profileId: 'mum' });
    notices.told({ notice: requestNotice, profileId: 'dad' });
    notices.told({ notice: { level: 'warning', text: 'The disk is nearly full.' } });
    expect(shown.map(({ body }) => body)).toEqual(['Leo asks for “Secret”.', 'The disk is nearly full.']);
  });

  test('a locked window’s desktop hears once that somebody asks, and never a title', () => {
    const { notices, shown, clock } = desktop();
    for (const profileId of ['mum', 'dad']) notices.told({ notice: requestNotice, profileId });
    notices.told({ notice: { level: 'success', text: 'Mum said yes to “Secret”.' }, profileId: 'leo' });
    expect(shown).toEqual([{ title: 'Homereel', body: 'Someone is asking for a video. A grown-up can approve it.' }]);
    clock.advance(MIN_REQUEST_NOTICE_INTERVAL_MS);
    notices.told({ notice: requestNotice, profileId: 'mum' });
    expect(shown).toHaveLength(2);
    expect(JSON.stringify(shown)).not.toMatch(/Secret|Leo/);
  });

  test('a change of person clears the shown notices, and what was active before is not announced', () => {
    const { notices, shown, state } = desktop({ acting: mum });
    notices.queueChanged([queueItem({ videoId: 'v', status: 'downloading' })]);
    notices.profileChanged();
    expect(state.cleared).toBe(1);
    notices.queueChanged([queueItem({ videoId: 'v', status: 'complete' })]);
    expect(shown).toEqual([]);
  });
});
