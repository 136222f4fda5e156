import { describe, expect, test } from 'vitest';
import type { Services } from '../../../../main/ipc/services.ts';
import { PROFILE_AVATARS, PROFILE_COLOURS } from '../../../../preload/contract/profile-tokens.ts';
import { added, household, refusal } from '../household-fixture.ts';

test('the profile service fits the border', () => {
  const { profiles } = household();
  const service: Omit<Services['profiles'], 'limits' | 'takeNews'> = { ...profiles, ...profiles.planned };
  expect(service.list()).toEqual([]);
});

describe('a new profile', () => {
  test('a new profile is an adult when it is the first, whatever was asked; later ones are what was asked', async () => {
    const { profiles, changes } = household();
    expect((await added(profiles, 'Ada', { role: 'child' })).role).toBe('adult');
    expect((await added(profiles, 'Ben', { role: 'child' })).role).toBe('child');
    expect((await added(profiles, 'Cara')).role).toBe('adult');
    expect(profiles.list().map((profile) => profile.name)).toEqual(['Ada', 'Ben', 'Cara']);
    expect(changes()).toBe(3);
  });

  test('two profiles that are made at the same moment are not both the first', async () => {
    const { profiles } = household();
    const made = await Promise.all([
      added(profiles, 'Ada', { role: 'child', pin: '1234' }),
      added(profiles, 'Ben', { role: 'child' }),
    ]);
    expect(made.map((profile) => profile.role).sort()).toEqual(['adult', 'child']);
  });

  test.each([
    ['  Ada \n\t Lovelace ', 'Ada Lovelace'],
    ['\u202eevil\u202c\u0007', 'evil'],
    ['Zoe\u0308', 'Zo\u00eb'],
    ['\u05d3\u05d5\u05d3', '\u05d3\u05d5\u05d3'],
    ['\u0645\u0631\u064a\u0645', '\u0645\u0631\u064a\u0645'],
    ['\u{1f468}\u200d\u{1f469}\u200d\u{1f467}', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
    ["Robert'); DROP TABLE profiles;--", "Robert'); DROP TABLE profiles;--"],
    ['lone \ud800 half', 'lone half'],
  ])('a profile named %j is stored as %j', async (asked, stored) => {
    const { profiles } = household();
    const { id } = await added(profiles, asked);
    expect(profiles.get(id)?.name).toBe(stored);
  });

  test.each(['', '   ', '\u202e\u200b', '\u200d', 'x'.repeat(61), 'x'.repeat(500), '\u{1f600}'.repeat(61)])(
    'a profile named %j is refused',
    async (name) => {
      const { profiles } = household();
      expect(await refusal(profiles.create({ name }))).toBe('invalid-request');
      expect(profiles.list()).toEqual([]);
    },
  );

  test('a name may use 60 characters of any script', async () => {
    const { profiles } = household();
    expect((await added(profiles, '\u{1f600}'.repeat(60))).name).toHaveLength(120);
  });

  test('a profile cannot have a name that looks like another one, even when both are asked for at once', async () => {
    const { profiles } = household();
    await added(profiles, '\u00c9mile');
    for (const name of ['\u00e9MILE', 'E\u0301mile', ' \u00c9mi\u200dle ', '\uff25\u0301mile']) {
      expect(await refusal(profiles.create({ name }))).toBe('conflict');
    }
    const both = await Promise.all([
      refusal(profiles.create({ name: 'Ada', pin: '1234' })),
      refusal(profiles.create({ name: 'ADA', pin: '1234' })),
    ]);
    expect(both.sort()).toEqual(['conflict', 'granted']);
    expect(await refusal(profiles.create({ name: 'Emile' }))).toBe('granted');
  });

  test('a new profile gets known tokens as asked, and else one that nobody has yet', async () => {
    const { profiles } = household();
    expect(await added(profiles, 'Ada', { colour: 'teal', avatar: 'owl' })).toMatchObject({ colour: 'teal', avatar: 'owl' });
    expect(await added(profiles, 'Ben', { colour: '#ff0000', avatar: '../fox' })).toMatchObject({
      colour: 'violet',
      avatar: 'fox',
    });
    for (let number = 2; number < 12; number++) await added(profiles, `Guest ${number}`);
    expect(new Set(profiles.list().map((profile) => profile.avatar)).size).toBe(PROFILE_AVATARS.length);
    expect(
      new Set(
        profiles
          .list()
          .slice(0, 8)
          .map((profile) => profile.colour),
      ).size,
    ).toBe(PROFILE_COLOURS.length);
  });
});
