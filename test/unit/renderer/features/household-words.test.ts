import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../main/settings/default-settings.ts';
import type { HouseholdRequest, ProfileLimits } from '../../../../preload/contract/household.ts';
import type { ProbeEntry, Profile, QueueItem } from '../../../../preload/contract/types.ts';
import { removalWords } from '../../../../renderer/features/household/people/removal-words.ts';
import { diskShares, storageBars } from '../../../../renderer/features/household/storage/storage-shares.ts';
import { filterEntries, isNew, knownWords } from '../../../../renderer/features/paste/choice/entry-filter.ts';
import { placeWords } from '../../../../renderer/features/queue/rows/item-words.ts';
import { bytesToFree, suggestionFor } from '../../../../renderer/store/paste/quota-exceeded.ts';
import { bulkTargetsOf } from '../../../../renderer/store/queue/bulk-actions.ts';
import { leaveSelection, selectionStore, startSelection, toggleSelected } from '../../../../renderer/store/queue/selection.ts';
import { householdPartOf, pageOf } from '../../../../renderer/store/window/page-address.ts';
import { bulkCancelSentence } from '../../../../renderer/words/cancel-words.ts';
import { formatUntil } from '../../../../renderer/words/format.ts';
import { itemChoices, limitWords, quotaChoices, todayWords } from '../../../../renderer/words/limit-words.ts';
import { openDoors } from '../../../../renderer/words/open-doors.ts';
import { answerWords, requestFacts } from '../../../../renderer/words/request-words.ts';

const GB = 1e9;

describe('what becomes of the videos of a person who is removed', () => {
  test.each([
    [0, 0, 'They have no videos.'],
    [1, 0, 'They have 1 video. Someone else has it too, so it stays.'],
    [1, 1, 'They have 1 video, and nobody else has it.'],
    [7, 0, 'They have 7 videos. Others have all of them too, so they stay.'],
    [7, 3, 'They have 7 videos, and nobody else has 3 of them.'],
    [1200, 1200, 'They have 1,200 videos, and nobody else has any of them.'],
  ])('%i on the list, %i only theirs', (items, onlyTheirs, words) => {
    expect(removalWords({ items, onlyTheirs })).toBe(words);
  });
});

describe('a place in line, in words', () => {
  test.each([
    [{ ahead: 0 }, 'Next'],
    [{ ahead: 50, more: true } as const, 'More than 50 ahead'],
    [{ ahead: 2, others: 2, byPerson: [{ name: 'Dad', count: 2 }] }, '2 from Dad ahead'],
    [
      {
        ahead: 7,
        others: 4,
        byPerson: [
          { name: 'Dad', count: 3 },
          { name: 'Mia', count: 3 },
          { name: 'Leo', count: 1 },
        ],
      },
      '4 ahead: 3 from Dad, 1 from Leo',
    ],
    [{ ahead: 3, others: 0, byPerson: [{ name: 'Mia', count: 3 }] }, '3 of yours ahead'],
    [{ ahead: 12, others: 11 }, '11 ahead'],
    [{ ahead: 1, others: 0 }, '1 of yours ahead'],
  ])('%j is "%s"', (place, words) => {
    expect(placeWords(place, 'Mia')).toBe(words);
  });
});

describe('limits in words', () => {
  const limits: ProfileLimits = {
    quotaBytes: 5 * GB,
    dailyItems: 3,
    dailyMinutes: 60,
    needsApproval: true,
    knownNeedsApproval: true,
  };
  const today = { items: 1, minutes: 20, resetsAt: 0 };

  test('says a child’s limits, and of an adult only the room', () => {
    expect(limitWords(limits, 'child')).toEqual(['asks first', '3 videos a day', '60 minutes a day', 'up to 5 GB']);
    expect(limitWords(limits, 'adult')).toEqual(['up to 5 GB']);
  });

  test('says kindly what is left today', () => {
    expect(todayWords(limits, today)).toBe('You can add 2 more videos today, up to 40 minutes in all.');
    expect(todayWords({ ...limits, dailyMinutes: null }, { ...today, items: 9 })).toBe('That’s all for today. See you tomorrow!');
    expect(todayWords({ ...limits, dailyItems: null, dailyMinutes: null }, today)).toBeUndefined();
  });

  test('keeps a limit that was set elsewhere among the choices', () => {
    expect(quotaChoices(3 * GB).map(({ label }) => label)).toContain('3 GB');
    expect(itemChoices(null)[0]).toEqual({ value: null, label: 'No limit' });
    expect(itemChoices(7).map(({ value }) => value)).toEqual([null, 1, 2, 3, 5, 7, 10, 20]);
  });
});

