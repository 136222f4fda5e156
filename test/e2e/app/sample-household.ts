import type { ReferenceGroup } from '../../../preload/contract/types.ts';
import type { MediaServer } from '../../media-server/index.ts';
import type { RunningApp } from './harness.ts';

/** The PIN of Dad, the one person who has one. */
export const SAMPLE_PIN = '2468';

/** Who lives in the sample household, by name. */
export interface SampleHousehold {
  readonly ids: Readonly<Record<SampleName, string>>;
  /** Picks a person on the first screen; a person already at the window leaves first. */
  enterAs(name: SampleName): Promise<void>;
  /** Shows a page by its address, such as `#/library`. */
  show(hash: string): Promise<void>;
}

const PEOPLE = [
  { name: 'Sofia', avatar: 'owl', colour: 'violet', role: 'adult' },
  { name: 'Dad', avatar: 'bear', colour: 'teal', role: 'adult' },
  { name: 'Mia', avatar: 'fox', colour: 'orange', role: 'child' },
  { name: 'Leo', avatar: 'lion', colour: 'amber', role: 'child' },
  { name: 'Grandma', avatar: 'rabbit', colour: 'pink', role: 'adult' },
] as const;
export type SampleName = (typeof PEOPLE)[number]['name'];

const LIBRARY = [
  ['How lighthouses are built in the open sea', 'Slow Television'],
  ['Bread for beginners: one bowl, no kneading', 'Small Kitchen'],
  ['Whales singing, recorded at 200 metres', 'Deep Blue'],
  ['The slow train through the Alps, all four hours of it with the sound of the rails', 'Slow Television'],
  ['Learn to whistle in ten minutes', 'Science Kitchen'],
  ['Aurora over Tromsø', 'Northern Nights'],
  ['كيف تصنع الفخار بيديك خطوة بخطوة', 'قناة التعليم'],
  ['Building a tree house with two children and one hammer', 'Weekend Workshop'],
  ['Steam engines explained', 'Science Kitchen'],
] as const;
/** A playlist that Sofia added in one go; the first two are here already. */
const PLAYLIST = {
  group: { id: 'slow-trains', title: 'Slow trains of the world' },
  titles: [
    'Bergen line in winter',
    'Across the Nullarbor',
    'The Glacier Express',
    'Night train to Lisbon',
    'Darjeeling toy train',
    'Up the Flåm valley',
  ],
  finished: 2,
} as const;
const REQUESTS = [
  ['Volcanoes for curious people', 'Science Kitchen'],
  ['How to draw a dragon in twelve strokes', 'Paper and Pencil'],
  ['A day with the fire brigade', 'Weekend Workshop'],
] as const;
const READY_LIMIT_MS = 120_000;

