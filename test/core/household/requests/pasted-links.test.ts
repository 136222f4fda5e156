import { expect, test } from 'vitest';
import { addReference, addVideo } from '../../library/library-fixture.ts';
import { CATS, codeOf, refused, type World, world } from '../household-world.ts';

const SECRET = 'Divorce lawyer consultation';

/** Dad has the link of the cats in that state, under a title that neither the link nor its page tells. */
async function dadsLink(more: object = {}): Promise<World> {
  const here = await world();
  addVideo(here.database, { id: 'dads', bytes: 10, ...more });
  addReference(here.database, { videoId: 'dads', profileId: here.dad.id });
  here.database.run(`UPDATE videos SET url = ?, url_key = 'tube.example/cats', title = ?, duration_seconds = 4711`, CATS, SECRET);
  return here;
}

const probe = ({ home }: World, profileId: string) => home.gate.probe({ profileId, url: CATS });

test.each([
  ['waits', { status: 'pending' }],
  ['runs', { status: 'downloading' }],
  ['failed', { status: 'failed' }],
  ['is there', { status: 'complete' }],
  ['is in the trash', { status: 'complete', trashedAt: 5 }],
])('a child that pastes a parent’s link is told what its page tells, and nothing of the item that %s', async (_name, more) => {
  const here = await dadsLink(more);
  here.pages.set(CATS, { title: 'What the page says' });
  expect(await probe(here, here.mia.id)).toEqual({ kind: 'video', title: 'What the page says', needsApproval: true });
  expect(await probe(here, here.dad.id)).toMatchObject({ title: SECRET, wantedBy: ['Dad'] });
});

test('a parent’s link whose page is gone answers a child as a link that nobody has', async () => {
  const here = await dadsLink();
  const answer = (url: string) => refused(() => here.home.gate.probe({ profileId: here.mia.id, url }));
  expect(await answer(CATS)).toMatchObject({ code: 'unreachable' });
  expect(await answer(CATS)).toEqual(await answer('https://tube.example/nobody'));
});

test('what a child wanted once is answered at once, although its page is gone', async () => {
  const here = await dadsLink({ status: 'pending' });
  addReference(here.database, { videoId: 'dads', profileId: here.mia.id, cancelledAt: 5 });
  expect(await probe(here, here.mia.id)).toEqual({ kind: 'video', title: SECRET, durationSeconds: 4711 });
});

test('a child that has the sound of a link is told nothing of the video that a parent has of it', async () => {
  const here = await dadsLink();
  addVideo(here.database, { id: 'mias', status: 'pending' });
  addReference(here.database, { videoId: 'mias', profileId: here.mia.id });
  here.database.run(`UPDATE videos SET url_key = 'tube.example/cats', kind = 'audio', title = 'Her song' WHERE id = 'mias'`);
  expect(await probe(here, here.mia.id)).toMatchObject({ title: 'Her song', known: 'pending', wantedBy: ['Mia'] });
  expect(JSON.stringify(await probe(here, here.mia.id))).not.toContain(SECRET);
});

test('a home address that a parent has is refused to a child as any other', async () => {
  const here = await dadsLink();
  here.database.run(`UPDATE videos SET url = 'http://127.0.0.1/nas', url_key = '127.0.0.1/nas'`);
  expect(await codeOf(() => here.home.gate.probe({ profileId: here.mia.id, url: 'http://127.0.0.1/nas' }))).toBe(
    'private-address',
  );
});

const LIMITS = { needsApproval: false, dailyMinutes: 10, quotaBytes: 1000 };

test.each([
  ['that nobody has', undefined],
  ['that waits', { status: 'pending' }],
  ['that failed', { status: 'failed' }],
  ['that is there', { status: 'complete' }],
  ['that is in the trash', { status: 'complete', trashedAt: 5 }],
])('a child that need not ask is answered the same for a link %s: its page is probed, and it waits', async (_name, more) => {
  const here = more === undefined ? await world() : await dadsLink(more);
  let probes = 0;
  here.pages.set(CATS, {
    get title() {
      probes += 1;
      return 'What the page says';
    },
    durationSeconds: 90,
    bytes: 900,
  });
  here.profiles.update({ profileId: here.mia.id, limits: LIMITS }, here.dad.id);
  const { home, mia } = here;
  const answer = await home.gate.trigger({ profileId: mia.id, url: CATS });
  expect(answer).toEqual({ videoId: expect.any(String), status: 'pending', joined: false });
  expect(probes).toBe(1);
  expect(here.wants(mia, CATS)).toBe(true);
});

test.each([
  ['is too large for it', { bytes: 1200 }, 'quota-exceeded'],
  ['is too long for it', { durationSeconds: 1200 }, 'limit-reached'],
])('what %s is refused to a child in the same words, whether or not others share it', async (_name, facts, code) => {
  const alone = await world();
  const shared = await dadsLink({ status: 'complete' });
  const answerIn = (here: World) => {
    here.pages.set(CATS, { title: 'What the page says', durationSeconds: 90, bytes: 900, ...facts });
    here.profiles.update({ profileId: here.mia.id, limits: LIMITS }, here.dad.id);
    return refused(() => here.home.gate.trigger({ profileId: here.mia.id, url: CATS }));
  };
  expect(await answerIn(shared)).toMatchObject({ code });
  expect(await answerIn(shared)).toEqual(await answerIn(alone));
});

test('a home address that a parent has is not added for a child either', async () => {
  const here = await dadsLink({ status: 'complete' });
  here.database.run(`UPDATE videos SET url = 'http://127.0.0.1/nas', url_key = '127.0.0.1/nas'`);
  here.profiles.update({ profileId: here.mia.id, limits: { needsApproval: false } }, here.dad.id);
  const add = (profileId: string) => codeOf(() => here.home.gate.trigger({ profileId, url: 'http://127.0.0.1/nas' }));
  expect([await add(here.mia.id), await add(here.mum.id)]).toEqual(['private-address', 'granted']);
});

test('what a child wants already is answered as it stands', async () => {
  const here = await dadsLink({ status: 'complete' });
  addReference(here.database, { videoId: 'dads', profileId: here.mia.id });
  expect(await here.home.gate.trigger({ profileId: here.mia.id, url: CATS })).toMatchObject({
    status: 'complete',
    joined: false,
  });
});
