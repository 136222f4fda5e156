import type { WritableDatabase } from '../database/database.ts';

interface Placed {
  readonly id: string;
  readonly position: number;
}

/**
 * Places items of one profile, in the given order, before another one of its items (or at the end), between the sort keys of the
 * neighbours there; when two neighbours meet, the queue is numbered afresh (about once in 50 moves to one spot). Returns the first
 * one's new key. Runs inside the caller's transaction; all ids must be active references of the profile.
 */
export function placeBefore(
  database: WritableDatabase,
  profileId: string,
  videoIds: readonly [string, ...string[]],
  before: string | undefined,
): number {
  const write = (position: number | undefined, id: string): number =>
    database.run('UPDATE video_references SET position = ? WHERE profile_id = ? AND video_id = ?', position, profileId, id);
  const moved = new Set(videoIds);
  const order = database
    .prepare('SELECT video_id AS id, position FROM active_references WHERE profile_id = ? ORDER BY position, video_id')
    .all(profileId) as Placed[];
  // Before one of themselves: they stay where they are.
  if (before !== undefined && moved.has(before)) return order.find(({ id }) => id === videoIds[0])?.position ?? 0;
  const others = order.filter(({ id }) => !moved.has(id));
  let keys = keysBetween(others, before, videoIds.length);
  if (keys === undefined) {
    const afresh = others.map(({ id }, index) => ({ id, position: index + 1 }));
    for (const { id, position } of afresh) write(position, id);
    keys = keysBetween(afresh, before, videoIds.length);
  }
  const [first] = keys ?? [];
  if (keys === undefined || first === undefined) throw new Error('there is no room between two whole numbers');
  for (const [index, id] of videoIds.entries()) write(keys[index], id);
  return first;
}

/** Spreads keys evenly between the neighbours; undefined where these are too close together for numbers in between. */
function keysBetween(others: readonly Placed[], before: string | undefined, count: number): number[] | undefined {
  const index = before === undefined ? others.length : others.findIndex(({ id }) => id === before);
  const previous = others[index - 1]?.position;
  const next = others[index]?.position;
  const low = previous ?? (next ?? 1) - count - 1;
  const high = next ?? low + count + 1;
  const keys = Array.from({ length: count }, (_, place) => low + ((high - low) * (place + 1)) / (count + 1));
  return keys.every((key, place) => key > (keys[place - 1] ?? low) && key < high) ? keys : undefined;
}
