import { describe, expect, test } from 'vitest';
import { createProfileService } from '../../../../main/household/people/profile-service.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { addReference, addVideo, freshLibrary } from '../../library/library-fixture.ts';
import { codeOf, refused, world } from '../household-world.ts';

describe('changing a profile', () => {
  test('everybody changes their own name, colour and face; an adult anybody’s, and role and limits', async () => {
    const { profiles, dad, mum, mia } = await world();
    expect(
      profiles.update({ profileId: mia.id, name: ' Mia  Ann ', colour: 'teal', avatar: 'owl' }, mia.id).profile,
    ).toMatchObject({
      name: 'Mia Ann',
      colour: 'teal',
      avatar: 'owl',
      role: 'child',
    });
    const { limits } = profiles.update({ profileId: mia.id, limits: { dailyItems: 2, quotaBytes: 5 } }, dad.id);
    expect(limits).toEqual({ quotaBytes: 5, dailyItems: 2, dailyMinutes: null, needsApproval: true, knownNeedsApproval: true });
    expect(profiles.update({ profileId: mia.id, limits: { dailyItems: null } }, mum.id).limits).toEqual({
      ...limits,
      dailyItems: null,
    });
  });

  test('a child’s change beyond its own profile is refused whole, and so is nobody’s', async () => {
    const { profiles, dad, mia } = await world();
    const change = (request: object, actorId: string) =>
      codeOf(() => profiles.update({ profileId: mia.id, ...request }, actorId));
    expect(await change({ name: 'Boss', role: 'adult' }, mia.id)).toBe('forbidden');
    expect(await change({ limits: { needsApproval: false } }, mia.id)).toBe('forbidden');
    expect(await change({ profileId: dad.id, name: 'Old man' }, mia.id)).toBe('forbidden');
    expect(await change({ name: 'X' }, 'nobody')).toBe('forbidden');
    expect(await change({ profileId: 'nobody', name: 'X' }, dad.id)).toBe('not-found');
    expect(profiles.get(mia.id)).toEqual(mia);
  });

  test('no profile gets a bad name, a taken one or an unknown colour, and the household always keeps an adult', async () => {
    const { profiles, dad, mum, mia } = await world();
    const change = (request: { profileId: string }) => codeOf(() => profiles.update(request, dad.id));
    const bad = [{ name: '' }, { name: 'x'.repeat(500) }, { name: '\u202e' }, { colour: 'red; }' }, { avatar: 'nobody' }];
    for (const request of bad) expect(await change({ profileId: mia.id, ...request })).toBe('invalid-request');
    expect(await change({ profileId: mia.id, ...{ name: 'DAD' } })).toBe('conflict');
    expect(await change({ profileId: dad.id, ...{ name: 'DAD' } })).toBe('granted'); // its own name in other letters
    expect(profiles.update({ profileId: mia.id, name: 'مها' }, dad.id).profile.name).toBe('مها');
    profiles.update({ profileId: mum.id, role: 'child' }, dad.id);
    expect(await codeOf(() => profiles.update({ profileId: dad.id, role: 'child' }, dad.id))).toBe('last-adult');
    expect(profiles.get(dad.id)?.role).toBe('adult');
  });
});

