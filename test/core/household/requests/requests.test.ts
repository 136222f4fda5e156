import { describe, expect, test } from 'vitest';
import { ask, CATS, catPage, codeOf, DOGS, probed, refused, waiting, world } from '../household-world.ts';

describe('asking', () => {
  test('a child’s trigger is recorded as a request before the answer, once, and filled by a probe of the page', async () => {
    const here = await world();
    here.pages.set(CATS, catPage);
    const trigger = () => here.home.gate.trigger({ profileId: here.mia.id, url: CATS, title: 'guess' });
    const first = await refused(trigger);
    expect(first).toMatchObject({ code: 'approval-needed', detail: { requestId: waiting(here)[0]?.id } });
    await refused(trigger);
    expect(await refused(() => here.home.gate.trigger({ profileId: here.mia.id, url: `${CATS}?utm_source=x` }))).toMatchObject({
      code: 'approval-needed',
    });
    expect(await ask(here, CATS)).toMatchObject({ status: 'waiting', id: waiting(here)[0]?.id });
    await probed(here, CATS);
    expect(waiting(here)).toMatchObject([
      {
        title: 'Cats',
        channel: 'Pets',
        durationSeconds: 90,
        thumbnailUrl: catPage.thumbnailUrl,
        bytes: 500,
        profileName: 'Mia',
        details: 'found',
      },
    ]);
    expect(waiting(here)[0]).not.toHaveProperty('urlKey');
    expect(here.wants(here.mia, CATS)).toBe(false);
  });

  test('a request for a part of a playlist, with subtitles, is as the child wanted it once an adult says yes', async () => {
    const here = await world();
    const group = { id: 'pets', title: 'All pets' };
    await here.home.gate.ask({ profileId: here.mia.id, url: CATS, group, subtitles: 'de' });
    const [asked] = waiting(here);
    expect(asked).not.toHaveProperty('groupId');
    await here.home.requests.decide({ profileId: here.dad.id, requestId: asked?.id ?? '', decision: 'allow' });
    const reference = here.database
      .prepare(
        `SELECT r.group_id AS id, r.group_title AS title, v.subtitles FROM video_references r JOIN videos v ON v.id = r.video_id
         WHERE r.profile_id = ?`,
      )
      .all(here.mia.id);
    expect(reference).toEqual([{ ...group, subtitles: 'de' }]);
  });

  test('a child that asks twice at the same time makes one request', async () => {
    const here = await world();
    const answers = await Promise.all([ask(here, CATS), ask(here, CATS), ask(here, CATS)]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(waiting(here)).toHaveLength(1);
  });

  test('a request for a page that tells nothing stays, with the title that was given', async () => {
    const here = await world();
    await here.home.gate.ask({ profileId: here.mia.id, url: CATS, title: 'My cats' });
    await probed(here, CATS);
    expect(waiting(here)).toMatchObject([{ title: 'My cats', details: 'unavailable' }]);
  });

  test('an adult does not ask, a home address is refused, and 100 open requests are enough', async () => {
    const here = await world();
    expect(await codeOf(() => here.home.gate.ask({ profileId: here.dad.id, url: CATS }))).toBe('invalid-request');
    expect(await codeOf(() => here.home.gate.ask({ profileId: here.mia.id, url: 'http://127.0.0.1/x' }))).toBe('private-address');
    expect(await codeOf(() => here.home.gate.trigger({ profileId: here.mia.id, url: 'file:///etc/passwd' }))).toBe('invalid-url');
    for (let count = 0; count < 100; count++) await ask(here, `https://tube.example/${count}`);
    expect(await codeOf(() => ask(here, CATS))).toBe('limit-reached');
    expect(await ask(here, 'https://tube.example/7')).toMatchObject({ status: 'waiting' });
  });

  test('a child takes its request back; nobody else can', async () => {
    const here = await world();
    const { id } = await ask(here, CATS);
    expect(await codeOf(() => here.home.requests.withdraw({ profileId: here.dad.id, requestId: id }))).toBe('not-found');
    expect(here.home.requests.withdraw({ profileId: here.mia.id, requestId: id }).request.status).toBe('withdrawn');
    expect(
      await refused(() => here.home.requests.decide({ profileId: here.dad.id, requestId: id, decision: 'allow' })),
    ).toMatchObject({ code: 'conflict' });
    expect(here.wants(here.mia, CATS)).toBe(false);
    expect((await ask(here, CATS)).id).not.toBe(id);
  });

  test('a probe that the end of the app cut off is made at the next start', async () => {
    const before = await world({ slowProbes: true });
    const { id } = await ask(before, CATS);
    before.home.stop();
    before.letProbe();
    await new Promise(setImmediate);
    expect(waiting(before)).toMatchObject([{ id, details: 'looking' }]);
    const after = await world({ over: before });
    after.pages.set(CATS, catPage);
    after.home.start();
    await probed(after, CATS);
    expect(waiting(after)).toMatchObject([{ id, details: 'found', title: 'Cats' }]);
  });
});

describe('deciding', () => {
  test('an adult’s yes makes reference and decision in one commit, and the child hears who said it', async () => {
    const here = await world();
    const { id } = await ask(here, CATS);
    const answer = await here.home.requests.decide({ profileId: here.dad.id, requestId: id, decision: 'allow' });
    expect(answer).toMatchObject({ request: { id, status: 'allowed', decidedBy: 'Dad' }, channelAllowed: false });
    expect([here.wants(here.mia, CATS), here.wants(here.dad, CATS)]).toEqual([true, false]);
    expect(here.notices).toMatchObject([
      {
        to: here.mia.id,
        notice: {
          text: expect.stringContaining('Dad said yes to'),
          action: { kind: 'open-queue', videoId: answer.request.videoId },
        },
      },
    ]);
    // From now on the link needs no second yes, also after the child gave it up.
    here.database.run('UPDATE video_references SET cancelled_at = 1');
    expect(await here.home.gate.trigger({ profileId: here.mia.id, url: CATS })).toMatchObject({
      status: 'pending',
      videoId: answer.request.videoId,
    });
  });

  test('after an adult’s no nothing is fetched, the child is told, and may ask again', async () => {
    const here = await world();
    const { id } = await ask(here, CATS);
    expect(await here.home.requests.decide({ profileId: here.mum.id, requestId: id, decision: 'refuse' })).toMatchObject({
      request: { status: 'refused', decidedBy: 'Mum' },
    });
    expect(here.wants(here.mia, CATS)).toBe(false);
    expect(here.notices[0]).toMatchObject({ to: here.mia.id, notice: { text: expect.stringContaining('Mum said no to') } });
    expect(await codeOf(() => here.home.gate.trigger({ profileId: here.mia.id, url: CATS }))).toBe('approval-needed');
  });

  test('of two adults who decide at once one wins and the other gets a conflict; the same adult again gets the same answer', async () => {
    const here = await world();
    const { id } = await ask(here, CATS);
    const decide = (profileId: string, decision: 'allow' | 'refuse') =>
      codeOf(() => here.home.requests.decide({ profileId, requestId: id, decision }));
    const codes = await Promise.all([decide(here.dad.id, 'allow'), decide(here.mum.id, 'refuse'), decide(here.mum.id, 'allow')]);
    expect(codes.filter((code) => code === 'granted')).toHaveLength(1);
    expect(codes.filter((code) => code === 'conflict')).toHaveLength(2);
    const [request] = here.home.requests.list({ profileId: here.dad.id }).requests;
    expect(here.wants(here.mia, CATS)).toBe(request?.status === 'allowed');
    const winner = request?.decidedBy === 'Dad' ? here.dad : here.mum;
    const decision = request?.status === 'allowed' ? 'allow' : 'refuse';
    expect(await decide(winner.id, decision)).toBe('granted');
    expect(await decide(winner.id, decision === 'allow' ? 'refuse' : 'allow')).toBe('conflict');
    expect(await decide(winner === here.dad ? here.mum.id : here.dad.id, decision)).toBe('conflict');
  });

  test('a child never decides, and nobody decides what is not there', async () => {
    const here = await world();
    const { id } = await ask(here, CATS);
    expect(await codeOf(() => here.home.requests.decide({ profileId: here.mia.id, requestId: id, decision: 'allow' }))).toBe(
      'forbidden',
    );
    expect(await codeOf(() => here.home.requests.decide({ profileId: here.dad.id, requestId: 'nope', decision: 'allow' }))).toBe(
      'not-found',
    );
    expect(waiting(here)).toHaveLength(1);
  });
});

describe('hearing of requests', () => {
  test('every adult hears a moment later of several requests at once; nobody of what was decided by then', async () => {
    const here = await world();
    here.pages.set(CATS, { ...catPage, title: 'Cats\u202e\nevil' });
    const { id } = await ask(here, CATS);
    await probed(here, CATS);
    here.clock.advance(2000);
    const [first] = here.notices;
    expect(here.notices.map(({ to }) => to)).toEqual([here.dad.id, here.mum.id]);
    expect(first?.notice).toEqual({
      level: 'info',
      text: 'Mia is asking for “\u2068Cats evil\u2069”.',
      phrase: { key: 'notice.asksForOne', values: { name: 'Mia', title: '\u2068Cats evil\u2069' } },
      action: { label: 'Decide', kind: 'open-requests', requestId: id },
    });
    for (let count = 0; count < 12; count++) await ask(here, `https://tube.example/${count}`);
    here.clock.advance(2000);
    expect(here.notices.at(-1)?.notice.text).toBe('Mia is asking for 12 videos.');
    const before = here.notices.length;
    const late = await ask(here, DOGS);
    await here.home.requests.decide({ profileId: here.dad.id, requestId: late.id, decision: 'refuse' });
    here.clock.advance(2000);
    expect(here.notices.slice(before).map(({ to }) => to)).toEqual([here.mia.id]);
  });

  test('adults see the requests of all, a child its own', async () => {
    const here = await world();
    const { profile: tom } = await here.profiles.create({ name: 'Tom', role: 'child' });
    await ask(here, CATS);
    await here.home.gate.ask({ profileId: tom.id, url: DOGS });
    const names = (profileId: string) => here.home.requests.list({ profileId }).requests.map(({ profileName }) => profileName);
    expect([names(here.dad.id), names(here.mia.id), names(tom.id)]).toEqual([['Tom', 'Mia'], ['Mia'], ['Tom']]);
    expect(here.home.requests.waitingCount()).toBe(2);
    expect(new Set(here.changes)).toEqual(new Set([here.mia.id, tom.id]));
  });

  test('a child that becomes an adult has nothing to wait for', async () => {
    const here = await world();
    await ask(here, CATS);
    here.profiles.update({ profileId: here.mia.id, role: 'adult' }, here.dad.id);
    expect(waiting(here)).toEqual([]);
    expect(await here.home.gate.trigger({ profileId: here.mia.id, url: CATS })).toMatchObject({ status: 'pending' });
  });
});

describe('pages of requests', () => {
  const pageOf = (count: number): string => `https://tube.example/${count}`;

  test('are probed one at a time, so that whoever pastes a link finds a place free', async () => {
    const here = await world({ slowProbes: true });
    for (let count = 0; count < 20; count++) await ask(here, pageOf(count));
    expect(here.inspected).toEqual([pageOf(0)]);
    here.letProbe();
    await expect.poll(() => here.inspected.length).toBe(20);
  });

  test('of what was taken back in the meantime are not probed at all', async () => {
    const here = await world({ slowProbes: true });
    for (let count = 0; count < 300; count++) {
      const { id } = await ask(here, pageOf(count));
      here.home.requests.withdraw({ profileId: here.mia.id, requestId: id });
    }
    await ask(here, CATS);
    here.letProbe();
    await probed(here, CATS);
    expect(here.inspected).toEqual([pageOf(0), CATS]);
  });

  test('are probed before others when an adult is waiting for them', async () => {
    const here = await world({ slowProbes: true });
    for (let count = 0; count < 5; count++) await ask(here, pageOf(count));
    const { id } = await ask(here, CATS);
    const decided = here.home.requests.decide({
      profileId: here.dad.id,
      requestId: id,
      decision: 'allow',
      alwaysThisChannel: true,
    });
    here.letProbe();
    await decided;
    expect(here.inspected.slice(0, 2)).toEqual([pageOf(0), CATS]);
  });
});
