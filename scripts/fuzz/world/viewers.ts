import type { Database } from 'better-sqlite3';
import { normaliseAddress } from '../../../main/web/web-address.ts';

/** What tells everybody of their own things only, adults too; the library itself is shared among them. */
const OWN_ONLY = /^(?:queue:|event queue:|library:trash$|profiles:choices$)/;

/** Says what the one who sits before a window may be told, by the rows alone: none of the app's own code decides that. */
export interface Viewers {
  /** Returns a text that holds every secret this person may learn from this channel; undefined is a window of nobody. */
  mayKnow(profileId: string | undefined, channel: string): string;
  /** Tells whether a person may be told that the household has what is behind a link: an adult always, a child of what it wants itself. */
  mayKnowStatus(profileId: string | undefined, url: string): boolean;
}

/** Reads through a connection of its own; what it read counts until somebody commits something. */
export function createViewers(reader: Database): Viewers {
  const version = () => reader.pragma('data_version', { simple: true }) as number;
  const all = (sql: string, ...values: unknown[]): string => JSON.stringify(reader.prepare(sql).all(...values));
  let readAt = -1;
  const known = new Map<string, string>();
  /** What somebody once had is theirs to know: a list that was given up is still told of as such. */
  const before = new Map<string, string>();

  const faces = (): string => all('SELECT id, name FROM profiles');
  const own = (id: string): string =>
    [
      all(
        'SELECT v.* FROM videos v WHERE EXISTS (SELECT 1 FROM video_references r WHERE r.video_id = v.id AND r.profile_id = ?)',
        id,
      ),
      ...['video_references', 'requests', 'allowed_channels', 'adding_choices'].map((table) =>
        all(`SELECT * FROM ${table} WHERE profile_id = ?`, id),
      ),
      all(
        `SELECT * FROM activity a WHERE a.profile_id = @id OR (a.profile_id IS NULL AND EXISTS (
           SELECT 1 FROM video_references r WHERE r.video_id = a.video_id AND r.profile_id = @id))`,
        { id },
      ),
    ].join('\n');
  const household = (): string =>
    ['videos', 'video_references', 'requests', 'allowed_channels', 'activity', 'cool_downs']
      .map((table) => all(`SELECT * FROM ${table}`))
      .join('\n');
  const isAdult = (id: string): boolean => reader.prepare('SELECT role FROM profiles WHERE id = ?').pluck().get(id) === 'adult';

  function remembered(key: string, read: () => string): string {
    const now = version();
    if (now !== readAt) known.clear();
    readAt = now;
    const found = known.get(key) ?? read();
    known.set(key, found);
    return found;
  }

  return {
    mayKnow(profileId, channel) {
      const everybody = remembered('faces', faces);
      if (profileId === undefined) return everybody;
      if (!OWN_ONLY.test(channel) && isAdult(profileId)) return everybody + remembered('household', household);
      const first = before.get(profileId) ?? own(profileId);
      before.set(profileId, first);
      return everybody + first + remembered(profileId, () => own(profileId));
    },
    mayKnowStatus(profileId, url) {
      if (profileId === undefined) return false;
      if (isAdult(profileId)) return true;
      const wanted = `SELECT 1 FROM video_references r JOIN videos v ON v.id = r.video_id
        WHERE r.profile_id = ? AND r.cancelled_at IS NULL AND v.url_key = ?`;
      return reader.prepare(wanted).get(profileId, normaliseAddress(url).urlKey) !== undefined;
    },
  };
}
