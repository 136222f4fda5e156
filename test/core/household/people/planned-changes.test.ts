import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHouseholdNews } from '../../../../main/household/people/household-news.ts';
import { requireProfile } from '../../../../main/household/people/require-profile.ts';
import { createPinRows } from '../../../../main/library/household/pin-rows.ts';
import type { Profile } from '../../../../preload/contract/types.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { openForTest } from '../../library/library-fixture.ts';
import { added, type Household, household, refusal } from '../household-fixture.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Dad and Mum with PINs, Gran without; the clock on the wall can be set, the app and the computer started again. */
async function family({ withCheapPin = false } = {}) {
  const steady = createManualClock();
  let wallOffsetMs = 0;
  const clock: typeof steady = { ...steady, now: () => steady.now() + wallOffsetMs };
  let home: Household = household(undefined, clock);
  // A PIN costs a tenth of a second; where nobody enters it, any bytes do.
  const withPin = async (name: string, pin: string): Promise<Profile> => {
    if (!withCheapPin) return await added(home.profiles, name, { pin });
    const { id } = await added(home.profiles, name);
    createPinRows(home.database).setPin(id, { hash: Buffer.of(1), salt: Buffer.of(1) }, null);
    return { ...requireProfile(home.profiles.get(id)) };
  };
  const dad = await withPin('Dad', '2468');
  const mum = await withPin('Mum', '1357');
  const gran = await added(home.profiles, 'Gran');
  const plans = () => home.profiles.planned.plans().plans;
  return {
    steady,
    dad,
    mum,
    gran,
    plans,
    home: () => home,
    planned: () => home.profiles.planned,
    plan: (change: 'remove-pin' | 'make-child' | null) => home.profiles.planned.plan({ profileId: dad.id, change }, gran.id),
    dadNow: () => home.profiles.get(dad.id),
    told: (profileId: string) =>
      createHouseholdNews({ ...home, profile: home.profiles.get })
        .take(profileId)
        .map(({ text }) => text),
    setWallBy(ms: number) {
      wallOffsetMs += ms;
    },
    restartApp() {
      const { file } = home.database;
      home.database.close();
      home = household(openForTest({ file }), clock);
      home.profiles.planned.carryOut();
    },
    /** The computer is off for so long. */
    restartComputer(offMs: number) {
      steady.jump(offMs);
      steady.reboot();
    },
  };
}

const rejects = (work: () => unknown): Promise<unknown> => refusal((async () => work())());

