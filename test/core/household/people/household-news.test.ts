import { describe, expect, test } from 'vitest';
import { createHouseholdNews } from '../../../../main/household/people/household-news.ts';
import { added, household, refusal } from '../household-fixture.ts';

async function family() {
  const home = household();
  const dad = await added(home.profiles, 'Dad', { pin: '2468' });
  home.clock.advance(1);
  const { profile: gran } = await home.profiles.create({ name: 'Gran' }, dad.id);
  const news = createHouseholdNews({ ...home, profile: home.profiles.get });
  const told = (profileId: string): string[] => news.take(profileId).map(({ text }) => text);
  const events = (profileId: string) =>
    home.activity
      .visible({ profileId, videoId: undefined, before: Number.MAX_SAFE_INTEGER, limit: 100 })
      .map(({ event, profileName, detail }) => [event, profileName, detail['name']])
      .reverse();
  return { ...home, news, dad, gran, told, events };
}

describe('changes of people and PINs', () => {
  test('every change of people, roles, limits and PINs is in the activity log, with who made it', async () => {
    const { profiles, dad, gran, events } = await family();
    const { profile: mia } = await profiles.create({ name: 'Mia', role: 'child' }, gran.id);
    profiles.update({ profileId: mia.id, limits: { needsApproval: false } }, gran.id);
    profiles.update({ profileId: mia.id, role: 'adult', name: 'Mimi' }, gran.id);
    await profiles.setPin({ profileId: gran.id, pin: '1357' }, gran.id);
    await profiles.setPin({ profileId: gran.id, pin: null, oldPin: '1357' }, gran.id);
    profiles.remove({ profileId: mia.id }, dad.id);
    expect(events(dad.id)).toEqual([
      ['person-added', 'Dad', 'Dad'],
      ['person-added', 'Dad', 'Gran'],
      ['person-added', 'Gran', 'Mia'],
      ['limits-changed', 'Gran', 'Mia'],
      ['role-changed', 'Gran', 'Mimi'],
      ['pin-set', 'Gran', 'Gran'],
      ['pin-removed', 'Gran', 'Gran'],
      ['person-removed', 'Dad', 'Mimi'],
    ]);
  });

  test('nothing is noted of a name or a face, of what stays as it was, and of what is refused', async () => {
    const { profiles, dad, gran, events } = await family();
    const before = events(dad.id);
    profiles.update({ profileId: gran.id, name: 'Granny', avatar: 'owl', role: 'adult', limits: {} }, dad.id);
    expect(await refusal(Promise.resolve().then(() => profiles.update({ profileId: dad.id, name: 'Granny' }, dad.id)))).toBe(
      'conflict',
    );
    expect(await refusal(profiles.setPin({ profileId: dad.id, pin: '0000' }, gran.id))).toBe('forbidden');
    expect(events(dad.id)).toEqual(before);
  });
});

describe('telling adults', () => {
  test('every adult is told once of what others changed, and nobody of what they did themselves', async () => {
    const { profiles, dad, gran, told } = await family();
    const { profile: mia } = await profiles.create({ name: 'Mia', role: 'child' }, dad.id);
    await profiles.setPin({ profileId: gran.id, pin: '9999' }, gran.id);
    expect(told(gran.id)).toEqual(['Dad added Mia.']);
    profiles.update({ profileId: mia.id, role: 'adult' }, gran.id);
    expect(told(dad.id)).toEqual(['Gran set a new PIN.', 'Gran made Mia an adult.']);
    expect([told(dad.id), told(gran.id)]).toEqual([[], []]);
  });

  test('no change of names hides from an adult that another one was added', async () => {
    const { clock, profiles, dad, gran, told } = await family();
    clock.advance(60_000);
    profiles.update({ profileId: dad.id, name: 'Somebody' }, gran.id);
    const { profile: stranger } = await profiles.create({ name: 'Dad' }, gran.id);
    profiles.update({ profileId: stranger.id, name: 'Zoe' }, gran.id);
    profiles.update({ profileId: dad.id, name: 'Dad' }, gran.id);
    expect(told(dad.id)).toEqual(['Gran added Dad.']);
  });

  const added = (name: string) => ({ key: 'change.person-added', values: { by: 'Dad', name } });

  test('an adult without a PIN is asked for one when there is a child, and is not asked again', async () => {
    const { news, profiles, dad, gran } = await family();
    await profiles.create({ name: 'Mia', role: 'child' }, dad.id);
    expect(news.take(gran.id)).toEqual([
      { level: 'info', text: 'Dad added Mia.', phrase: added('Mia') },
      {
        level: 'warning',
        text: expect.stringContaining('You have no PIN'),
        phrase: { key: 'notice.childWithoutYourPin' },
        action: { label: 'Set a PIN', kind: 'open-people' },
      },
    ]);
    await profiles.create({ name: 'Uncle' }, dad.id);
    expect(news.take(gran.id)).toEqual([{ level: 'info', text: 'Dad added Uncle.', phrase: added('Uncle') }]);
  });

  test('a removed person’s deeds are still told by name', async () => {
    const { profiles, dad, gran, told } = await family();
    await profiles.create({ name: 'x' }, gran.id);
    profiles.remove({ profileId: gran.id }, gran.id);
    expect(told(dad.id)).toEqual(['Gran added x.', 'Gran moved out.']);
  });

  test('a child is told nothing, and a long absence becomes one sentence', async () => {
    const { profiles, dad, gran, told } = await family();
    const { profile: mia } = await profiles.create({ name: 'Mia', role: 'child' }, dad.id);
    for (const dailyItems of [1, 2, 3]) profiles.update({ profileId: mia.id, limits: { dailyItems } }, dad.id);
    expect(told(mia.id)).toEqual([]);
    expect(told(gran.id)).toEqual([
      '4 changes to people and settings since you were last here. The activity log lists them.',
      expect.stringContaining('You have no PIN'),
    ]);
  });
});
