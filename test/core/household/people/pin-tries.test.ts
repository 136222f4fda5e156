import { describe, expect, test } from 'vitest';
import { createHouseholdNews } from '../../../../main/household/people/household-news.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';
import { added, failuresOf, household, refusal } from '../household-fixture.ts';

describe('the tries at a PIN', () => {
  test('wrong tries are told to the owner once, at the next right one, and are in the activity log', async () => {
    const home = household();
    const mum = await added(home.profiles, 'Mum', { pin: '4711' });
    const mia = await added(home.profiles, 'Mia', { role: 'child', pin: '1357' });
    const news = createHouseholdNews({ ...home, profile: home.profiles.get });
    const told = (profileId: string) => news.take(profileId).map(({ text }) => text);
    told(mum.id);
    for (const [owner, pin] of [
      [mum, '4711'],
      [mia, '1357'],
    ] as const) {
      for (const guess of ['0000', '0001', '0002']) await refusal(home.profiles.unlock({ profileId: owner.id, pin: guess }));
      expect(told(owner.id)).toEqual([]);
      await home.profiles.unlock({ profileId: owner.id, pin });
      expect(told(owner.id)).toEqual(['3 wrong PINs were entered for you since you were last here.']);
      await home.profiles.unlock({ profileId: owner.id, pin });
      expect(told(owner.id)).toEqual([]);
    }
    const entries = home.activity.visible({ profileId: mum.id, videoId: undefined, before: Number.MAX_SAFE_INTEGER, limit: 100 });
    expect(entries.filter(({ event }) => event === 'wrong-pins').map(({ profileName, detail }) => [profileName, detail])).toEqual(
      [
        ['Mia', { count: 3 }],
        ['Mum', { count: 3 }],
      ],
    );
  });

  test('a clock that is put back before each guess opens no lock', async () => {
    const steady = createManualClock();
    let wallOffsetMs = 0;
    const home = household(undefined, { ...steady, now: () => steady.now() + wallOffsetMs });
    const mum = await added(home.profiles, 'Mum', { pin: '4711' });
    const guess = (pin: string) => refusal(home.profiles.unlock({ profileId: mum.id, pin }));
    for (let guesses = 0; guesses < 5; guesses += 1) await guess('0000');
    for (let guesses = 0; guesses < 12; guesses += 1) {
      wallOffsetMs -= 7_200_000;
      expect(await guess('0000')).toBe('locked-out 30');
    }
    wallOffsetMs += 1e9;
    expect(await guess('4711')).toBe('locked-out 30');
    expect(failuresOf(home, mum.id)).toBe(5);
    steady.advance(30_000);
    expect(await guess('4711')).toBe('granted');
  });

  test('a new PIN for a child ends its lock', async () => {
    const { profiles } = household();
    const dad = await added(profiles, 'Dad');
    const mia = await added(profiles, 'Mia', { role: 'child', pin: '1357' });
    for (let guesses = 0; guesses < 5; guesses += 1) await refusal(profiles.unlock({ profileId: mia.id, pin: '0000' }));
    await profiles.setPin({ profileId: mia.id, pin: '2468' }, dad.id);
    expect(await refusal(profiles.unlock({ profileId: mia.id, pin: '2468' }))).toBe('granted');
  });
});