describe('a request in words', () => {
  const request: HouseholdRequest = {
    id: 'r',
    profileId: 'leo',
    profileName: 'Leo',
    status: 'waiting',
    url: 'https://www.video.example/1',
    kind: 'video',
    preset: 'good',
    title: 'Cats',
    details: 'found',
    createdAt: 0,
  };

  test('tells what is known', () => {
    expect(requestFacts(request)).toEqual(['video.example']);
    expect(requestFacts({ ...request, channel: 'Zoo', durationSeconds: 61, bytes: 3e6, kind: 'audio' })).toEqual([
      'Zoo',
      '1:01',
      '3 MB',
      'Audio only',
      'video.example',
    ]);
  });

  test('tells the answer and whose it was', () => {
    expect(answerWords({ ...request, status: 'allowed', decidedBy: 'Dad', decidedAt: 0 }, 0)).toBe('Dad said yes just now.');
    expect(answerWords({ ...request, status: 'allowed', decidedAt: 0 }, 0)).toBe('Allowed automatically just now.');
    expect(answerWords({ ...request, status: 'refused', decidedBy: 'Dad', decidedAt: 0 }, 300_000)).toBe(
      'Dad said no 5 min ago.',
    );
  });
});

describe('the chart of space by person', () => {
  test('draws all bars to one scale, biggest first, with the quota where it stands', () => {
    const bars = storageBars([
      { profileId: 'a', name: 'A', colour: 'teal', chargedBytes: 2 * GB, trashedBytes: GB, quotaBytes: 2 * GB },
      { profileId: 'b', name: 'B', colour: 'pink', chargedBytes: 4 * GB, trashedBytes: 0, quotaBytes: null },
    ]);
    expect(
      bars.map(({ name, percent, quotaPercent, overQuota, words }) => [name, percent, quotaPercent, overQuota, words]),
    ).toEqual([
      ['B', 100, undefined, false, '4 GB'],
      ['A', 50, 50, true, '2 GB of 2 GB'],
    ]);
    expect(bars.map(({ trashWords }) => trashWords)).toEqual([undefined, '1 GB in the trash']);
    expect(
      storageBars([{ profileId: 'a', name: 'A', colour: 'teal', chargedBytes: 0, trashedBytes: 0, quotaBytes: null }])[0]
        ?.percent,
    ).toBe(0);
  });

  test('shares the disk out completely, whatever the numbers', () => {
    const storage = { people: [], trashItems: 0, libraryBytes: 30, trashBytes: 10, freeBytes: 40, totalBytes: 100 };
    expect(diskShares(storage)).toEqual({ library: 30, trash: 10, free: 40, other: 20 });
    expect(diskShares({ ...storage, totalBytes: 0 }).other).toBeGreaterThanOrEqual(0);
  });
});

