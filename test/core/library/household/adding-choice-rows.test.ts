import { expect, test } from 'vitest';
import { createAddingChoiceRows } from '../../../../main/library/household/adding-choice-rows.ts';
import { createProfileRows } from '../../../../main/library/household/profile-rows.ts';
import { addProfile, freshLibrary } from '../library-fixture.ts';

test('choices are kept one by one, for each person, and go with the person', () => {
  const database = freshLibrary();
  for (const id of ['mia', 'dad']) addProfile(database, { id });
  const choices = createAddingChoiceRows(database);
  expect(choices.get('mia')).toEqual({});
  choices.keep('mia', { kind: 'audio' });
  choices.keep('mia', { preset: 'small', subtitles: 'de' });
  choices.keep('mia', { kind: 'video' });
  expect(choices.get('mia')).toEqual({ kind: 'video', preset: 'small', subtitles: 'de' });
  expect(choices.get('dad')).toEqual({});
  createProfileRows(database).remove('mia');
  expect(choices.get('mia')).toEqual({});
});
