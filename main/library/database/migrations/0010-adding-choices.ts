import type { Migration } from './migration.ts';

/** How each person last wanted what they added, to begin with it next time. Without a row, or a value: the household's usual. */
export const addingChoices: Migration = {
  version: 10,
  name: 'adding-choices',
  sql: `
    CREATE TABLE adding_choices (
      profile_id TEXT PRIMARY KEY REFERENCES profiles (id) ON DELETE CASCADE,
      kind TEXT CHECK (kind IN ('video', 'audio')),
      preset TEXT CHECK (preset IN ('best', 'good', 'small')),
      subtitles TEXT CHECK (length(subtitles) BETWEEN 2 AND 16)
    ) STRICT, WITHOUT ROWID;
  `,
};
