import { expect, test } from 'vitest';
import type { Notice, Profile } from '../../../preload/contract/types.ts';
import { type Household, openHousehold, serveMedia, ytDlpOfASite } from './household.ts';

interface Family {
  readonly home: Household;
  readonly dad: Profile;
  readonly mia: Profile;
  readonly notices: { readonly to: string | undefined; readonly notice: Notice }[];
}

async function family(options: Parameters<typeof openHousehold>[0] = {}): Promise<Family> {
  const home = await openHousehold(options);
  const dad = await home.person('Dad');
  const { profile: mia } = await home.core.services.profiles.create({ name: 'Mia', role: 'child' });
  const notices: Family['notices'] = [];
  home.core.services.on('notice', ({ notice, profileId }) => notices.push({ to: profileId, notice }));
  return { home, dad, mia, notices };
}

const asked = ({ home, dad }: Family) => home.core.services.requests.list({ profileId: dad.id, status: 'waiting' });

test('a child asks, a parent says yes, the file comes, and the child has it', async () => {
  const server = await serveMedia();
  const here = await family();
  const { home, dad, mia, notices } = here;
  const url = server.url('/jsonld/cats?t=Cats&uploader=Pet%20Films');
  await expect(home.core.services.downloads.trigger({ profileId: mia.id, url })).rejects.toMatchObject({
    code: 'approval-needed',
  });
  expect(home.core.services.downloads.queue(mia.id)).toEqual([]);
  await expect
    .poll(async () => (await asked(here)).requests, { timeout: 60_000 })
    .toMatchObject([{ title: 'Cats', details: 'found', durationSeconds: expect.any(Number), profileName: 'Mia' }]);
  await expect
    .poll(() => notices.map(({ to, notice }) => [to, notice.text]), { timeout: 10_000 })
    .toEqual([[dad.id, expect.stringContaining('Mia is asking for')]]);
  const [request] = (await asked(here)).requests;
  const decided = await home.core.services.requests.decide({
    profileId: dad.id,
    requestId: request?.id ?? '',
    decision: 'allow',
  });
  const videoId = decided.request.videoId ?? '';
  expect(await home.until(mia, videoId, (item) => item?.status === 'complete')).toMatchObject({ wantedBy: ['Mia'] });
  expect(await home.files()).toHaveLength(1);
  expect((await home.core.services.library.list({ profileId: mia.id })).videos.map((video) => video.videoId)).toEqual([videoId]);
  expect(home.core.services.library.filePath(mia.id, videoId)).toContain(home.library);
  expect(await home.events(dad, videoId)).toEqual(expect.arrayContaining(['request-allowed', 'triggered', 'finished']));
  expect(await home.core.services.storage.ofHousehold({ profileId: dad.id })).toMatchObject({
    people: [{ chargedBytes: 0 }, { name: 'Mia', chargedBytes: expect.any(Number) }],
  });
});

test('the next link of an allowed channel goes through at once, that of another does not', async () => {
  const server = await serveMedia();
  const here = await family({ ytDlpPath: await ytDlpOfASite() });
  const { home, dad, mia } = here;
  const page = (id: string, uploader: string): string => server.url(`/jsonld/${id}?t=${id}&uploader=${uploader}`);
  const { request } = await home.core.services.requests.create({ profileId: mia.id, url: page('one', 'Pets') });
  const { channelAllowed } = await home.core.services.requests.decide({
    profileId: dad.id,
    requestId: request.id,
    decision: 'allow',
    alwaysThisChannel: true,
  });
  expect(channelAllowed).toBe(true);
  expect((await home.core.services.requests.channels({ profileId: mia.id })).channels).toMatchObject([
    { channel: 'Pets', allowedBy: 'Dad' },
  ]);
  expect(await home.core.services.downloads.trigger({ profileId: mia.id, url: page('two', 'Pets') })).toMatchObject({
    joined: false,
  });
  await expect(home.core.services.downloads.trigger({ profileId: mia.id, url: page('three', 'Horror') })).rejects.toMatchObject({
    code: 'approval-needed',
  });
  expect((await asked(here)).requests.map(({ url }) => url)).toEqual([page('three', 'Horror')]);
});

