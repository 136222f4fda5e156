import { describe, expect, onTestFinished, test } from 'vitest';
import { localDay } from '../../../../main/household/limits/household-rules.ts';
import { codeOf, refused, type World, world } from '../household-world.ts';

const link = (name: string | number): string => `https://tube.example/${name}`;
const limit = ({ profiles, dad, mia }: World, limits: { dailyItems?: number; dailyMinutes?: number; needsApproval?: boolean }) =>
  profiles.update({ profileId: mia.id, limits }, dad.id);
const add = ({ home, mia }: World, name: string | number) =>
  refused(() => home.gate.trigger({ profileId: mia.id, url: link(name) }));
const tomorrow = ({ clock }: World) => clock.advance(localDay(clock.now()).endsAt - clock.now());

describe('a child’s daily limit of items', () => {
  test('a daily limit of items holds for the local day, says when it works again, and starts afresh at midnight', async () => {
    const here = await world();
    limit(here, { dailyItems: 2, needsApproval: false });
    expect([await add(here, 1), await add(here, 2)]).toEqual(['granted', 'granted']);
    const { endsAt } = localDay(here.clock.now());
    expect(await add(here, 3)).toEqual({
      code: 'limit-reached',
      message: 'Mia has already added today’s 2 videos. Mia can add more after midnight.',
      detail: { worksAgainAt: endsAt, retryAfterSeconds: (endsAt - here.clock.now()) / 1000 },
    });
    expect(await add(here, 2)).toBe('granted'); // it is there already
    expect(here.home.limits({ profileId: here.mia.id }).today).toEqual({ items: 2, minutes: 0, resetsAt: endsAt });
    tomorrow(here);
    expect(await add(here, 3)).toBe('granted');
    expect(here.home.limits({ profileId: here.mia.id }).today.items).toBe(1);
  });

  test('a daily limit is not got around by giving up what was added, nor by several links at once', async () => {
    const here = await world();
    limit(here, { dailyItems: 2, needsApproval: false });
    await add(here, 1);
    here.database.run('UPDATE video_references SET cancelled_at = 1');
    const codes = await Promise.all(
      [2, 3, 4, 5].map((name) => codeOf(() => here.home.gate.trigger({ profileId: here.mia.id, url: link(name) }))),
    );
    expect(codes.filter((code) => code === 'granted')).toHaveLength(1);
  });

  test('a daily limit counts when an adult says yes, who is told, may let it through, and may say yes tomorrow', async () => {
    const here = await world();
    limit(here, { dailyItems: 1 });
    const ask = async (name: string) => (await here.home.gate.ask({ profileId: here.mia.id, url: link(name) })).request.id;
    const [first, second, third] = [await ask('a'), await ask('b'), await ask('c')];
    const yes = (requestId: string, overLimit = false) =>
      codeOf(() => here.home.requests.decide({ profileId: here.dad.id, requestId, decision: 'allow', overLimit }));
    expect([await yes(first), await yes(second)]).toEqual(['granted', 'limit-reached']);
    expect(here.home.requests.list({ profileId: here.dad.id, status: 'waiting' }).requests).toHaveLength(2);
    expect(here.wants(here.mia, link('b'))).toBe(false);
    expect(await add(here, 'd')).toMatchObject({ code: 'limit-reached' });
    expect(await yes(second, true)).toBe('granted');
    tomorrow(here);
    expect(await yes(third)).toBe('granted');
  });

  test('a daily limit of nothing at all does not promise tomorrow; adults have none', async () => {
    const here = await world();
    limit(here, { dailyItems: 0, needsApproval: false });
    expect(await add(here, 1)).toMatchObject({
      code: 'limit-reached',
      message: 'Mia may not add any videos. An adult can change that.',
    });
    here.profiles.update({ profileId: here.mum.id, limits: { dailyItems: 0, dailyMinutes: 0 } }, here.dad.id);
    expect(await codeOf(() => here.home.gate.trigger({ profileId: here.mum.id, url: link(1) }))).toBe('granted');
  });
});

describe('a child’s day', () => {
  /** The computer says that it stands elsewhere, as anybody can make it say. */
  function moveTo(zone: string): void {
    process.env['TZ'] = zone;
  }

  const ZONES = ['UTC', 'Asia/Tokyo', 'Pacific/Kiritimati', 'Europe/Berlin', 'America/New_York', 'Pacific/Pago_Pago', 'UTC'];

  test('a child’s day is not begun again by moving the computer to another time zone', async () => {
    const home = process.env['TZ'];
    onTestFinished(() => {
      if (home === undefined) delete process.env['TZ'];
      else moveTo(home);
    });
    moveTo('UTC');
    const here = await world();
    here.clock.advance(localDay(here.clock.now()).endsAt - here.clock.now() + 11 * 3_600_000);
    limit(here, { dailyItems: 1, needsApproval: false });
    expect(await add(here, 1)).toBe('granted');
    for (let hour = 0; hour < 8; hour++) {
      for (const zone of ZONES) {
        moveTo(zone);
        expect(await add(here, 2), `${zone}, ${hour} h later`).toMatchObject({ code: 'limit-reached' });
        const { today } = here.home.limits({ profileId: here.mia.id });
        expect([today.items, today.resetsAt > here.clock.now()]).toEqual([1, true]);
      }
      here.clock.advance(3_600_000);
    }
    moveTo('UTC');
    tomorrow(here);
    expect(await add(here, 2)).toBe('granted');
    for (const zone of ZONES) {
      moveTo(zone);
      expect(await add(here, 3), zone).toMatchObject({ code: 'limit-reached' });
    }
  });

  test('a clock that was put forward and back again gives a child no second day', async () => {
    const here = await world();
    limit(here, { dailyItems: 1, needsApproval: false });
    const days = 3 * 24 * 3_600_000;
    here.clock.jump(days);
    expect(await add(here, 1)).toBe('granted');
    here.clock.jump(-days);
    expect(await add(here, 2)).toMatchObject({ code: 'limit-reached' });
  });
});

