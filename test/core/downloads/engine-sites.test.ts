import { describe, expect, test } from 'vitest';
import { readWantedLink } from '../../../main/household/wanted-link.ts';
import { engineHousehold } from '../../model/engine-household.ts';
import { untilQuiet } from '../../model/engine-quiet.ts';

const RATE_LIMIT = 'ERROR: [Fake] abc: HTTP Error 429: Too Many Requests';

describe('a site that refuses', () => {
  test('rests as a whole, then one video is the trial, and when bytes come all others follow at once', async () => {
    const { world, mia } = await engineHousehold({ parallelDownloads: 2, timings: { coolDownFirstMs: 60_000 } });
    for (const name of ['cats', 'dogs', 'birds']) await world.trigger(mia, name);
    expect(world.programs()).toHaveLength(2);
    for (const program of world.programs()) program.fail(RATE_LIMIT);
    await world.pass(8000);
    expect([world.trees.alive().length, (await world.app.engine.health()).coolDowns.length]).toEqual([0, 1]);
    await world.pass(56_000);
    expect(world.programs()).toHaveLength(1);
    world.programs()[0]?.progress(10);
    await untilQuiet();
    expect(world.programs()).toHaveLength(2);
  });

  test.each([
    ['too many requests', RATE_LIMIT],
    ['a captcha', 'ERROR: [Fake] abc: captcha required for this video'],
  ])(
    'one video for ever (%s) keeps no other of it waiting, and that one fails with the reason',
    async (_name, complaint) => {
      const { world, mia } = await engineHousehold({
        parallelDownloads: 1,
        timings: { coolDownFirstMs: 60_000, coolDownMaxMs: 600_000 },
      });
      const refused = await world.trigger(mia, 'refused');
      const others = [await world.trigger(mia, 'cats'), await world.trigger(mia, 'dogs')];
      const finishedAfterMinutes: number[] = [];
      for (let minute = 0; minute < 200 && world.video(refused)?.status !== 'failed'; minute += 1) {
        for (const program of world.programs()) {
          if (program.videoId === refused) program.fail(complaint);
          else {
            program.progress(10);
            await untilQuiet();
            program.finish();
            finishedAfterMinutes.push(minute);
          }
        }
        await world.pass(60_000);
      }
      expect(others.map((id) => world.video(id)?.status)).toEqual(['complete', 'complete']);
      expect(Math.max(...finishedAfterMinutes)).toBeLessThan(30);
      expect(world.video(refused)).toMatchObject({ status: 'failed' });
      expect(['rate-limited', 'bot-check']).toContain(world.video(refused)?.reason);
    },
    60_000,
  );

  test('is counted down to by everything that waits for it, and every window hears of it', async () => {
    const { world, mia } = await engineHousehold({ parallelDownloads: 1, timings: { coolDownFirstMs: 60_000 } });
    const cats = await world.trigger(mia, 'cats');
    const dogs = await world.trigger(mia, 'dogs');
    world.changed.length = 0;
    world.program(cats).fail(RATE_LIMIT);
    await untilQuiet();
    const [, second] = world.downloads.queue(mia);
    expect([second?.videoId, second?.reason, (second?.retryAt ?? 0) - world.clock.now()]).toEqual([dogs, 'rate-limited', 60_000]);
    expect(world.changed).toContain(dogs);
    await world.pass(64_000);
    world.changed.length = 0;
    world.programs()[0]?.progress(10);
    await untilQuiet();
    const waiting = world.downloads.queue(mia).filter(({ status }) => status === 'pending');
    expect(waiting.map(({ videoId, reason, retryAt }) => [videoId, reason, retryAt])).toEqual([[cats, undefined, undefined]]);
    expect(world.changed).toEqual(expect.arrayContaining([cats, dogs]));
  });

  test('is not opened by bytes of a download that was running before it refused', async () => {
    const { world, mia } = await engineHousehold({ parallelDownloads: 2, timings: { coolDownFirstMs: 300_000 } });
    const cats = await world.trigger(mia, 'cats');
    const dogs = await world.trigger(mia, 'dogs');
    await world.trigger(mia, 'birds');
    world.program(cats).fail(RATE_LIMIT);
    await untilQuiet();
    world.program(dogs).progress(10);
    await world.pass(120_000);
    expect(world.programs().map(({ videoId }) => videoId)).toEqual([dogs]);
  });
});

test('a full site at the front of somebody’s queue keeps no other site behind it from a free slot', async () => {
  const { world, mia } = await engineHousehold({ parallelDownloads: 8 });
  for (let number = 1; number <= 60; number += 1) await world.trigger(mia, `video-${number}`);
  const { downloads } = world;
  const link = readWantedLink({ url: 'https://other.test/alone' }, 'best');
  const { videoId } = downloads.register(await downloads.prepare(mia, link));
  await untilQuiet();
  expect(world.video(videoId)?.status).toBe('downloading');
});