describe('what is planned for an adult who has a PIN', () => {
  test.each([
    ['remove-pin', { hasPin: false, role: 'adult' }],
    ['make-child', { hasPin: true, role: 'child' }],
  ] as const)('%s happens after a day, not before, and everybody is told of both', async (change, after) => {
    const { dad, mum, plan, plans, planned, dadNow, steady, told } = await family();
    told(mum.id);
    plan(change);
    expect(plans()).toEqual([{ profileId: dad.id, change, plannedBy: 'Gran', dueAt: steady.now() + DAY_MS }]);
    expect(told(mum.id)).toEqual([expect.stringMatching(/^Gran wants to .* in a day, unless Dad enters .* before\.$/)]);
    steady.advance(DAY_MS - 1);
    planned().carryOut();
    expect(dadNow()).toEqual(dad);
    steady.advance(1);
    planned().carryOut();
    expect(dadNow()).toMatchObject(after);
    expect(plans()).toEqual([]);
    expect(told(mum.id)).toEqual([change === 'remove-pin' ? 'Gran removed Dad’s PIN.' : 'Gran made Dad a child.']);
  });

  test('does not happen when the owner comes in, by the PIN or the code, and the owner is told of it', async () => {
    const { dad, mum, plan, plans, planned, dadNow, steady, told, home } = await family();
    told(dad.id);
    told(mum.id);
    plan('remove-pin');
    expect(await refusal(home().profiles.unlock({ profileId: dad.id, pin: '0000' }))).toBe('wrong-pin');
    expect(plans()).toHaveLength(1);
    await home().profiles.unlock({ profileId: dad.id, pin: '2468' });
    expect(plans()).toEqual([]);
    expect(told(dad.id)).toContain('Gran wants to remove Dad’s PIN. It goes in a day, unless Dad enters it before.');
    expect(told(mum.id)).toContain('Dad came in, so Dad’s PIN and role stay.');
    steady.advance(2 * DAY_MS);
    planned().carryOut();
    expect(dadNow()).toEqual(dad);

    const { recoveryCode = '' } = await home().profiles.setPin({ profileId: dad.id, pin: '2468', oldPin: '2468' }, dad.id);
    plan('make-child');
    await home().profiles.recover({ profileId: dad.id, code: recoveryCode, pin: '9753' });
    expect(plans()).toEqual([]);
  });

  test('is refused where nothing has to be planned, and planned once', async () => {
    const { dad, gran, mum, planned, plan } = await family();
    const at = (profileId: string, actorId: string) => () => planned().plan({ profileId, change: 'remove-pin' }, actorId);
    expect(await rejects(at(gran.id, dad.id))).toBe('invalid-request');
    expect(await rejects(at(dad.id, dad.id))).toBe('invalid-request');
    expect(await rejects(at('nobody', dad.id))).toBe('not-found');
    plan('remove-pin');
    expect(await rejects(at(dad.id, mum.id))).toBe('conflict');
    plan(null);
    expect(await rejects(at(dad.id, mum.id))).toBe('granted');
  });

  test('goes with the PIN or the person it is about, and outlives who planned it', async () => {
    const { dad, gran, mum, plan, plans, planned, home, steady } = await family();
    plan('make-child');
    home().profiles.remove({ profileId: gran.id }, mum.id);
    expect(plans()).toMatchObject([{ change: 'make-child' }]);
    expect(plans()[0]).not.toHaveProperty('plannedBy');
    await home().profiles.setPin({ profileId: dad.id, pin: null, oldPin: '2468' }, dad.id);
    steady.advance(DAY_MS);
    planned().carryOut();
    expect(home().profiles.get(dad.id)?.role).toBe('adult');
    planned().plan({ profileId: mum.id, change: 'remove-pin' }, dad.id);
    home().profiles.remove({ profileId: mum.id }, dad.id);
    expect(plans()).toEqual([]);
  });

  test('makes no child of the last adult', async () => {
    const { mum, gran, plan, planned, dadNow, home, steady } = await family();
    plan('make-child');
    home().profiles.update({ profileId: gran.id, role: 'child' }, mum.id);
    home().profiles.remove({ profileId: mum.id }, mum.id);
    steady.advance(DAY_MS);
    planned().carryOut();
    expect(dadNow()?.role).toBe('adult');
  });

  test('is not hastened by a clock that is put forward, nor put off by one that is put back', async () => {
    const { plan, planned, dadNow, steady, setWallBy, restartApp } = await family();
    plan('remove-pin');
    setWallBy(30 * DAY_MS);
    planned().carryOut();
    restartApp();
    expect(dadNow()?.hasPin).toBe(true);
    steady.advance(DAY_MS / 2);
    setWallBy(-365 * DAY_MS);
    restartApp();
    expect(dadNow()?.hasPin).toBe(true);
    steady.advance(DAY_MS / 2);
    restartApp();
    expect(dadNow()?.hasPin).toBe(false);
  });

  test('a night with the computer off counts, and a clock put forward meanwhile no more than that', async () => {
    const { plan, dadNow, steady, setWallBy, restartComputer, restartApp } = await family();
    plan('remove-pin');
    steady.advance(HOUR_MS);
    restartComputer(11 * HOUR_MS);
    restartApp();
    steady.advance(12 * HOUR_MS - 1);
    restartApp();
    expect(dadNow()?.hasPin).toBe(true);
    steady.advance(1);
    restartApp();
    expect(dadNow()?.hasPin).toBe(false);

    const second = await family();
    second.plan('remove-pin');
    second.setWallBy(365 * DAY_MS);
    second.restartComputer(HOUR_MS);
    second.restartApp();
    expect(second.dadNow()?.hasPin).toBe(true);
    setWallBy(0);
  });

  test('is carried out by itself while the app runs, and at its next start when it was due meanwhile', async () => {
    const { plan, planned, dadNow, steady, restartApp, home } = await family();
    planned().start();
    plan('remove-pin');
    steady.advance(DAY_MS + 60_000);
    expect(dadNow()?.hasPin).toBe(false);
    planned().stop();
    expect(steady.pendingTimers()).toBe(0);
    await home().profiles.setPin({ profileId: dadNow()?.id ?? '', pin: '2468' }, dadNow()?.id ?? '');
    plan('remove-pin');
    steady.jump(DAY_MS);
    restartApp();
    expect(dadNow()?.hasPin).toBe(false);
  });
});

const step = fc.oneof(
  fc.record({ do: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant('off' as const), hours: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant('set clock' as const), hours: fc.integer({ min: -400, max: 400 }) }),
  fc.record({ do: fc.constantFrom('plan', 'take back', 'owner', 'check', 'kill') }),
);

test('whatever happens, no PIN goes before its owner had a day to come in, and none stays when the day is over', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { dad, plan, plans, planned, dadNow, steady, setWallBy, restartApp, restartComputer, home } = await family({
        withCheapPin: true,
      });
      /** What passed since it was planned, with the most that each start of the computer may add to it. */
      let leastMs = 0;
      let mostMs = 0;
      for (const taken of steps) {
        const hoursMs = 'hours' in taken ? taken.hours * HOUR_MS : 0;
        if (taken.do === 'pass') steady.advance(hoursMs);
        else if (taken.do === 'off') restartComputer(hoursMs);
        else if (taken.do === 'set clock') setWallBy(hoursMs);
        else if (taken.do === 'plan' && plans().length === 0) {
          plan('remove-pin');
          leastMs = 0;
          mostMs = 0;
          continue;
        } else if (taken.do === 'take back') plan(null);
        else if (taken.do === 'owner') planned().ownerCameIn(dad.id);
        else if (taken.do === 'kill') restartApp();
        if (taken.do === 'pass') leastMs += hoursMs;
        if (taken.do === 'pass') mostMs += hoursMs;
        if (taken.do === 'off') mostMs += 12 * HOUR_MS;
        const wasPlanned = plans().length > 0;
        planned().carryOut();
        if (dadNow()?.hasPin === false) {
          expect(wasPlanned && mostMs >= DAY_MS).toBe(true);
          return;
        }
        if (wasPlanned) expect(leastMs).toBeLessThan(DAY_MS);
      }
      home().database.close();
    }),
    { numRuns: 40 },
  );
}, 120_000);