test('a request for a page that answers too late waits; stopping the app meanwhile loses nothing', async () => {
  const server = await serveMedia();
  const { home, dad, mia } = await family();
  const url = server.url('/page-hang/late');
  await expect(home.core.services.downloads.trigger({ profileId: mia.id, url, title: 'Late' })).rejects.toMatchObject({
    code: 'approval-needed',
  });
  await home.core.stop();
  const again = await openHousehold({ folders: { library: home.library, userData: home.userData } });
  expect((await again.core.services.requests.list({ profileId: dad.id })).requests).toMatchObject([
    { title: 'Late', status: 'waiting', details: 'looking' },
  ]);
});

test('a link that leads to another video by the time of the run is asked for again, and nothing of it is kept', async () => {
  const server = await serveMedia();
  const here = await family();
  const { home, dad, mia, notices } = here;
  const url = server.url('/page/link');
  server.set('/page/link', '/jsonld/cats?t=Cats');
  const { request } = await home.core.services.requests.create({ profileId: mia.id, url });
  await expect.poll(async () => (await asked(here)).requests[0]?.details, { timeout: 60_000 }).toBe('found');
  server.set('/page/link', '/jsonld/clowns?t=Clowns&seconds=5400&src=/slow/20000/clowns.mp4');
  await home.core.services.requests.decide({ profileId: dad.id, requestId: request.id, decision: 'allow' });
  await expect
    .poll(async () => (await asked(here)).requests, { timeout: 60_000 })
    .toMatchObject([{ title: 'Clowns', details: 'found', profileName: 'Mia' }]);
  expect(home.core.services.downloads.queue(mia.id)).toEqual([]);
  expect(notices.map(({ to, notice }) => [to, notice.text])).toContainEqual([
    mia.id,
    expect.stringContaining('leads to another video now'),
  ]);
  await expect.poll(async () => (await home.core.services.health()).active, { timeout: 30_000 }).toEqual([]);
  expect(await home.files()).toEqual([]);
});

test('a child with few minutes adds no film by not waiting for the preview', async () => {
  const server = await serveMedia();
  const { home, dad, mia } = await family();
  home.core.services.profiles.update({ profileId: mia.id, limits: { dailyMinutes: 1, needsApproval: false } }, dad.id);
  const url = server.url('/jsonld/film?t=Film&seconds=5400');
  await expect(home.core.services.downloads.trigger({ profileId: mia.id, url })).rejects.toMatchObject({ code: 'limit-reached' });
  expect(home.core.services.downloads.queue(mia.id)).toEqual([]);
});

test('a film that is longer when it runs than when it was added is taken off a child’s list, asked for and told', async () => {
  const server = await serveMedia();
  const here = await family();
  const { home, dad, mia, notices } = here;
  home.core.services.profiles.update({ profileId: mia.id, limits: { dailyMinutes: 10, needsApproval: false } }, dad.id);
  // The one slot is taken, so that the page changes between the look at it and the run.
  await home.core.services.settings.set({ parallelDownloads: 1 }, dad.id);
  const first = await home.trigger(dad, server.url('/slow/20000/first.mp4'));
  await home.until(dad, first, (item) => (item?.bytes ?? 0) > 0);
  const url = server.url('/page/link');
  server.set('/page/link', '/jsonld/clip?t=Clip&seconds=60');
  const { videoId } = await home.core.services.downloads.trigger({ profileId: mia.id, url });
  expect(home.item(mia, videoId)).toMatchObject({ status: 'pending', durationSeconds: 60 });
  server.set('/page/link', '/jsonld/clip?t=Clip&seconds=5400&src=/slow/20000/film.mp4');
  await home.core.services.downloads.cancel({ profileId: dad.id, videoId: first });
  await expect
    .poll(async () => (await asked(here)).requests, { timeout: 60_000 })
    .toMatchObject([{ title: 'Clip', details: 'found', durationSeconds: 5400, profileName: 'Mia' }]);
  expect(home.core.services.downloads.queue(mia.id)).toEqual([]);
  expect(notices.map(({ to, notice }) => [to, notice.text])).toContainEqual([
    mia.id,
    expect.stringContaining('This video is 90 minutes long, and Mia has'),
  ]);
  await expect.poll(async () => (await home.core.services.health()).active, { timeout: 30_000 }).toEqual([]);
  expect(await home.files()).toEqual([]);
});
