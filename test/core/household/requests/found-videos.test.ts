import { expect, test } from 'vitest';
import { createQueueRows } from '../../../../main/library/queue/queue-rows.ts';
import { createVideoRows } from '../../../../main/library/videos/video-rows.ts';
import { type MetaEntry, parseMetaReport } from '../../../../main/yt-dlp/reports.ts';
import { ask, CATS, catPage, codeOf, probed, type World, waiting, world } from '../household-world.ts';

/** Mia asked for the cats, Dad was shown what the page told of them, and said yes. */
async function allowedCats(page: object = catPage): Promise<World & { readonly videoId: string }> {
  const here = await world();
  here.pages.set(CATS, { ...page, extractorId: 'cat-1' });
  const { id } = await ask(here, CATS);
  await probed(here, CATS);
  return { ...here, videoId: await yes(here, id) };
}

async function yes({ home, dad }: World, requestId: string, overLimit = false): Promise<string> {
  const { request } = await home.requests.decide({ profileId: dad.id, requestId, decision: 'allow', overLimit });
  return request.videoId ?? '';
}

const cats: MetaEntry = { extractorKey: 'Tube', extractorId: 'cat-1', title: 'Cats', durationSeconds: 90, isLive: false };

/** As a run does: what it found is checked, then written on the row. */
function find({ home, database }: World, videoId: string, found: MetaEntry): void {
  home.checkFound(videoId, found);
  const { durationSeconds, title } = found;
  createVideoRows(database).describe(videoId, {
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(title !== undefined && { title }),
  });
}

test.each([
  ['the very video', {}],
  ['the video under a new title', { title: 'Cats, now with sound' }],
  ['the video, cut to another length', { durationSeconds: 60 }],
  ['the video, of which nothing is told this time', { title: undefined, durationSeconds: undefined, extractorId: undefined }],
])('a yes lasts for %s', async (_name, difference) => {
  const here = await allowedCats();
  const found = Object.fromEntries(Object.entries({ ...cats, ...difference }).filter(([, value]) => value !== undefined));
  find(here, here.videoId, found as unknown as MetaEntry);
  expect([here.wants(here.mia, CATS), waiting(here).length]).toEqual([true, 0]);
});

test.each([
  ['another id', { extractorId: 'clown-9' }],
  ['another title and length', { title: 'Horror clowns', durationSeconds: 5400 }],
])('a yes is for what the adult was shown: a run that finds %s fetches nothing and asks again', async (_name, difference) => {
  const here = await allowedCats();
  find(here, here.videoId, { ...cats, ...difference });
  expect(here.wants(here.mia, CATS)).toBe(false);
  const [again] = waiting(here);
  expect(again).toMatchObject({ url: CATS, profileName: 'Mia', details: 'found', ...('title' in difference && difference) });
  here.clock.advance(2000);
  expect(here.notices.map(({ to, notice }) => [to, notice.text])).toEqual(
    expect.arrayContaining([
      [here.mia.id, expect.stringContaining('leads to another video now')],
      [here.dad.id, expect.stringContaining('Mia is asking for')],
    ]),
  );
});

test.each([0.5, 1e17, 1e308])(
  'a size of %d that a page makes up keeps no other video from being asked about',
  async (filesize) => {
    const here = await allowedCats();
    const page = { extractor_key: 'Tube', id: 'clown-9', title: 'Horror clowns', duration: 5400, filesize };
    const [found] = parseMetaReport(JSON.stringify(page));
    find(here, here.videoId, found as MetaEntry);
    expect(here.wants(here.mia, CATS)).toBe(false);
    expect(waiting(here)).toMatchObject([{ title: 'Horror clowns', details: 'found', durationSeconds: 5400 }]);
  },
);

