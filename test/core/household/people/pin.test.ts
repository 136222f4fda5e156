import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { openForTest } from '../../library/library-fixture.ts';
import { added, failuresOf, household, refusal } from '../household-fixture.ts';

describe('PINs', () => {
  test('a PIN opens its profile, and nothing of it is readable in what leaves or what is stored', async () => {
    const home = household();
    const ada = await added(home.profiles, 'Ada', { pin: '4711' });
    expect(ada).toEqual({ ...ada, hasPin: true });
    expect(Object.keys(ada).sort()).toEqual(['avatar', 'colour', 'createdAt', 'hasPin', 'id', 'name', 'role']);
    expect((await home.profiles.unlock({ profileId: ada.id, pin: '4711' })).profile).toEqual(ada);
    const row = home.database.sqlite.prepare('SELECT * FROM profiles').get() as { pin_hash: Buffer; pin_salt: Buffer };
    expect([row.pin_hash.length, row.pin_salt.length, row.pin_hash.includes('4711')]).toEqual([33, 16, false]);
  });

  test('a PIN is not needed where none is set; asking without one is no guess', async () => {
    const home = household();
    const open = await added(home.profiles, 'Ada');
    expect(await refusal(home.profiles.unlock({ profileId: open.id }))).toBe('granted');
    const closed = await added(home.profiles, 'Ben', { pin: '4711' });
    for (let asked = 0; asked < 9; asked++)
      expect(await refusal(home.profiles.unlock({ profileId: closed.id }))).toBe('wrong-pin');
    expect(failuresOf(home, closed.id)).toBe(0);
    expect(await refusal(home.profiles.unlock({ profileId: 'nobody' }))).toBe('not-found');
    expect(await refusal(home.profiles.create({ name: 'Cara', pin: 'abcd' }))).toBe('invalid-request');
  });

  test('a wrong PIN five times locks for 30 s, doubling up to an hour; the right one ends it all', async () => {
    const { profiles, clock } = household();
    const { id } = await added(profiles, 'Ada', { pin: '4711' });
    const guess = (pin: string) => refusal(profiles.unlock({ profileId: id, pin }));
    for (let tried = 0; tried < 4; tried++) expect(await guess('0000')).toBe('wrong-pin');
    for (const seconds of [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]) {
      expect(await guess('0000')).toBe(`wrong-pin ${seconds}`);
      expect(await guess('4711')).toBe(`locked-out ${seconds}`);
      clock.advance(seconds * 1000 - 1);
      expect(await guess('4711')).toBe('locked-out 1');
      clock.advance(1);
    }
    expect(await guess('4711')).toBe('granted');
    expect(await guess('0000')).toBe('wrong-pin');
  });

  test('of 100 wrong PINs in a row only 5 are checked', async () => {
    const home = household();
    const { id } = await added(home.profiles, 'Ada', { pin: '4711' });
    const answers: unknown[] = [];
    for (let tried = 0; tried < 100; tried++) answers.push(await refusal(home.profiles.unlock({ profileId: id, pin: '0000' })));
    expect(answers.slice(0, 5)).toEqual(['wrong-pin', 'wrong-pin', 'wrong-pin', 'wrong-pin', 'wrong-pin 30']);
    expect(new Set(answers.slice(5))).toEqual(new Set(['locked-out 30']));
    expect(failuresOf(home, id)).toBe(5);
  });

  test('guesses of a PIN in parallel each count: of 20 at once only 5 are checked', async () => {
    const home = household();
    const { id } = await added(home.profiles, 'Ada', { pin: '4711' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => refusal(home.profiles.unlock({ profileId: id, pin: '0000' }))),
    );
    expect(answers.filter((answer) => String(answer).startsWith('wrong-pin'))).toHaveLength(5);
    expect(failuresOf(home, id)).toBe(5);
  });

  test('a PIN stays locked over a re-open of the library', async () => {
    const first = household();
    const { id } = await added(first.profiles, 'Ada', { pin: '4711' });
    for (let tried = 0; tried < 5; tried++) await refusal(first.profiles.unlock({ profileId: id, pin: '0000' }));
    first.database.close();
    const { profiles } = household(openForTest({ file: first.database.file }), first.clock);
    first.clock.advance(10_000);
    expect(await refusal(profiles.unlock({ profileId: id, pin: '4711' }))).toBe('locked-out 20');
    first.clock.advance(20_000);
    expect(await refusal(profiles.unlock({ profileId: id, pin: '0000' }))).toBe('wrong-pin 60');
  });

  test('a PIN is not locked for days when the clock was put back', async () => {
    const first = household();
    const { id } = await added(first.profiles, 'Ada', { pin: '4711' });
    for (let tried = 0; tried < 5; tried++) await refusal(first.profiles.unlock({ profileId: id, pin: '0000' }));
    const { profiles } = household(first.database, createManualClock(first.clock.now() - 86_400_000));
    expect(await refusal(profiles.unlock({ profileId: id }))).toBe('wrong-pin');
    expect(await refusal(profiles.unlock({ profileId: id, pin: '4711' }))).toBe('granted');
  });

  test('a PIN is reset by an adult only, which also ends a lock; a guess at the old one that is under way fails', async () => {
    const { profiles } = household();
    const ada = await added(profiles, 'Ada', { pin: '4711' });
    const ben = await added(profiles, 'Ben', { role: 'child', pin: '1111' });
    for (let tried = 0; tried < 5; tried++) await refusal(profiles.unlock({ profileId: ben.id, pin: '0000' }));
    expect(await refusal(profiles.setPin({ profileId: ben.id, pin: null }, ben.id))).toBe('locked-out 30');
    expect(await refusal(profiles.setPin({ profileId: ben.id, pin: null }, 'nobody'))).toBe('forbidden');
    expect(await refusal(profiles.setPin({ profileId: 'nobody', pin: null }, ada.id))).toBe('not-found');
    expect(await refusal(profiles.setPin({ profileId: ben.id, pin: '12' }, ada.id))).toBe('invalid-request');
    await profiles.setPin({ profileId: ben.id, pin: '2222' }, ada.id);
    expect(await refusal(profiles.unlock({ profileId: ben.id, pin: '2222' }))).toBe('granted');
    const underWay = refusal(profiles.unlock({ profileId: ben.id, pin: '2222' }));
    expect((await profiles.setPin({ profileId: ben.id, pin: null }, ada.id)).profile.hasPin).toBe(false);
    expect(await underWay).toBe('wrong-pin');
  });
});