describe('changing a PIN', () => {
  test('changing one’s own PIN needs the old one, and wrong guesses here lock like those at the door', async () => {
    const { profiles, dad } = await world();
    const change = (oldPin?: string) =>
      refused(() => profiles.setPin({ profileId: dad.id, pin: '9999', ...(oldPin !== undefined && { oldPin }) }, dad.id));
    expect(await change()).toMatchObject({ code: 'wrong-pin' });
    for (let tried = 0; tried < 4; tried++) expect(await change('0000')).toMatchObject({ code: 'wrong-pin' });
    expect(await change('0000')).toMatchObject({ code: 'wrong-pin', detail: { retryAfterSeconds: 30 } });
    expect(await change('1234')).toMatchObject({ code: 'locked-out', detail: { retryAfterSeconds: 30 } });
    expect(await codeOf(() => profiles.unlock({ profileId: dad.id, pin: '1234' }))).toBe('locked-out');
  });

  test('the right old PIN lets it be changed or removed; who has none sets one', async () => {
    const { profiles, dad, mum } = await world();
    await profiles.setPin({ profileId: dad.id, pin: '9999', oldPin: '1234' }, dad.id);
    expect(await codeOf(() => profiles.unlock({ profileId: dad.id, pin: '9999' }))).toBe('granted');
    expect((await profiles.setPin({ profileId: dad.id, pin: null, oldPin: '9999' }, dad.id)).profile.hasPin).toBe(false);
    expect((await profiles.setPin({ profileId: mum.id, pin: '4711' }, mum.id)).profile.hasPin).toBe(true);
  });

  test('an adult resets a child’s PIN, not another adult’s; a child nobody else’s', async () => {
    const { profiles, dad, mum, mia } = await world();
    await profiles.setPin({ profileId: mia.id, pin: '1111' }, dad.id);
    await profiles.setPin({ profileId: mia.id, pin: '2222' }, mum.id);
    expect(await codeOf(() => profiles.unlock({ profileId: mia.id, pin: '2222' }))).toBe('granted');
    expect(await codeOf(() => profiles.setPin({ profileId: dad.id, pin: null }, mum.id))).toBe('forbidden');
    expect(await codeOf(() => profiles.setPin({ profileId: dad.id, pin: null }, mia.id))).toBe('forbidden');
    const meanwhile = codeOf(() => profiles.setPin({ profileId: mia.id, pin: '3333' }, dad.id));
    profiles.update({ profileId: mia.id, role: 'adult' }, mum.id);
    expect(await meanwhile).toBe('forbidden');
  });
});

describe('before and after a removal', () => {
  test('the removal tells beforehand what it would free: the files that nobody else wants', async () => {
    const { database, profiles, dad, mia } = await world();
    for (const id of ['alone', 'shared', 'given-up']) addVideo(database, { id, bytes: 100 });
    addVideo(database, { id: 'waits', status: 'pending', bytes: 7 });
    for (const videoId of ['alone', 'shared', 'waits']) addReference(database, { videoId, profileId: mia.id });
    addReference(database, { videoId: 'given-up', profileId: mia.id, cancelledAt: 1 });
    addReference(database, { videoId: 'shared', profileId: dad.id });
    expect(profiles.removalPreview({ profileId: mia.id })).toEqual({ freedBytes: 100, items: 3, onlyTheirs: 2 });
    expect(profiles.removalPreview({ profileId: dad.id })).toEqual({ freedBytes: 0, items: 1, onlyTheirs: 0 });
    expect(await codeOf(() => profiles.removalPreview({ profileId: 'nobody' }))).toBe('not-found');
    profiles.remove({ profileId: mia.id, handOverTo: dad.id });
    expect(profiles.removalPreview({ profileId: dad.id })).toEqual({ freedBytes: 200, items: 3, onlyTheirs: 3 });
  });

  test('the person who gets the videos of a removed one hears of them, after the commit', async () => {
    const database = freshLibrary();
    const moved: unknown[] = [];
    const profiles = createProfileService({
      database,
      clock: createManualClock(),
      append: () => undefined,
      dropReferences: () => 0,
      onHandedOver: (videoIds) => moved.push([database.sqlite.inTransaction, ...videoIds]),
      onChanged: () => undefined,
    });
    const { profile: ada } = await profiles.create({ name: 'Ada' });
    const { profile: ben } = await profiles.create({ name: 'Ben' });
    for (const id of ['one', 'two']) addVideo(database, { id });
    addReference(database, { videoId: 'one', profileId: ben.id });
    addReference(database, { videoId: 'two', profileId: ben.id, cancelledAt: 1 });
    profiles.remove({ profileId: ben.id, handOverTo: ada.id });
    expect(moved).toEqual([[false, 'one']]);
  });

  test('requests, rules and decisions of a removed profile do not outlive it', async () => {
    const here = await world();
    const { request } = await here.home.gate.ask({ profileId: here.mia.id, url: 'https://tube.example/1' });
    await here.home.requests.decide({ profileId: here.mum.id, requestId: request.id, decision: 'refuse' });
    here.profiles.remove({ profileId: here.mum.id });
    const [kept] = here.home.requests.list({ profileId: here.dad.id }).requests;
    expect(kept).toMatchObject({ status: 'refused' });
    expect(kept).not.toHaveProperty('decidedBy');
    here.profiles.remove({ profileId: here.mia.id });
    expect(here.home.requests.list({ profileId: here.dad.id }).requests).toEqual([]);
  });
});