describe('selecting several', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  beforeEach(leaveSelection);

  test('ticks one by one, and with Shift the whole way from the last one', () => {
    startSelection();
    toggleSelected('b');
    toggleSelected('d', order);
    expect([...(selectionStore.getState().ids ?? [])]).toEqual(['b', 'c', 'd']);
    toggleSelected('c');
    toggleSelected('a', order);
    expect([...(selectionStore.getState().ids ?? [])].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('ticks only the row itself when the last one is in another list', () => {
    startSelection();
    toggleSelected('elsewhere');
    toggleSelected('d', order);
    expect([...(selectionStore.getState().ids ?? [])]).toEqual(['elsewhere', 'd']);
  });

  test('knows what each action would change', () => {
    const item = (status: QueueItem['status'], held = false) => ({ status, held }) as QueueItem;
    const items = new Map([
      ['run', item('downloading')],
      ['wait', item('pending')],
      ['held', item('pending', true)],
      ['bad', item('failed')],
      ['done', item('complete')],
      ['stopping', item('cancelling')],
    ]);
    expect(bulkTargetsOf([...items.keys(), 'gone'], items)).toEqual({
      pause: ['run', 'wait'],
      resume: ['held'],
      cancel: ['run', 'wait', 'held', 'bad'],
      remove: ['done'],
    });
  });

  test('says what cancelling several did', () => {
    expect(bulkCancelSentence(3, 0)).toBe('Cancelled 3 videos.');
    expect(bulkCancelSentence(3, 1)).toContain('1 of them');
    expect(bulkCancelSentence(1, 1)).toBe('Cancelled 1 video. Someone else still wants it, so it keeps going.');
  });
});

describe('the list to tick', () => {
  const entries: ProbeEntry[] = [
    { url: '1', title: 'Alps by train', known: 'complete' },
    { url: '2', title: 'Andes by TRAIN' },
    { url: '3', title: 'Harbour', known: 'pending' },
    { url: '4', title: 'Fjord', known: 'cataloged' },
  ];

  test('filters by words and by what is new', () => {
    expect(filterEntries(entries, ' train ', false).map(({ url }) => url)).toEqual(['1', '2']);
    expect(filterEntries(entries, '', true).map(({ url }) => url)).toEqual(['2', '4']);
    expect(entries.filter(isNew)).toHaveLength(2);
    expect(entries.map(({ known }) => knownWords(known))).toEqual(['in the library', undefined, 'on its way', undefined]);
  });
});

describe('making room', () => {
  const videos = [
    { videoId: 'a', title: 'A', bytes: 3 },
    { videoId: 'b', title: 'B', bytes: 4 },
    { videoId: 'c', title: 'C', bytes: 5 },
  ];

  test('suggests just enough, longest watched ago first', () => {
    expect(suggestionFor(videos, 6)).toEqual(['a', 'b']);
    expect(suggestionFor(videos, 0)).toEqual([]);
    expect(suggestionFor(videos, 99)).toEqual(['a', 'b', 'c']);
  });

  test('needs at least something when the size is not known', () => {
    expect(bytesToFree({ usedBytes: 10, quotaBytes: 10, neededBytes: 0, safeToFree: [] })).toBe(1);
    expect(bytesToFree({ usedBytes: 9, quotaBytes: 10, neededBytes: 5, safeToFree: [] })).toBe(4);
  });
});

describe('ways', () => {
  test('knows pages and the parts of the household', () => {
    expect(pageOf('#/household/storage')).toBe('household');
    expect(householdPartOf('#/household/storage')).toBe('storage');
    expect(householdPartOf('#/household')).toBe('people');
    expect(householdPartOf('#/household/elsewhere')).toBe('people');
    expect(pageOf('#/householders')).toBe('queue');
  });

  test('says how long something stays', () => {
    expect(formatUntil(1000, 0)).toBe('in less than an hour');
    expect(formatUntil(5 * 3_600_000, 0)).toBe('in 5 hours');
    expect(formatUntil(6 * 86_400_000, 0)).toBe('in 6 days');
  });
});

describe('what is open to children', () => {
  const person = (name: string, role: Profile['role'], hasPin: boolean): Profile => ({
    id: name,
    name,
    role,
    hasPin,
    colour: 'violet',
    avatar: 'fox',
    createdAt: 0,
  });
  const mia = person('Mia', 'child', false);

  test('every adult without a PIN is named once there is a child', () => {
    const [dad, gran] = [person('Dad', 'adult', true), person('Gran', 'adult', false)];
    const open = 'Gran has no PIN, so a child can pick Gran and do all that an adult may.';
    expect(openDoors([dad, gran, mia], undefined)).toEqual([open]);
    expect(openDoors([dad, gran], undefined)).toEqual([]);
    expect(openDoors([dad, mia], undefined)).toEqual([]);
  });

  test('it is said that the home network is open', () => {
    const settings = { libraryFolder: '/videos', ...DEFAULT_SETTINGS };
    expect(openDoors([mia], settings)).toEqual([]);
    expect(openDoors([mia], { ...settings, allowPrivateAddresses: true })).toEqual([
      'Links into the home network are allowed, for everyone at home.',
    ]);
  });
});
