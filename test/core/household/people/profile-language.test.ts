import { expect, test } from 'vitest';
import { added, household, refusal } from '../household-fixture.ts';

test('a person chooses the language that they read, a child too, and can leave it to the computer again', async () => {
  const { profiles } = household();
  const dad = await added(profiles, 'Dad');
  const mia = await added(profiles, 'Mia', { role: 'child' });
  expect('language' in mia).toBe(false);
  expect(profiles.update({ profileId: mia.id, language: 'de' }, mia.id).profile).toEqual({ ...mia, language: 'de' });
  expect(profiles.update({ profileId: mia.id, name: 'Mimi' }, mia.id).profile.language).toBe('de');
  expect(profiles.get(dad.id)).toEqual(dad);
  expect(profiles.update({ profileId: mia.id, language: null }, dad.id).profile).toEqual({ ...mia, name: 'Mimi' });
});

test('a child does not choose for others', async () => {
  const { profiles } = household();
  const dad = await added(profiles, 'Dad');
  const mia = await added(profiles, 'Mia', { role: 'child' });
  const choose = Promise.resolve().then(() => profiles.update({ profileId: dad.id, language: 'de' }, mia.id));
  expect(await refusal(choose)).toBe('forbidden');
  expect(profiles.get(dad.id)).toEqual(dad);
});