/** Fills an app over fresh folders with a family in the middle of its week. The window is at "Who is this for?" afterwards. */
export async function fillHousehold(app: RunningApp, server: MediaServer): Promise<SampleHousehold> {
  const ids = {} as Record<SampleName, string>;
  const actAs = async (name: SampleName): Promise<string> => {
    await app.ask('profiles:unlock', { profileId: ids[name], ...(name === 'Dad' ? { pin: SAMPLE_PIN } : {}) });
    return ids[name];
  };
  for (const person of PEOPLE) {
    const { profile } = await app.ask('profiles:create', { ...person, ...(person.name === 'Dad' ? { pin: SAMPLE_PIN } : {}) });
    ids[person.name] = profile.id;
    if (person.name === 'Sofia') await actAs('Sofia'); // people are added by an adult once one has a PIN
  }
  // A page may not claim another length than its file has: the engine takes such a file for damaged.
  const page = (id: string, title: string, channel: string, source: string): string =>
    server.url(
      `/jsonld/${id}?t=${encodeURIComponent(title)}&uploader=${encodeURIComponent(channel)}&src=${encodeURIComponent(source)}`,
    );
  const add = async (profileId: string, url: string, group?: ReferenceGroup): Promise<string> => {
    const title = new URL(url).searchParams.get('t');
    const request = { profileId, url, ...(title === null ? {} : { title }), ...(group === undefined ? {} : { group }) };
    return (await app.ask('downloads:trigger', request)).videoId;
  };
  const addTrains = async (profileId: string, from: number, to: number, source: string): Promise<void> => {
    for (const [index, title] of PLAYLIST.titles.entries()) {
      if (index < from || index >= to) continue;
      await add(profileId, page(`train${index}`, title, 'Slow Television', `${source}train${index}.mp4`), PLAYLIST.group);
    }
  };

  const sofia = await actAs('Sofia');
  await app.ask('settings:set', { parallelDownloads: 4, parallelPerProfile: 4 });
  await app.ask('profiles:update', { profileId: sofia, limits: { quotaBytes: 40e6 } });
  for (const child of ['Mia', 'Leo'] as const) {
    await app.ask('profiles:update', {
      profileId: ids[child],
      limits: { needsApproval: true, dailyItems: 5, dailyMinutes: 90, quotaBytes: 10e6 },
    });
  }

  const finished: string[] = [];
  for (const [index, [title, channel]] of LIBRARY.entries())
    finished.push(await add(sofia, page(`film${index}`, title, channel, `/video/film${index}.mp4`)));
  await addTrains(sofia, 0, PLAYLIST.finished, '/video/');
  await app.waitForQueue(sofia, (items) => items.every(({ status }) => status === 'complete'), READY_LIMIT_MS);
  await app.ask('playback:progress', { profileId: sofia, videoId: finished[1] ?? '', seconds: 10 });
  for (const index of [2, 4])
    await app.ask('playback:progress', { profileId: sofia, videoId: finished[index] ?? '', seconds: 12 });
  await app.ask('library:remove', { profileId: sofia, videoId: finished[8] ?? '' });

  await add(sofia, server.url('/status/404/gone.mp4?t=Holiday%20by%20the%20sea'));
  await app.waitForQueue(sofia, (items) => items.some(({ status }) => status === 'failed'), READY_LIMIT_MS);
  await app.ask('settings:set', { parallelDownloads: 2, parallelPerProfile: 1 });
  await add(sofia, page('running', 'Jazz in a small kitchen', 'Northern Nights', '/slow/9000/running.mp4'));
  const given = await add(sofia, page('given', 'Knots every sailor knows', 'Deep Blue', '/slow/9000/given.mp4'));
  await addTrains(sofia, PLAYLIST.finished, PLAYLIST.titles.length, '/slow/9000/');
  for (const [index, title] of ['Forest at five in the morning', 'A walk through the old harbour', 'Bees in winter'].entries())
    await add(sofia, page(`next${index}`, title, 'Slow Television', `/slow/9000/next${index}.mp4`));
  await app.ask('downloads:cancel', { profileId: sofia, videoId: given });

  const dad = await actAs('Dad');
  await add(dad, page('running', 'Jazz in a small kitchen', 'Northern Nights', '/slow/9000/running.mp4'));
  await add(dad, page('film0', LIBRARY[0][0], LIBRARY[0][1], '/video/film0.mp4'));
  for (const index of [0, 1]) {
    await add(dad, page(`race${index}`, `Bicycle race, stage ${index + 1}`, 'On Two Wheels', `/slow/9000/race${index}.mp4`));
  }
  const grandma = await actAs('Grandma');
  await add(grandma, page('film1', LIBRARY[1][0], LIBRARY[1][1], '/video/film1.mp4'));

  for (const child of ['Leo', 'Mia'] as const) {
    const profileId = await actAs(child);
    for (const [index, [title, channel]] of REQUESTS.entries()) {
      const url = page(`${child}${index}`, title, channel, `/video/${child}${index}.mp4`);
      await app.ask('requests:create', { profileId, url, title });
    }
  }
  await actAs('Sofia');
  const { requests } = await app.ask('requests:list', { profileId: sofia, status: 'waiting' });
  const ofLeo = requests.filter(({ profileId }) => profileId === ids.Leo);
  await app.ask('requests:decide', {
    profileId: sofia,
    requestId: ofLeo[0]?.id ?? '',
    decision: 'allow',
    alwaysThisChannel: ofLeo[0]?.channel !== undefined,
  });
  await app.ask('requests:decide', { profileId: sofia, requestId: ofLeo[1]?.id ?? '', decision: 'refuse' });
  await app.ask('profiles:lock');
  await app.page.reload();

  return {
    ids,
    enterAs: async (name) => {
      const { page: window } = app;
      const leave = window.getByRole('button', { name: /switch person/ });
      if (await leave.isVisible()) await leave.click();
      await window.getByRole('button', { name, exact: true }).click();
      if (name === 'Dad') {
        await window.getByRole('textbox', { name: 'PIN' }).fill(SAMPLE_PIN);
        await window.getByRole('button', { name: 'Enter' }).click();
      }
      await window.getByRole('button', { name: `${name}, switch person` }).waitFor();
    },
    show: async (hash) => {
      await app.page.evaluate((address) => {
        window.location.hash = address;
      }, hash);
      await app.page.getByRole('main').waitFor();
    },
  };
}
