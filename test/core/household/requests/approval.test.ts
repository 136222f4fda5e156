import { describe, expect, test } from 'vitest';
import { ask, CATS, catPage, codeOf, DOGS, probed, waiting, world } from '../household-world.ts';

describe('always allowing a channel', () => {
  test('an allowed channel lets that child’s next links through at once, and those that already wait', async () => {
    const here = await world();
    here.pages.set(CATS, catPage).set(DOGS, { ...catPage, title: 'Dogs' });
    const { id } = await ask(here, CATS);
    await ask(here, DOGS);
    await probed(here, CATS);
    await probed(here, DOGS);
    expect(
      await here.home.requests.decide({ profileId: here.dad.id, requestId: id, decision: 'allow', alwaysThisChannel: true }),
    ).toMatchObject({ channelAllowed: true });
    expect(waiting(here)).toEqual([]);
    here.pages.set('https://tube.example/third', { ...catPage, title: 'Third' });
    expect(await here.home.gate.trigger({ profileId: here.mia.id, url: 'https://tube.example/third' })).toMatchObject({
      status: 'pending',
      joined: false,
    });
    const [rule] = here.home.requests.channels({ profileId: here.mia.id }).channels;
    expect(rule).toMatchObject({ channel: 'Pets', profileName: 'Mia', allowedBy: 'Dad', site: 'tube.example' });
    expect(here.home.requests.forgetChannel({ profileId: here.mum.id, channelId: rule?.id ?? '' }).channels).toEqual([]);
    here.pages.set('https://tube.example/fourth', catPage);
    expect(await codeOf(() => here.home.gate.trigger({ profileId: here.mia.id, url: 'https://tube.example/fourth' }))).toBe(
      'approval-needed',
    );
  });

  test('an allowed channel does not cover another channel of the same name, the same id elsewhere, or another child', async () => {
    const here = await world();
    const { profile: tom } = await here.profiles.create({ name: 'Tom', role: 'child' });
    here.pages.set(CATS, catPage);
    const { id } = await ask(here, CATS);
    await here.home.requests.decide({ profileId: here.dad.id, requestId: id, decision: 'allow', alwaysThisChannel: true });
    const lookalikes = {
      'https://tube.example/x': { channelId: 'c-2' },
      'https://other.example/x': {},
      'https://tube.example/y': { extractorKey: 'Generic' },
    };
    for (const [url, different] of Object.entries(lookalikes)) {
      here.pages.set(url, { ...catPage, ...different });
      expect(await codeOf(() => here.home.gate.trigger({ profileId: here.mia.id, url })), url).toBe('approval-needed');
    }
    here.pages.set(DOGS, catPage);
    expect(await codeOf(() => here.home.gate.trigger({ profileId: tom.id, url: DOGS }))).toBe('approval-needed');
  });

  test.each(['Generic', 'HTML5MediaEmbed'])(
    'on a page of any kind (%s) everybody can claim to be a channel, so none is allowed for good',
    async (extractorKey) => {
      const here = await world();
      here.pages.set(CATS, { ...catPage, extractorKey }).set(DOGS, { ...catPage, extractorKey });
      const { id } = await ask(here, CATS);
      await probed(here, CATS);
      expect(waiting(here)).toMatchObject([{ channel: 'Pets' }]);
      expect(waiting(here)[0]).not.toHaveProperty('channelCanBeAllowed');
      const yes = { profileId: here.dad.id, requestId: id, decision: 'allow', alwaysThisChannel: true } as const;
      expect(await here.home.requests.decide(yes)).toMatchObject({ channelAllowed: false });
      // A rule of an earlier version holds no more either, and is not shown as if it did.
      here.database.run(
        `INSERT INTO allowed_channels (id, profile_id, extractor_key, site, channel_key, channel, allowed_by, created_at)
         VALUES ('old', ?, ?, 'tube.example', 'c-1', 'Pets', NULL, 0)`,
        here.mia.id,
        extractorKey,
      );
      expect(here.home.requests.channels({ profileId: here.dad.id }).channels).toEqual([]);
      expect(await codeOf(() => here.home.gate.trigger({ profileId: here.mia.id, url: DOGS }))).toBe('approval-needed');
    },
  );

  test('allowing a channel waits for the probe of the page, and says so when the page names no channel', async () => {
    const here = await world({ slowProbes: true });
    here.pages.set(CATS, catPage).set(DOGS, { title: 'Dogs' });
    const [cats, dogs] = [await ask(here, CATS), await ask(here, DOGS)];
    const decided = Promise.all(
      [cats, dogs].map(({ id }) =>
        here.home.requests.decide({ profileId: here.dad.id, requestId: id, decision: 'allow', alwaysThisChannel: true }),
      ),
    );
    here.letProbe();
    expect((await decided).map(({ channelAllowed }) => channelAllowed)).toEqual([true, false]);
  });
});

describe('asking for what the household has already', () => {
  test.each([
    ['what the household has already still needs a yes', true, 'approval-needed'],
    ['what the household has already goes through where an adult says so', false, 'granted'],
  ])('%s', async (_name, knownNeedsApproval, code) => {
    const here = await world();
    await here.home.gate.trigger({ profileId: here.dad.id, url: CATS });
    here.profiles.update({ profileId: here.mia.id, limits: { knownNeedsApproval } }, here.dad.id);
    expect(await codeOf(() => here.home.gate.trigger({ profileId: here.mia.id, url: CATS }))).toBe(code);
    expect(await codeOf(() => here.home.gate.trigger({ profileId: here.mia.id, url: DOGS }))).toBe('approval-needed');
  });

  test('a child cannot learn by its id of a video that it never wanted', async () => {
    const here = await world();
    const { videoId } = await here.home.gate.trigger({ profileId: here.dad.id, url: CATS });
    expect(await codeOf(() => here.home.gate.trigger({ profileId: here.mia.id, videoId }))).toBe('not-found');
    expect(await codeOf(() => here.home.gate.resume({ profileId: here.mia.id, videoId }))).toBe('not-found');
    expect(await here.home.gate.trigger({ profileId: here.mum.id, videoId })).toMatchObject({ joined: true });
  });

  test('a child that probes a link is not told that the household has it', async () => {
    const here = await world();
    here.pages.set(CATS, { ...catPage, entries: [{ url: DOGS, title: 'Dogs' }] });
    for (const url of [CATS, DOGS]) await here.home.gate.trigger({ profileId: here.dad.id, url });
    const probe = (profileId: string) => here.home.gate.probe({ profileId, url: CATS });
    expect(await probe(here.dad.id)).toMatchObject({ known: 'pending', wantedBy: ['Dad'] });
    const told = await probe(here.mia.id);
    expect(told).toEqual({
      kind: 'video',
      title: 'Cats',
      channel: 'Pets',
      durationSeconds: 90,
      bytes: 500,
      thumbnailUrl: catPage.thumbnailUrl,
      needsApproval: true,
      entries: [{ url: DOGS, title: 'Dogs' }],
    });
  });
});
