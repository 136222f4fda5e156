import { describe, expect, test } from 'vitest';
import { createQueueRows } from '../../../../main/library/queue/queue-rows.ts';
import { added } from '../household-fixture.ts';
import { ask, CATS, catPage, DOGS, probed, waiting, world } from '../household-world.ts';

const THUMBNAIL = catPage.thumbnailUrl;

test('what a probe of a video told is not forgotten for a list that tells less of it', async () => {
  const here = await world();
  const list = 'https://tube.example/list';
  here.pages.set(CATS, catPage);
  here.pages.set(list, { kind: 'playlist', title: 'All pets', entries: [{ url: CATS, title: 'Cats' }] });
  for (const url of [CATS, list]) await here.home.gate.probe({ profileId: here.dad.id, url });
  await here.home.gate.trigger({ profileId: here.dad.id, url: CATS });
  const row = here.database.prepare('SELECT expected_bytes AS bytes, thumbnail_url AS thumbnail FROM videos').get();
  expect(row).toEqual({ bytes: catPage.bytes, thumbnail: THUMBNAIL });
});

describe('thumbnails that a site shows', () => {
  test('the thumbnail of a link is for whoever probed that link, and for nobody else', async () => {
    const here = await world();
    here.pages.set(CATS, catPage);
    const { gate, mayShowThumbnail } = here.home;
    expect(mayShowThumbnail(here.dad.id, THUMBNAIL)).toBe(false);
    expect(await gate.probe({ profileId: here.dad.id, url: CATS })).toMatchObject({ thumbnailUrl: THUMBNAIL });
    expect(mayShowThumbnail(here.dad.id, THUMBNAIL)).toBe(true);
    for (const { id } of [here.mum, here.mia]) expect(mayShowThumbnail(id, THUMBNAIL)).toBe(false);
    expect(mayShowThumbnail(here.dad.id, 'http://192.168.1.1/admin')).toBe(false);
    expect(mayShowThumbnail('nobody', THUMBNAIL)).toBe(false);
  });

  test('the thumbnail of a request is for the child who asks and for every adult, and not for another child', async () => {
    const here = await world();
    const leo = await added(here.profiles, 'Leo', { role: 'child' });
    here.pages.set(CATS, catPage);
    await ask(here, CATS);
    await probed(here, CATS);
    expect(waiting(here)).toMatchObject([{ thumbnailUrl: THUMBNAIL }]);
    for (const { id } of [here.mia, here.dad, here.mum]) expect(here.home.mayShowThumbnail(id, THUMBNAIL)).toBe(true);
    expect(here.home.mayShowThumbnail(leo.id, THUMBNAIL)).toBe(false);
  });

  test('a thumbnail goes with a reference into the queue: of a link, of an entry of a list, of what an adult allowed', async () => {
    const here = await world();
    const list = 'https://tube.example/list';
    const entries = [{ url: DOGS, title: 'Dogs', thumbnailUrl: 'https://tube.example/dogs.jpg' }];
    here.pages.set(CATS, catPage);
    here.pages.set(list, { kind: 'playlist', title: 'All pets', entries });
    const queueOf = (profileId: string) => {
      const rows = createQueueRows(here.database);
      return rows
        .list(profileId, 0)
        .map(({ videoId, hasThumbnail }) => [hasThumbnail, rows.thumbnailAddress(profileId, videoId)]);
    };

    for (const url of [CATS, list]) await here.home.gate.probe({ profileId: here.dad.id, url });
    for (const url of [CATS, DOGS, 'https://tube.example/unseen']) await here.home.gate.trigger({ profileId: here.dad.id, url });
    expect(queueOf(here.dad.id)).toEqual([
      [true, THUMBNAIL],
      [true, 'https://tube.example/dogs.jpg'],
      [false, undefined],
    ]);

    const [cats] = createQueueRows(here.database).list(here.dad.id, 0);
    const addressFor = (profileId: string) => createQueueRows(here.database).thumbnailAddress(profileId, cats?.videoId ?? '');
    expect(addressFor(here.mia.id)).toBeUndefined();
    const request = await ask(here, CATS);
    await probed(here, CATS);
    await here.home.requests.decide({ profileId: here.dad.id, requestId: request.id, decision: 'allow' });
    expect(queueOf(here.mia.id)).toEqual([[true, THUMBNAIL]]);
    expect(addressFor(here.mia.id)).toBe(THUMBNAIL);
  });
});
