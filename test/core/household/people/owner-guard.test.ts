import { describe, expect, test } from 'vitest';
import { createOwnerGuard } from '../../../../main/household/people/owner-guard.ts';
import { added, household, refusal } from '../household-fixture.ts';

async function family() {
  const { profiles } = household();
  const dad = await added(profiles, 'Dad', { pin: '2468' });
  const gran = await added(profiles, 'Gran');
  const mia = await added(profiles, 'Mia', { role: 'child', pin: '1357' });
  return { profiles, owners: createOwnerGuard(profiles), dad, gran, mia };
}

describe('an adult who has a PIN', () => {
  test('nobody takes a PIN by making its owner a child, setting another one and making them an adult again', async () => {
    const { profiles, owners, dad, gran } = await family();
    expect(await refusal(owners.update({ profileId: dad.id, role: 'child' }, gran.id))).toBe('forbidden');
    expect(await refusal(profiles.setPin({ profileId: dad.id, pin: '0000' }, gran.id))).toBe('forbidden');
    expect(await refusal(owners.update({ profileId: dad.id, role: 'child', ownerPin: '0000' }, gran.id))).toBe('wrong-pin');
    expect(profiles.get(dad.id)).toMatchObject({ role: 'adult', hasPin: true });
    expect(await refusal(profiles.unlock({ profileId: dad.id, pin: '2468' }))).toBe('granted');
  });

  test('nobody removes the owner of a PIN without that PIN', async () => {
    const { profiles, owners, dad, gran } = await family();
    expect(await refusal(owners.remove({ profileId: dad.id }, gran.id))).toBe('forbidden');
    expect(await refusal(owners.remove({ profileId: dad.id, ownerPin: '1111' }, gran.id))).toBe('wrong-pin');
    expect(profiles.get(dad.id)).toEqual(dad);
    expect(await owners.remove({ profileId: dad.id, ownerPin: '2468' }, gran.id)).toEqual({ freedBytes: 0 });
    expect(profiles.get(dad.id)).toBeUndefined();
  });

  test('guesses at the owner’s PIN are counted like those at the door', async () => {
    const { owners, dad, gran } = await family();
    const guess = () => refusal(owners.update({ profileId: dad.id, role: 'child', ownerPin: '0000' }, gran.id));
    for (let guesses = 0; guesses < 4; guesses += 1) expect(await guess()).toBe('wrong-pin');
    expect(await guess()).toBe('wrong-pin 30');
    expect(await guess()).toBe('locked-out 30');
  });

  test('the owner needs no second PIN, and whoever enters it may make a child of them', async () => {
    const { profiles, owners, dad, gran } = await family();
    await owners.update({ profileId: dad.id, role: 'child' }, dad.id);
    expect(profiles.get(dad.id)?.role).toBe('child');
    await owners.update({ profileId: dad.id, role: 'adult' }, gran.id);
    await owners.update({ profileId: dad.id, role: 'child', ownerPin: '2468' }, gran.id);
    expect(profiles.get(dad.id)?.role).toBe('child');
  });
});

test('adults without a PIN, and children, are changed and removed as before', async () => {
  const { profiles, owners, dad, gran, mia } = await family();
  await owners.update({ profileId: gran.id, role: 'child' }, dad.id);
  expect(profiles.get(gran.id)?.role).toBe('child');
  await owners.remove({ profileId: gran.id }, dad.id);
  await owners.remove({ profileId: mia.id }, dad.id);
  expect(profiles.list().map(({ name }) => name)).toEqual(['Dad']);
  expect(await refusal(owners.remove({ profileId: 'nobody' }, undefined))).toBe('not-found');
});
