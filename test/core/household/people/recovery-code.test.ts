import { describe, expect, test } from 'vitest';
import { createHouseholdNews } from '../../../../main/household/people/household-news.ts';
import { makeRecoveryCode, readRecoveryCode } from '../../../../main/household/people/recovery-code.ts';
import { openForTest } from '../../library/library-fixture.ts';
import { added, failuresOf, type Household, household, refusal } from '../household-fixture.ts';

/** Mum and her code; her PIN is locked by somebody's guesses. */
async function lockedMum() {
  const home = household();
  const { profile: mum, recoveryCode = '' } = await home.profiles.create({ name: 'Mum', pin: '4711' });
  const guess = (pin: string) => refusal(home.profiles.unlock({ profileId: mum.id, pin }));
  for (let guesses = 0; guesses < 5; guesses += 1) await guess('0000');
  return { home, mum, code: recoveryCode, guess };
}

const told = (home: Household, profileId: string) =>
  createHouseholdNews({ ...home, profile: home.profiles.get })
    .take(profileId)
    .map(({ text }) => text);

describe('a recovery code', () => {
  test('opens the account that wrong guesses have locked, sets a new PIN, and is followed by another code', async () => {
    const { home, mum, code, guess } = await lockedMum();
    expect(await guess('4711')).toBe('locked-out 30');
    const { recoveryCode: next } = await home.profiles.recover({ profileId: mum.id, code, pin: '9753' });
    expect(next).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(next).not.toBe(code);
    expect(await guess('9753')).toBe('granted');
    expect(await refusal(home.profiles.recover({ profileId: mum.id, code, pin: '1111' }))).toBe('wrong-code');
    expect(await refusal(home.profiles.recover({ profileId: mum.id, code: next, pin: '1111' }))).toBe('granted');
    expect(await guess('1111')).toBe('granted');
  });

  test('is read as people write it: in small letters, without dashes, with an O for a 0', async () => {
    const { home, mum, code } = await lockedMum();
    const written = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(await refusal(home.profiles.recover({ profileId: mum.id, code: ` ${written}`, pin: '9753' }))).toBe('granted');
    expect(readRecoveryCode('ab-c l i o\u2013x')).toBe('ABC110X');
  });

  test('has 80 bits, and nothing of it is readable in what is stored', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, async () => (await makeRecoveryCode()).code));
    expect(new Set(codes).size).toBe(20);
    for (const code of codes) expect(code.replaceAll('-', '')).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    const { home, code } = await lockedMum();
    const row = JSON.stringify(home.database.sqlite.prepare('SELECT * FROM profiles').all());
    expect(row).not.toContain(code);
    expect(row).not.toContain(code.replaceAll('-', ''));
    const entries = JSON.stringify(home.database.sqlite.prepare('SELECT * FROM activity').all());
    expect(entries).not.toContain(code.slice(0, 4));
  });

  test('wrong ones are counted, lock out nobody, and are told to the owner; so are the wrong PINs before', async () => {
    const { home, mum, code, guess } = await lockedMum();
    told(home, mum.id);
    for (let guesses = 0; guesses < 12; guesses += 1) {
      const wrong = `0000-0000-0000-00${String(guesses).padStart(2, '0')}`;
      expect(await refusal(home.profiles.recover({ profileId: mum.id, code: wrong, pin: '0000' }))).toBe('wrong-code');
    }
    expect(await refusal(home.profiles.recover({ profileId: mum.id, code, pin: '9753' }))).toBe('granted');
    expect(await guess('9753')).toBe('granted');
    expect(told(home, mum.id)).toEqual([
      '5 wrong PINs were entered for you since you were last here.',
      '12 wrong recovery codes were entered for you since you were last here.',
    ]);
    await refusal(home.profiles.recover({ profileId: mum.id, code: 'x', pin: '0000' }));
    await guess('9753');
    expect(told(home, mum.id)).toEqual(['1 wrong recovery code was entered for you since you were last here.']);
    await guess('9753');
    expect(told(home, mum.id)).toEqual([]);
  });

  test('other adults are told that it was used', async () => {
    const { home, mum, code } = await lockedMum();
    const dad = await added(home.profiles, 'Dad');
    told(home, dad.id);
    await home.profiles.recover({ profileId: mum.id, code, pin: '9753' });
    expect(told(home, dad.id)).toEqual(['Mum set a new PIN with the recovery code.']);
  });

  test('is checked one at a time, and used once when two use it at once', async () => {
    const { home, mum, code } = await lockedMum();
    const once = (pin: string) => refusal(home.profiles.recover({ profileId: mum.id, code, pin }));
    expect((await Promise.all([once('1111'), once('2222'), once('3333')])).sort()).toEqual(['conflict', 'conflict', 'granted']);
  });

  test('of a PIN that is changed or removed meanwhile does not hold any more', async () => {
    const { home, mum, code } = await lockedMum();
    home.clock.advance(30_000);
    const recovering = refusal(home.profiles.recover({ profileId: mum.id, code, pin: '1111' }));
    await home.profiles.setPin({ profileId: mum.id, pin: null, oldPin: '4711' }, mum.id);
    expect(await recovering).toBe('wrong-code');
    expect(home.profiles.get(mum.id)?.hasPin).toBe(false);
    expect(await refusal(home.profiles.recover({ profileId: mum.id, code, pin: '1111' }))).toBe('wrong-code');
  });

  test('comes with each new PIN of an adult, and with no PIN of a child, which any adult sets anew', async () => {
    const { profiles } = household();
    const dad = await added(profiles, 'Dad');
    const first = await profiles.setPin({ profileId: dad.id, pin: '1234' }, dad.id);
    const second = await profiles.setPin({ profileId: dad.id, pin: '1234', oldPin: '1234' }, dad.id);
    expect(second.recoveryCode).not.toBe(first.recoveryCode);
    expect(await refusal(profiles.recover({ profileId: dad.id, code: first.recoveryCode ?? '', pin: '5555' }))).toBe(
      'wrong-code',
    );
    const mia = await profiles.create({ name: 'Mia', role: 'child', pin: '1357' });
    expect(mia.recoveryCode).toBeUndefined();
    expect((await profiles.setPin({ profileId: mia.profile.id, pin: '2468' }, dad.id)).recoveryCode).toBeUndefined();
    expect(await refusal(profiles.recover({ profileId: mia.profile.id, code: '', pin: '5555' }))).toBe('wrong-code');
    expect(await refusal(profiles.recover({ profileId: 'nobody', code: '', pin: '5555' }))).toBe('not-found');
    expect((await profiles.setPin({ profileId: dad.id, pin: null, oldPin: '1234' }, dad.id)).recoveryCode).toBeUndefined();
  });

  test('a kill while it is checked changes nothing but the count', async () => {
    const { home, mum, code } = await lockedMum();
    const recovering = home.profiles.recover({ profileId: mum.id, code, pin: '1111' });
    const { file } = home.database;
    home.database.close();
    await expect(recovering).rejects.toThrow();
    const again = household(openForTest({ file }), home.clock);
    expect(failuresOf(again, mum.id)).toBe(5);
    expect(await refusal(again.profiles.recover({ profileId: mum.id, code, pin: '9753' }))).toBe('granted');
  });
});