test('what is asked again comes back by no way but an adult’s yes, which is then for the new video', async () => {
  const here = await allowedCats();
  const clowns = { ...cats, extractorId: 'clown-9', title: 'Horror clowns' };
  find(here, here.videoId, clowns);
  const { gate } = here.home;
  const { id: profileId } = here.mia;
  expect(await codeOf(() => gate.trigger({ profileId, url: CATS }))).toBe('approval-needed');
  expect(await codeOf(() => gate.trigger({ profileId, videoId: here.videoId }))).toBe('approval-needed');
  expect(await codeOf(() => gate.resume({ profileId, videoId: here.videoId }))).toBe('approval-needed');
  const [again] = waiting(here);
  await yes(here, again?.id ?? '');
  find(here, here.videoId, clowns);
  expect([here.wants(here.mia, CATS), waiting(here).length]).toEqual([true, 0]);
});

test('whoever else wants the video goes on having it', async () => {
  const here = await allowedCats();
  await here.home.gate.trigger({ profileId: here.dad.id, url: CATS });
  find(here, here.videoId, { ...cats, extractorId: 'clown-9' });
  expect([here.wants(here.mia, CATS), here.wants(here.dad, CATS)]).toEqual([false, true]);
});

test.each([
  [
    'minutes',
    { dailyMinutes: 10 },
    { durationSeconds: 7200 },
    'This video is 120 minutes long, and Mia has 10 minutes left today.',
  ],
  ['bytes', { quotaBytes: 1_000_000_000 }, { totalBytes: 4_000_000_000 }, 'more than Mia has left'],
])(
  'what a page did not tell of %s is checked when the run learns it: too much is asked for',
  async (_name, limits, learned, why) => {
    const here = await world();
    here.profiles.update({ profileId: here.mia.id, limits: { ...limits, needsApproval: false } }, here.dad.id);
    here.pages.set(CATS, { title: 'A film' });
    const { videoId } = await here.home.gate.trigger({ profileId: here.mia.id, url: CATS });
    find(here, videoId, { isLive: false, title: 'A film', ...learned });
    expect(here.wants(here.mia, CATS)).toBe(false);
    expect(here.notices[0]).toMatchObject({ to: here.mia.id, notice: { text: expect.stringContaining(why) } });
    const [request] = waiting(here);
    expect(request).toMatchObject({ title: 'A film', ...('durationSeconds' in learned && learned) });
  },
);

test('what an adult lets through over a child’s limit is not asked for again by its run', async () => {
  const here = await world();
  here.profiles.update({ profileId: here.mia.id, limits: { dailyMinutes: 10, needsApproval: false } }, here.dad.id);
  here.pages.set(CATS, { title: 'A film' });
  const { videoId } = await here.home.gate.trigger({ profileId: here.mia.id, url: CATS });
  const film: MetaEntry = { isLive: false, title: 'A film', durationSeconds: 7200 };
  find(here, videoId, film);
  await yes(here, waiting(here)[0]?.id ?? '', true);
  find(here, videoId, film);
  expect([here.wants(here.mia, CATS), waiting(here).length]).toEqual([true, 0]);
});

test('what fits into a child’s day and quota once it is known is fetched', async () => {
  const here = await world();
  const limits = { dailyMinutes: 10, quotaBytes: 1000, needsApproval: false };
  here.profiles.update({ profileId: here.mia.id, limits }, here.dad.id);
  here.pages.set(CATS, { title: 'A clip' });
  const { videoId } = await here.home.gate.trigger({ profileId: here.mia.id, url: CATS });
  find(here, videoId, { isLive: false, durationSeconds: 590, totalBytes: 1000 });
  expect([here.wants(here.mia, CATS), waiting(here).length]).toEqual([true, 0]);
});

test('what is asked again stays in the list that the child added it with', async () => {
  const here = await world();
  here.pages.set(CATS, { ...catPage, extractorId: 'cat-1' });
  const group = { id: 'g-1', title: 'Animals' };
  const { request } = await here.home.gate.ask({ profileId: here.mia.id, url: CATS, group });
  await probed(here, CATS);
  const videoId = await yes(here, request.id);
  const groupOf = () => createQueueRows(here.database).list(here.mia.id, 0)[0]?.group;
  expect(groupOf()).toEqual(group);
  find(here, videoId, { ...cats, extractorId: 'clown-9' });
  await yes(here, waiting(here)[0]?.id ?? '');
  expect(groupOf()).toEqual(group);
});
