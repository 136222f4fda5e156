import { expect, test } from 'vitest';
import { CATS, catPage, type World, world } from './household-world.ts';

const HOSTILE_LIST = 'https://evil.example/list';
const TRACKER = 'http://tracker.evil.example/seen.jpg';
const hostileEntries = [{ url: CATS, title: 'Kittens', durationSeconds: 1, thumbnailUrl: TRACKER }];

const probe = ({ home }: World, profileId: string, url: string) => home.gate.probe({ profileId, url });
const add = ({ home }: World, profileId: string) => home.gate.trigger({ profileId, url: CATS });
const thumbnail = ({ database }: World) => database.sqlite.prepare('SELECT thumbnail_url FROM videos').pluck().get();

test('what a child’s list says of a link is not what a parent’s video shows and counts', async () => {
  const here = await world();
  here.pages.set(HOSTILE_LIST, { kind: 'playlist', entries: hostileEntries });
  await probe(here, here.mia.id, HOSTILE_LIST);
  await add(here, here.dad.id);
  expect(thumbnail(here)).toBeNull();
});

test('what one person’s probe told is nothing that another person was told', async () => {
  const here = await world();
  here.pages.set(CATS, catPage);
  await probe(here, here.mum.id, CATS);
  await add(here, here.dad.id);
  const row = here.database.prepare('SELECT thumbnail_url AS thumbnail, expected_bytes AS bytes FROM videos').get();
  expect(row).toEqual({ thumbnail: null, bytes: null });
});

test('a list is not believed about a link of another site, also by whoever looked at it', async () => {
  const here = await world();
  here.pages.set(HOSTILE_LIST, { kind: 'playlist', entries: hostileEntries });
  await probe(here, here.dad.id, HOSTILE_LIST);
  await add(here, here.dad.id);
  expect(thumbnail(here)).toBeNull();
});

test('a video that somebody wants keeps its thumbnail, whatever the one who joins was told', async () => {
  const here = await world();
  const list = 'https://tube.example/list';
  here.pages.set(CATS, catPage).set(list, { kind: 'playlist', entries: hostileEntries });
  await probe(here, here.dad.id, CATS);
  await add(here, here.dad.id);
  await probe(here, here.mum.id, list);
  expect(await add(here, here.mum.id)).toMatchObject({ joined: true });
  expect(thumbnail(here)).toBe(catPage.thumbnailUrl);
});

test('how long a video is that a child may add is what its own probe told, not what somebody else’s list claimed', async () => {
  const here = await world();
  here.profiles.update({ profileId: here.mia.id, limits: { dailyMinutes: 10, needsApproval: false } }, here.dad.id);
  here.pages.set(CATS, { ...catPage, durationSeconds: 3600 });
  here.pages.set(HOSTILE_LIST, { kind: 'playlist', entries: hostileEntries });
  await probe(here, here.mia.id, CATS);
  await probe(here, here.mia.id, HOSTILE_LIST);
  await expect(add(here, here.mia.id)).rejects.toMatchObject({ code: 'limit-reached' });
});

test('what is smuggled to yt-dlp in an address is handed on only where the person’s own probe told it', async () => {
  const here = await world();
  const episode = `${CATS}#__youtubedl_smuggle=%7B%22force_videoid%22%3A+%22ep-1%22%7D`;
  const feed = 'https://tube.example/feed';
  here.pages.set(feed, { kind: 'playlist', entries: [{ url: episode, title: 'Episode 1' }] }).set(CATS, catPage);
  const trigger = (profileId: string, url: string) => here.home.gate.trigger({ profileId, url });
  const urls = () => here.database.sqlite.prepare('SELECT url FROM videos ORDER BY rowid').pluck().all();
  await trigger(here.mum.id, episode);
  await probe(here, here.dad.id, feed);
  await trigger(here.dad.id, episode);
  await trigger(here.dad.id, episode.replace('ep-1', 'ep-2'));
  await here.home.gate.ask({ profileId: here.mia.id, url: episode });
  expect(urls()).toEqual([CATS, episode]);
  expect(here.database.sqlite.prepare('SELECT url FROM requests').pluck().all()).toEqual([CATS]);
});
