import { expect, onTestFinished, test } from 'vitest';
import { createBorder } from '../../../main/ipc/session.ts';
import { systemClock } from '../../../main/platform/clock.ts';
import { CHANNEL_NAMES, type ChannelName } from '../../../preload/contract/channels.ts';
import type { Result } from '../../../preload/contract/errors.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import { openHousehold, QUICK, serveMedia, ytDlpOfASite } from './household.ts';

const SECRET = 'Birthday surprise';

interface Theirs {
  readonly dad: Profile;
  readonly tom: Profile;
  readonly running: string;
  readonly finished: string;
  /** The links of the two videos; the title stands in no link. */
  readonly url: string;
  readonly finishedUrl: string;
  readonly request: string;
  readonly rule: string;
}

type Request = Record<string, unknown> | undefined;
const REFUSED = ['forbidden', 'not-found', 'wrong-pin', 'wrong-code', 'approval-needed', 'last-adult'];

/** Every way in which a child could reach for what is not hers; a channel without an entry here does not compile. */
const reaches: Record<
  ChannelName,
  (me: string, theirs: Theirs) => { readonly refused?: Request[]; readonly harmless?: Request[] }
> = {
  'profiles:list': () => ({ harmless: [undefined] }), // the faces to pick
  'profiles:create': () => ({
    refused: [
      { name: 'Boss', role: 'adult' },
      { name: 'Kid', role: 'child' },
    ],
  }),
  'profiles:unlock': (_me, { dad }) => ({ refused: [{ profileId: dad.id }, { profileId: dad.id, pin: '0000' }] }),
  'profiles:confirm': (_me, { dad }) => ({ refused: [{ profileId: dad.id, pin: '1234' }] }),
  'profiles:lock': () => ({}), // leaving is open to everybody, and gives nothing
  'profiles:remove': (me, { dad, tom }) => ({
    refused: [{ profileId: dad.id }, { profileId: tom.id, handOverTo: me }, { profileId: me }],
  }),
  'profiles:update': (me, { dad }) => ({
    refused: [
      { profileId: dad.id, name: 'X' },
      { profileId: me, role: 'adult' },
      { profileId: me, limits: { needsApproval: false } },
    ],
  }),
  'profiles:set-pin': (_me, { dad, tom }) => ({
    refused: [
      { profileId: dad.id, pin: null },
      { profileId: tom.id, pin: '1111' },
    ],
  }),
  'profiles:recover': (_me, { dad }) => ({ refused: [{ profileId: dad.id, code: '0000-0000-0000-0000', pin: '1111' }] }),
  'profiles:plan': (_me, { dad }) => ({
    refused: [
      { profileId: dad.id, change: 'remove-pin' },
      { profileId: dad.id, change: 'make-child' },
      { profileId: dad.id, change: null },
    ],
  }),
  'profiles:plans': () => ({ refused: [undefined] }),
  'profiles:removal-preview': (me, { dad }) => ({ refused: [{ profileId: dad.id }, { profileId: me }] }),
  'profiles:limits': (me, { tom }) => ({ refused: [{ profileId: tom.id }], harmless: [{ profileId: me }] }),
  'profiles:storage': (me, { dad }) => ({ refused: [{ profileId: dad.id }], harmless: [{ profileId: me }] }),
  'profiles:choices': (me, { dad }) => ({ refused: [{ profileId: dad.id }], harmless: [{ profileId: me }] }),
  'profiles:choose': (me, { tom }) => ({
    refused: [{ profileId: tom.id, kind: 'audio' }],
    harmless: [{ profileId: me, preset: 'small' }],
  }),
  'videos:probe': (me, { url, finishedUrl }) => ({ harmless: [url, finishedUrl].map((link) => ({ profileId: me, url: link })) }),
  'downloads:trigger': (me, { running, finished, url }) => ({
    refused: [
      { profileId: me, videoId: running },
      { profileId: me, videoId: finished },
      { profileId: me, url },
    ],
  }),
  'downloads:cancel': (me, { running, finished }) => ({ refused: both(me, running, finished) }),
  'downloads:resume': (me, { running, finished }) => ({ refused: both(me, running, finished) }),
  'downloads:retry': (me, { running, finished }) => ({ refused: both(me, running, finished) }),
  'downloads:pause': (me, { running, finished }) => ({ refused: both(me, running, finished), harmless: [{ profileId: me }] }),
  'downloads:unpause': (me, { running, finished }) => ({ refused: both(me, running, finished), harmless: [{ profileId: me }] }),
  'downloads:move': (me, { running, finished }) => ({
    refused: [...both(me, running, finished), { profileId: me, videoId: running, before: finished }],
  }),
  'queue:snapshot': (me) => ({ harmless: [{ profileId: me }] }),
  'queue:recently-cancelled': (me) => ({ harmless: [{ profileId: me }] }),
  'library:list': (me) => ({ harmless: [{ profileId: me }, { profileId: me, search: 'surprise' }] }),
  'library:remove': (me, { running, finished }) => ({ refused: both(me, running, finished) }),
  'library:undo': (me, { running, finished }) => ({ refused: both(me, running, finished) }),
  'library:trash': (me) => ({ harmless: [{ profileId: me }] }),
  'library:purge': (me, { running, finished }) => ({ refused: both(me, running, finished), harmless: [{ profileId: me }] }),
  'library:reveal': (me, { running, finished }) => ({ refused: both(me, running, finished) }),
  'library:open': (me, { running, finished }) => ({ refused: both(me, running, finished) }),
  'library:subtitles': (me, { running, finished }) => ({ refused: both(me, running, finished) }),
  'library:subtitle': (me, { running, finished }) => ({
    refused: both(me, running, finished).map((request) => ({ ...request, index: 0 })),
  }),
  'playback:progress': (me, { running, finished }) => ({
    refused: both(me, running, finished).map((request) => ({ ...request, seconds: 1 })),
  }),
  'requests:create': () => ({}), // what is asked for is not had: the test of asking
  'requests:list': (me) => ({ harmless: [{ profileId: me }, { profileId: me, status: 'waiting' }] }),
  'requests:decide': (me, { request, dad }) => ({
    refused: [
      { profileId: me, requestId: request, decision: 'allow' },
      { profileId: dad.id, requestId: request, decision: 'refuse' },
    ],
  }),
  'requests:withdraw': (me, { request }) => ({ refused: [{ profileId: me, requestId: request }] }),
  'requests:channels': (me) => ({ harmless: [{ profileId: me }] }),
  'requests:forget-channel': (me, { rule }) => ({ refused: [{ profileId: me, channelId: rule }] }),
  'household:storage': (me, { dad }) => ({ refused: [{ profileId: me }, { profileId: dad.id }] }),
  'settings:get': () => ({ harmless: [undefined] }),
  'settings:choose-folder': () => ({ refused: [undefined] }),
  'settings:allow-private-addresses': () => ({ refused: [{ allowed: true }, { allowed: false }] }),
  'settings:set': () => ({ refused: [{ allowPrivateAddresses: true }, { theme: 'dark' }] }),
  'system:health': () => ({ harmless: [undefined] }),
  'activity:list': (me, { running }) => ({ refused: [{ profileId: me, videoId: running }], harmless: [{ profileId: me }] }),
  'activity:report': (me, { running }) => ({ refused: [{ profileId: me, videoId: running }], harmless: [{ profileId: me }] }),
};

