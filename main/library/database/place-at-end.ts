/**
 * Names in SQL the place behind everything that a person wants or gave up, so that what comes back by Undo keeps its own. Each half is
 * read at the end of its index.
 */
export const placeAtEnd = (profileId: '@profileId' | '@to'): string => `(SELECT coalesce(max(position), 0) + 1 FROM (
  SELECT max(position) AS position FROM active_references WHERE profile_id = ${profileId}
  UNION ALL SELECT max(position) FROM video_references WHERE profile_id = ${profileId} AND cancelled_at IS NOT NULL))`;
