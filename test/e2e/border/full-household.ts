import { expect, vi } from 'vitest';
import type { MediaServer } from '../../media-server/index.ts';
import { actAs, addPerson, startOver } from '../app/family.ts';
import type { RunningApp } from '../app/harness.ts';
import type { Theirs } from './border-lines.ts';

export const DAD_PIN = '2468';
export const GRANDMA_PIN = '9753';
export const TOM_PIN = '4321';
const CHANNEL = 'Secret Kitchen';
const title = (name: string): string => `Birthday surprise ${name}`;

/** Gives pages their titles without writing them into their links, and takes them back: from then on only the rows know them. */
function titlePages(server: MediaServer, names: readonly string[]) {
  const telling = (name: string): string => `/page/${name}?title=${encodeURIComponent(title(name))}`;
  const pages = [
    ...names.map((name): [string, string] => [`/page/${name}`, telling(name)]),
    ['/jsonld/cake', `/jsonld/cake?t=${encodeURIComponent(title('cake'))}&uploader=${encodeURIComponent(CHANNEL)}`] as const,
    ['/page/failed', '/page-status/404/failed'] as const,
  ];
  for (const [page, servedAs] of pages) server.set(page, servedAs);
  return (): void => {
    for (const [page] of pages) server.set(page, null);
  };
}

/** What the child's border is tried against. */
export interface FullHousehold {
  readonly mia: string;
  readonly theirs: Theirs;
  /** What no answer to a child may contain. */
  readonly secrets: readonly string[];
}

/** Fills a household in the middle of things: of Dad's videos one is in each state, Tom has requests, Mia has nothing. */
export async function fillFullHousehold(app: RunningApp, server: MediaServer): Promise<FullHousehold> {
  const dad = await addPerson(app, { name: 'Dad', pin: DAD_PIN });
  const { profile: gran, recoveryCode: grandmaCode = '' } = await app.ask('profiles:create', {
    name: 'Grandma',
    pin: GRANDMA_PIN,
  });
  const grandma = gran.id;
  const tom = await addPerson(app, { name: 'Tom', role: 'child', pin: TOM_PIN });
  const mia = await addPerson(app, { name: 'Mia', role: 'child' });
  const page = (name: string): string => server.url(`/page/${name}`);
  const forgetTitles = titlePages(server, ['finished', 'trashed', 'waiting', 'next', 'cancelled', 'balloons', 'candles']);

  await actAs(app, tom, TOM_PIN);
  const ask = async (url: string): Promise<string> => (await app.ask('requests:create', { profileId: tom, url })).request.id;
  const allowed = await ask(server.url('/jsonld/cake'));
  const requests = [await ask(page('balloons')), await ask(page('candles'))] as const;

  await actAs(app, dad, DAD_PIN);
  await app.ask('requests:decide', { profileId: dad, requestId: allowed, decision: 'allow', alwaysThisChannel: true });
  await app.ask('settings:set', { parallelDownloads: 4, parallelPerProfile: 4 });
  const add = async (name: string, url = page(name)): Promise<string> =>
    // With subtitles, so that they too can be reached for.
    (await app.ask('downloads:trigger', { profileId: dad, url, title: title(name), subtitles: 'all' })).videoId;
  const [finished, trashed, failed] = await Promise.all([add('finished'), add('trashed'), add('failed')]);
  const done = [finished, trashed];
  await app.waitForQueue(dad, (items) =>
    done.every((id) => items.some((item) => item.videoId === id && item.status === 'complete' && item.hasThumbnail)),
  );
  await app.waitForQueueItem(dad, ({ videoId, status }) => videoId === failed && status === 'failed');
  const { videos } = await app.ask('library:list', { profileId: dad });
  await app.ask('library:remove', { profileId: dad, videoId: trashed });
  const running = await add('running', server.url('/stall/200000/running.mp4'));
  await app.waitForQueueItem(dad, ({ videoId, phase }) => videoId === running && phase === 'downloading');
  await app.ask('settings:set', { parallelDownloads: 1, parallelPerProfile: 1 });
  const [waiting, next, cancelled] = [await add('waiting'), await add('next'), await add('cancelled')];
  await app.ask('downloads:cancel', { profileId: dad, videoId: cancelled });
  await vi.waitFor(
    async () => {
      const { requests: all } = await app.ask('requests:list', { profileId: dad });
      expect(all.map(({ details }) => details)).toEqual(['found', 'found', 'found']);
    },
    { timeout: 30_000 },
  );
  forgetTitles();
  const rule = (await app.ask('requests:channels', { profileId: dad })).channels[0]?.id ?? '';

  const items = { finished, trashed, failed, cancelled, running, waiting, next };
  const theirs = {
    dad,
    dadPin: DAD_PIN,
    grandmaPin: GRANDMA_PIN,
    grandmaCode,
    grandma,
    tom,
    items,
    url: page('finished'),
    urls: ['finished', 'trashed', 'failed', 'waiting', 'cancelled'].map(page),
    freshUrl: server.url('/page/fresh'),
    requests,
    rule,
  };
  const names = [...Object.keys(items), 'cake', 'balloons', 'candles'].map(title);
  const secrets = [
    ...Object.values(items),
    ...requests,
    rule,
    allowed,
    CHANNEL,
    ...names,
    ...videos.map(({ fileName }) => fileName),
  ];
  expect(secrets.every((secret) => secret.length > 8)).toBe(true);
  expect(new Set(secrets).size).toBe(secrets.length);
  await app.app.evaluate(({ dialog, shell }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    shell.openPath = async () => '';
    shell.showItemInFolder = () => {};
  });
  await startOver(app);
  return { mia, theirs, secrets };
}
