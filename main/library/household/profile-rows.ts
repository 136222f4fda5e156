import type { Profile, Role } from '../../../preload/contract/types.ts';
import type { BootMoment } from '../../platform/clock.ts';
import type { WritableDatabase } from '../database/database.ts';
import { placeAtEnd } from '../database/place-at-end.ts';

/** Describes a new profile. */
export interface NewProfileRow {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly avatar: string;
  readonly role: Role;
  readonly pin: PinRow | null;
  readonly createdAt: number;
}

/** Holds what is kept of a PIN. */
export interface PinRow {
  readonly hash: Buffer;
  readonly salt: Buffer;
}

/** Sets how wrong guesses lock a PIN. */
export interface PinLock {
  /** Counts the wrong guesses that lock for the first time; each further one doubles the lock, up to the longest. */
  readonly freeTries: number;
  readonly firstLockMs: number;
  readonly longestLockMs: number;
}

/** Describes a guess that may be checked. It is counted as wrong already. */
export interface CountedGuess extends PinRow {
  /** Counts the guesses since the last right one, with this one. */
  readonly guesses: number;
  /** Says how long no other guess is allowed, if this one is wrong; null: not at all. */
  readonly lockMs: number | null;
}

/** Says when something is done, by the clock on the wall and by the one that counts since the computer was started. */
export interface LockMoment extends BootMoment {
  readonly now: number;
}

/** Reads and changes the profiles table. Whoever changes several rows wraps the calls in one `immediate`. */
export interface ProfileRows {
  list(): Profile[];
  get(profileId: string): Profile | undefined;
  countAdults(): number;
  insert(profile: NewProfileRow): void;
  /** Replaces name, colour, face and role. */
  update(profile: Pick<Profile, 'id' | 'name' | 'colour' | 'avatar' | 'role'>): void;
  /** Sets or removes the PIN and forgets the wrong guesses. */
  setPin(profileId: string, pin: PinRow | null): void;
  /**
   * Counts one guess in the same statement that checks the lock, before anyone compares it: guesses in parallel cannot share
   * one count. `undefined`: locked, or no PIN.
   */
  countGuess(profileId: string, at: LockMoment, lock: PinLock): CountedGuess | undefined;
  /** Reads how much longer no guess is allowed; 0: a guess is. */
  lockLeftMs(profileId: string, at: LockMoment, lock: PinLock): number;
  /** Forgets the wrong guesses after a right one, unless the PIN was changed meanwhile (then false). */
  forgiveGuesses(profileId: string, hash: Buffer): boolean;
  /**
   * Moves the active references to another profile, merging with its own; the rest of this profile's rows go with it. Returns the
   * ids of the videos that were handed over.
   */
  handOverReferences(fromProfileId: string, toProfileId: string): string[];
  countActiveReferences(profileId: string): number;
  /** Deletes the profile with its old references, watch positions, requests, and what it did with videos. */
  remove(profileId: string): void;
}

interface ProfileRow extends Omit<Profile, 'hasPin'> {
  hasPin: 0 | 1;
}

const SELECT = 'SELECT id, name, colour, avatar, role, pin_hash IS NOT NULL AS hasPin, created_at AS createdAt FROM profiles';

const NO_LOCK = 'pin_failures = 0, pin_locked_until = NULL, pin_lock_ms = NULL';

/** Says how long the guess that is being counted locks, if it is wrong; NULL: not at all. */
const LOCK_MS = `CASE WHEN pin_failures + 1 < @freeTries THEN NULL
  ELSE min(@longestLockMs, @firstLockMs << min(pin_failures + 1 - @freeTries, 20)) END`;

/**
 * What is left of a lock: the later of two clocks, since the one on the wall can be put forward. A lock that has more left there than its whole
 * length was set before that clock was put back, so it does not count there. After another start of the computer the lock runs from that start.
 */
const LOCK_LEFT_MS = `max(
  CASE WHEN pin_locked_until IS NULL OR pin_locked_until - @now > coalesce(pin_lock_ms, @longestLockMs) THEN 0
    ELSE pin_locked_until - @now END,
  CASE WHEN pin_lock_ms IS NULL THEN 0
    WHEN pin_lock_boot = @bootId AND pin_lock_ends_uptime_ms - @uptimeMs <= pin_lock_ms THEN pin_lock_ends_uptime_ms - @uptimeMs
    ELSE pin_lock_ms - @uptimeMs END,
  0)`;

export function createProfileRows({ prepare, run, runReturning }: WritableDatabase): ProfileRows {
  return {
    list: () => (prepare(`${SELECT} ORDER BY created_at, rowid`).all() as ProfileRow[]).map(toProfile),
    get(profileId) {
      const row = prepare(`${SELECT} WHERE id = ?`).get(profileId) as ProfileRow | undefined;
      return row && toProfile(row);
    },
    countAdults: () =>
      (prepare(`SELECT count(*) AS adults FROM profiles WHERE role = 'adult'`).get() as { adults: number }).adults,
    insert({ pin, ...profile }) {
      run(
        `INSERT INTO profiles (id, name, colour, avatar, role, pin_hash, pin_salt, created_at)
         VALUES (@id, @name, @colour, @avatar, @role, @hash, @salt, @createdAt)`,
        { ...profile, hash: pin?.hash ?? null, salt: pin?.salt ?? null },
      );
    },
    update({ id, name, colour, avatar, role }) {
      run('UPDATE profiles SET name = ?, colour = ?, avatar = ?, role = ? WHERE id = ?', name, colour, avatar, role, id);
    },
    setPin(profileId, pin) {
      run(
        `UPDATE profiles SET pin_hash = ?, pin_salt = ?, ${NO_LOCK} WHERE id = ?`,
        pin?.hash ?? null,
        pin?.salt ?? null,
        profileId,
      );
    },
    countGuess: (profileId, at, lock) =>
      runReturning(
        `UPDATE profiles SET pin_failures = pin_failures + 1, pin_lock_ms = ${LOCK_MS}, pin_locked_until = @now + ${LOCK_MS},
           pin_lock_boot = @bootId, pin_lock_ends_uptime_ms = @uptimeMs + ${LOCK_MS}
         WHERE id = @profileId AND pin_hash IS NOT NULL AND ${LOCK_LEFT_MS} = 0
         RETURNING pin_hash AS hash, pin_salt AS salt, pin_lock_ms AS lockMs, pin_failures AS guesses`,
        { profileId, ...at, ...lock },
      ) as CountedGuess | undefined,
    lockLeftMs: (profileId, at, { longestLockMs }) =>
      (
        prepare(`SELECT ${LOCK_LEFT_MS} AS leftMs FROM profiles WHERE id = @profileId`).get({
          profileId,
          ...at,
          longestLockMs,
        }) as { leftMs: number } | undefined
      )?.leftMs ?? 0,
    forgiveGuesses: (profileId, hash) => run(`UPDATE profiles SET ${NO_LOCK} WHERE id = ? AND pin_hash = ?`, profileId, hash) > 0,
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

function toProfile(row: ProfileRow): Profile {
  return { ...row, hasPin: row.hasPin === 1 };
}
