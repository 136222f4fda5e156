import type { Language } from '../../../preload/contract/spoken-languages.ts';
import type { Profile, Role } from '../../../preload/contract/types.ts';
import type { WritableDatabase } from '../database/database.ts';
import { placeAtEnd } from '../database/place-at-end.ts';
import type { PinRow } from './pin-rows.ts';

/** Describes a new profile. */
export interface NewProfileRow {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly avatar: string;
  readonly role: Role;
  readonly pin: PinRow | null;
  /** What opens the account when the PIN is forgotten. */
  readonly recovery: PinRow | null;
  readonly createdAt: number;
}

/** Reads and changes the profiles table. Whoever changes several rows wraps the calls in one `immediate`. */
export interface ProfileRows {
  list(): Profile[];
  get(profileId: string): Profile | undefined;
  countAdults(): number;
  insert(profile: NewProfileRow): void;
  /** Replaces name, colour, face, role and language. */
  update(profile: Pick<Profile, 'id' | 'name' | 'colour' | 'avatar' | 'role' | 'language'>): void;
  /**
   * Moves the active references to another profile, merging with its own; the rest of this profile's rows go with it. Returns the
   * ids of the videos that were handed over.
   */
  handOverReferences(fromProfileId: string, toProfileId: string): string[];
  countActiveReferences(profileId: string): number;
  /** Deletes the profile with its old references, watch positions, requests, and what it did with videos. */
  remove(profileId: string): void;
}

interface ProfileRow extends Omit<Profile, 'hasPin' | 'language'> {
  hasPin: 0 | 1;
  language: Language | null;
}

const SELECT =
  'SELECT id, name, colour, avatar, role, language, pin_hash IS NOT NULL AS hasPin, created_at AS createdAt FROM profiles';

export function createProfileRows({ prepare, run }: WritableDatabase): ProfileRows {
  return {
    list: () => (prepare(`${SELECT} ORDER BY created_at, rowid`).all() as ProfileRow[]).map(toProfile),
    get(profileId) {
      const row = prepare(`${SELECT} WHERE id = ?`).get(profileId) as ProfileRow | undefined;
      return row && toProfile(row);
    },
    countAdults: () =>
      (prepare(`SELECT count(*) AS adults FROM profiles WHERE role = 'adult'`).get() as { adults: number }).adults,
    insert({ pin, recovery, ...profile }) {
      run(
        `INSERT INTO profiles (id, name, colour, avatar, role, pin_hash, pin_salt, recovery_hash, recovery_salt, created_at)
         VALUES (@id, @name, @colour, @avatar, @role, @hash, @salt, @recoveryHash, @recoverySalt, @createdAt)`,
        {
          ...profile,
          hash: pin?.hash ?? null,
          salt: pin?.salt ?? null,
          recoveryHash: recovery?.hash ?? null,
          recoverySalt: recovery?.salt ?? null,
        },
      );
    },
    update({ id, name, colour, avatar, role, language = null }) {
      run(
        'UPDATE profiles SET name = ?, colour = ?, avatar = ?, role = ?, language = ? WHERE id = ?',
        name,
        colour,
        avatar,
        role,
        language,
        id,
      );
    },
    // Where both have a reference the heir's stays as it is, but unpaused if either was: so no download changes its state.
    handOverReferences(from, to) {
      const moved = prepare('SELECT video_id AS id FROM active_references WHERE profile_id = ?').all(from) as { id: string }[];
      run(
        `UPDATE video_references SET paused = 0
         WHERE profile_id = @to AND paused = 1 AND video_id IN (SELECT video_id FROM unpaused_references WHERE profile_id = @from)`,
        { from, to },
      );
      run(
        `INSERT INTO video_references (video_id, profile_id, position, paused, created_at, group_id, group_title)
         SELECT video_id, @to, position + ${placeAtEnd('@to')}
             - (SELECT min(position) FROM active_references WHERE profile_id = @from), paused, created_at, group_id, group_title
         FROM active_references WHERE profile_id = @from
         ON CONFLICT (video_id, profile_id) DO UPDATE SET position = excluded.position, paused = excluded.paused,
           created_at = excluded.created_at, group_id = excluded.group_id, group_title = excluded.group_title, cancelled_at = NULL
         WHERE cancelled_at IS NOT NULL`,
        { from, to },
      );
      run('DELETE FROM video_references WHERE profile_id = ?', from);
      return moved.map(({ id }) => id);
    },
    countActiveReferences: (profileId) =>
      (prepare('SELECT count(*) AS active FROM active_references WHERE profile_id = ?').get(profileId) as { active: number })
        .active,
    remove(profileId) {
      run('DELETE FROM video_references WHERE profile_id = ?', profileId);
      // What they did with videos; who changed what about people and safety stays known to the household.
      run('DELETE FROM activity WHERE profile_id = ? AND video_id IS NOT NULL', profileId);
      run('DELETE FROM profiles WHERE id = ?', profileId);
    },
  };
}

function toProfile({ language, ...row }: ProfileRow): Profile {
  return { ...row, hasPin: row.hasPin === 1, ...(language !== null && { language }) };
}
