import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../../main/platform/clock.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { openForTest } from '../../library/library-fixture.ts';
import { added, failuresOf, type Household, household, refusal } from '../household-fixture.ts';

const HOUR_MS = 3_600_000;

/** Mum's PIN, locked for 30 s by five wrong guesses; the clock on the wall can be set, and the app and the computer started again. */
async function lockedOut() {
  const steady = createManualClock();
  let wallOffsetMs = 0;
  const clock: typeof steady = { ...steady, now: () => steady.now() + wallOffsetMs };
  let home: Household = household(undefined, clock);
  const mum = await added(home.profiles, 'Mum', { pin: '4711' });
  for (let guesses = 0; guesses < 5; guesses += 1) await refusal(home.profiles.unlock({ profileId: mum.id, pin: '0000' }));
  return {
    steady,
    guess: (pin = '4711') => refusal(home.profiles.unlock({ profileId: mum.id, pin })),
    setWallBy(ms: number) {
      wallOffsetMs += ms;
    },
    restartApp() {
      const { file } = home.database;
      home.database.close();
      home = household(openForTest({ file }), clock);
    },
    failures: () => failuresOf(home, mum.id),
  };
}

describe('a lock of a PIN', () => {
  test('is not opened by putting the clock forward, also with the app started again', async () => {
    const mum = await lockedOut();
    mum.setWallBy(HOUR_MS);
    expect(await mum.guess()).toBe('locked-out 30');
    mum.restartApp();
    expect(await mum.guess()).toBe('locked-out 30');
    mum.steady.advance(29_000);
    mum.restartApp();
    expect(await mum.guess()).toBe('locked-out 1');
    mum.steady.advance(1000);
    expect(await mum.guess()).toBe('granted');
  });

  test('is not opened by putting the clock back a day, with the app started again', async () => {
    const mum = await lockedOut();
    mum.setWallBy(-24 * HOUR_MS);
    mum.restartApp();
    expect(await mum.guess()).toBe('locked-out 30');
    expect(mum.failures()).toBe(5);
  });

  test('runs from the start of the computer when that was started again, however the clock was set', async () => {
    const mum = await lockedOut();
    mum.setWallBy(HOUR_MS);
    mum.steady.reboot(10_000);
    mum.restartApp();
    expect(await mum.guess()).toBe('locked-out 20');
    mum.setWallBy(-48 * HOUR_MS);
    expect(await mum.guess()).toBe('locked-out 20');
    mum.steady.advance(20_000);
    expect(await mum.guess()).toBe('granted');
  });

  test('is over after its time when nobody touched a clock, and when the computer has been on for longer than it', async () => {
    const first = await lockedOut();
    first.steady.advance(30_000);
    first.restartApp();
    expect(await first.guess()).toBe('granted');
    const second = await lockedOut();
    second.setWallBy(12 * HOUR_MS);
    second.steady.reboot(60_000);
    second.restartApp();
    expect(await second.guess()).toBe('granted');
  });

  test('lasts where the system does not tell its starts apart: there a shorter uptime tells', async () => {
    const steady = createManualClock();
    const clock: typeof steady = {
      ...steady,
      sinceBoot: () => ({ ...steady.sinceBoot(), bootId: 'unknown' }),
    } satisfies Clock;
    const home = household(undefined, clock);
    const mum = await added(home.profiles, 'Mum', { pin: '4711' });
    for (let guesses = 0; guesses < 5; guesses += 1) await refusal(home.profiles.unlock({ profileId: mum.id, pin: '0000' }));
    steady.jump(HOUR_MS);
    steady.reboot(5000);
    expect(await refusal(home.profiles.unlock({ profileId: mum.id, pin: '4711' }))).toBe('locked-out 25');
  });

  test('a guess for each lock that the clocks let go is all that anybody gets: none is looked at before', async () => {
    const mum = await lockedOut();
    for (let tried = 0; tried < 20; tried += 1) {
      mum.setWallBy(tried % 2 === 0 ? 2 * HOUR_MS : -5 * HOUR_MS);
      if (tried % 3 === 0) mum.restartApp();
      expect(await mum.guess('0000')).toBe('locked-out 30');
    }
    expect(mum.failures()).toBe(5);
  });
});