const both = (profileId: string, ...videoIds: string[]) => videoIds.map((videoId) => ({ profileId, videoId }));

async function household() {
  const server = await serveMedia();
  const home = await openHousehold({ timings: { ...QUICK, noOutputMs: 600_000 }, ytDlpPath: await ytDlpOfASite() });
  const { services } = home.core;
  const { profile: dad } = await services.profiles.create({ name: 'Dad', pin: '1234' });
  const { profile: mia } = await services.profiles.create({ name: 'Mia', role: 'child' });
  const { profile: tom } = await services.profiles.create({ name: 'Tom', role: 'child', pin: '4321' });
  const border = createBorder(
    services,
    {
      openFile: async () => true,
      revealFile: async () => true,
      chooseFolder: async () => undefined,
      confirmHomeNetwork: async () => true,
    },
    {
      clock: systemClock,
      pinFreshMs: 120_000,
      log: { error: (message, detail) => expect.unreachable(`${message} ${detail.channel} ${String(detail.error)}`) },
    },
  );
  const events: string[] = [];
  const window = border.connect({ send: (event, payload) => events.push(`${event} ${JSON.stringify(payload)}`) });
  onTestFinished(window.disconnect);
  const invoke = (channel: ChannelName, request: Request): Promise<Result<unknown>> => window.invoke(channel, request);
  return { server, home, services, dad, mia, tom, window, invoke, events };
}