describe('a child’s daily limit of minutes', () => {
  const describeVideo = ({ database }: World, name: string, minutes: number) =>
    database.run('UPDATE videos SET duration_seconds = ? WHERE url_key = ?', minutes * 60, `tube.example/${name}`);

  test('lengths count towards the minutes as they become known, and a known one that is too long is refused with both numbers', async () => {
    const here = await world();
    limit(here, { dailyMinutes: 60, needsApproval: false });
    for (const name of ['a', 'c']) here.pages.set(link(name), {}); // pages that do not say how long it is
    expect(await add(here, 'a')).toBe('granted');
    describeVideo(here, 'a', 50);
    here.pages.set(link('b'), { durationSeconds: 20 * 60 });
    await here.home.gate.probe({ profileId: here.mia.id, url: link('b') });
    expect(await add(here, 'b')).toMatchObject({
      code: 'limit-reached',
      message: 'This video is 20 minutes long, and Mia has 10 minutes left today. Mia can add it after midnight.',
    });
    expect(await add(here, 'c')).toBe('granted');
    describeVideo(here, 'c', 10);
    expect(await add(here, 'd')).toMatchObject({
      code: 'limit-reached',
      message: expect.stringContaining('today’s 60 minutes of video'),
    });
    expect(here.home.limits({ profileId: here.mia.id }).today).toMatchObject({ items: 2, minutes: 60 });
    here.pages.set(link('long'), { durationSeconds: 61 * 60 });
    tomorrow(here);
    await here.home.gate.probe({ profileId: here.mia.id, url: link('long') });
    expect(await add(here, 'long')).toMatchObject({ message: expect.stringContaining('longer than the limit for a whole day') });
  });
});

describe('what nobody has probed yet', () => {
  const film = { durationSeconds: 120 * 60, bytes: 4_000_000_000 };

  test.each([
    ['minutes of a day', { dailyMinutes: 10 }, 'limit-reached'],
    ['bytes', { quotaBytes: 1_000_000_000 }, 'quota-exceeded'],
  ])('a child with so many %s adds nothing that is too much by not waiting for the preview', async (_name, limits, code) => {
    const here = await world();
    here.profiles.update({ profileId: here.mia.id, limits: { ...limits, needsApproval: false } }, here.dad.id);
    for (let count = 0; count < 5; count++) {
      here.pages.set(link(count), film);
      expect(await add(here, count)).toMatchObject({ code });
    }
    expect(here.wants(here.mia, link(0))).toBe(false);
  });

  test('a child’s minutes are counted from the moment on at which a video is added, not from its first byte on', async () => {
    const here = await world();
    limit(here, { dailyMinutes: 60, needsApproval: false });
    for (const name of [1, 2]) here.pages.set(link(name), { durationSeconds: 40 * 60 });
    expect(await add(here, 1)).toBe('granted');
    expect(here.home.limits({ profileId: here.mia.id }).today).toMatchObject({ items: 1, minutes: 40 });
    expect(await add(here, 2)).toMatchObject({ code: 'limit-reached' });
  });

  test('a child with a limit of minutes is told when the page does not answer; without one, and for adults, it is added', async () => {
    const here = await world();
    limit(here, { dailyMinutes: 60, needsApproval: false });
    expect(await add(here, 'gone')).toMatchObject({ code: 'unreachable', message: expect.stringContaining('how long') });
    expect(await codeOf(() => here.home.gate.trigger({ profileId: here.dad.id, url: link('gone') }))).toBe('granted');
    here.profiles.update({ profileId: here.mia.id, limits: { dailyMinutes: null, dailyItems: 5 } }, here.dad.id);
    expect(await add(here, 'gone')).toBe('granted');
  });

  test('an adult’s yes for a child with a limit of minutes waits until it is known how long the video is', async () => {
    const here = await world({ slowProbes: true });
    limit(here, { dailyMinutes: 60 });
    here.pages.set(link('film'), film);
    const { request } = await here.home.gate.ask({ profileId: here.mia.id, url: link('film') });
    const yes = codeOf(() => here.home.requests.decide({ profileId: here.dad.id, requestId: request.id, decision: 'allow' }));
    here.letProbe();
    expect(await yes).toBe('limit-reached');
  });
});

test('a local day with a change of the clocks is 23 or 25 hours long', () => {
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
    const { startsAt, endsAt } = localDay(at);
    expect(startsAt <= at && at < endsAt).toBe(true);
    expect([23, 24, 25]).toContain((endsAt - startsAt) / 3_600_000);
    expect(localDay(endsAt).startsAt).toBe(endsAt);
  }
});
