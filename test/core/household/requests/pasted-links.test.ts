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