test('a child reaches nothing of a parent or a sibling through any channel, and hears nothing of it', async () => {
  const { server, home, services, dad, mia, tom, invoke, events } = await household();
  await invoke('profiles:unlock', { profileId: mia.id });
  // The pages tell their titles to Dad and Tom; by the time the child comes only the rows know them.
  const title = encodeURIComponent(SECRET);
  const pages = {
    '/page/party': `/page/party?title=${title}`,
    '/page/gift': `/page/gift?title=${title}&src=/stall/200000/gift.mp4`,
    '/jsonld/rule': `/jsonld/rule?t=${title}&uploader=${title}`,
  };
  for (const [page, servedAs] of Object.entries(pages)) server.set(page, servedAs);
  const finishedUrl = server.url('/page/party');
  const finished = await home.trigger(dad, finishedUrl);
  await home.until(dad, finished, (item) => item?.status === 'complete');
  const url = server.url('/page/gift');
  const running = await home.trigger(dad, url);
  await home.until(dad, running, (item) => item?.status === 'downloading' && item.title.startsWith(SECRET));
  const allowed = await services.requests.create({ profileId: tom.id, url: server.url('/jsonld/rule') });
  await services.requests.decide({
    profileId: dad.id,
    requestId: allowed.request.id,
    decision: 'allow',
    alwaysThisChannel: true,
  });
  const { request } = await services.requests.create({ profileId: tom.id, url: server.url('/page/asked'), title: SECRET });
  const rule = (await services.requests.channels({ profileId: dad.id })).channels[0]?.id ?? '';
  for (const page of Object.keys(pages)) server.set(page, null);
  const theirs = { dad, tom, running, finished, url, finishedUrl, request: request.id, rule };
  const state = async () => [
    services.profiles.list(),
    home.item(dad, running)?.status,
    home.item(dad, finished)?.status,
    (await services.requests.list({ profileId: dad.id, status: 'waiting' })).requests
      .filter(({ profileId }) => profileId === tom.id)
      .map(({ id }) => id),
    await services.settings.get(),
  ];
  const before = await state();
  const secrets = [SECRET, running, finished, request.id, rule];

  for (const channel of CHANNEL_NAMES) {
    const { refused = [], harmless = [] } = reaches[channel](mia.id, theirs);
    for (const attempt of refused) {
      const answer = await invoke(channel, attempt);
      expect(answer, `${channel} ${JSON.stringify(attempt)}`).toMatchObject({ ok: false });
      expect(REFUSED, channel).toContain(answer.ok ? '' : answer.code);
      const told = JSON.stringify(answer);
      for (const secret of secrets) expect(told, channel).not.toContain(secret);
    }
    for (const attempt of harmless) {
      const answer = await invoke(channel, attempt);
      expect(answer, channel).toMatchObject({ ok: true });
      const told = JSON.stringify(answer);
      for (const secret of secrets) expect(told, channel).not.toContain(secret);
    }
  }
  expect(await state()).toEqual(before);
  expect(await invoke('requests:list', { profileId: mia.id })).toMatchObject({ value: { requests: [{ profileName: 'Mia' }] } });
  for (const secret of secrets) expect(events.join('\n')).not.toContain(secret);
});

test('another person’s id is refused on every channel that acts for somebody', async () => {
  const { dad, tom, mia, invoke } = await household();
  await invoke('profiles:unlock', { profileId: mia.id });
  for (const other of [dad, tom]) {
    const url = 'https://tube.example/1';
    const theirs = { dad, tom, running: 'v', finished: 'w', url, finishedUrl: url, request: 'r', rule: 'c' };
    for (const channel of CHANNEL_NAMES) {
      const { refused = [], harmless = [] } = reaches[channel](other.id, theirs);
      for (const attempt of [...refused, ...harmless]) {
        if (attempt === undefined || !('profileId' in attempt)) continue;
        if (channel === 'profiles:unlock' || channel === 'profiles:recover') continue; // these are for whoever comes to the window
        expect(await invoke(channel, attempt), channel).toMatchObject({ ok: false, code: 'forbidden' });
      }
    }
  }
});

test('a window in which nobody was chosen shows faces, settings and whether the app works, and nothing else', async () => {
  const { dad, tom, home, server, services, invoke, window, events } = await household();
  const { videoId } = await services.downloads.trigger({
    profileId: dad.id,
    url: server.url('/stall/200000/gift.mp4'),
    title: SECRET,
  });
  await home.until(dad, videoId, (item) => item?.status === 'downloading');
  const url = server.url('/x');
  const theirs = { dad, tom, running: videoId, finished: videoId, url, finishedUrl: url, request: 'r', rule: 'c' };
  const open: ChannelName[] = [];
  for (const channel of CHANNEL_NAMES) {
    const { refused = [], harmless = [] } = reaches[channel](dad.id, theirs);
    for (const attempt of [...refused, ...harmless]) {
      const answer = await invoke(channel, attempt);
      expect(JSON.stringify(answer), channel).not.toContain(SECRET);
      expect(JSON.stringify(answer), channel).not.toContain(videoId);
      if (answer.ok) open.push(channel);
    }
  }
  expect(new Set(open)).toEqual(new Set(['profiles:list', 'settings:get', 'system:health']));
  expect(window.activeProfileId()).toBeUndefined();
  expect(events.join('\n')).not.toContain(videoId);
});
