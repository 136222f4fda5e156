import type { AddingChoices } from '../../../preload/contract/types.ts';
import type { WritableDatabase } from '../database/database.ts';

/** Remembers each person's last choices for adding videos. */
export interface AddingChoiceRows {
  get(profileId: string): AddingChoices;
  /** Keeps the choices that are given; the rest stays as it was. */
  keep(profileId: string, choices: { readonly [Key in keyof AddingChoices]: AddingChoices[Key] | undefined }): void;
}

type AddingChoiceRow = { [Key in keyof AddingChoices]-?: NonNullable<AddingChoices[Key]> | null };

export function createAddingChoiceRows({ prepare, run }: WritableDatabase): AddingChoiceRows {
  return {
    get(profileId) {
      const row = prepare('SELECT kind, preset, subtitles FROM adding_choices WHERE profile_id = ?').get(profileId) as
        | AddingChoiceRow
        | undefined;
      return Object.fromEntries(Object.entries(row ?? {}).filter(([, value]) => value !== null));
    },
    keep(profileId, { kind = null, preset = null, subtitles = null }) {
      run(
        `INSERT INTO adding_choices (profile_id, kind, preset, subtitles) VALUES (@profileId, @kind, @preset, @subtitles)
         ON CONFLICT (profile_id) DO UPDATE SET kind = coalesce(excluded.kind, kind), preset = coalesce(excluded.preset, preset),
           subtitles = coalesce(excluded.subtitles, subtitles)`,
        { profileId, kind, preset, subtitles },
      );
    },
  };
}
