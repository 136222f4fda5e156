import type { MediaKind, ReferenceGroup, VideoStatus } from '../../../preload/contract/types.ts';
import type { ReadableDatabase } from '../database/database.ts';

/** Describes what one person has to do with one video that the household knows. */
export interface Standing {
  readonly videoId: string;
  readonly urlKey: string;
  readonly kind: MediaKind;
  readonly status: VideoStatus;
  readonly durationSeconds: number | null;
  /** Tells whether there is an active reference. */
  readonly wants: boolean;
  /** Tells whether there is any reference, given up or not. */
  readonly knew: boolean;
  /** Tells whether there is a finished file outside the trash, or an adult wants the video. */
  readonly isHousehold: boolean;
  /** Names the group that this person added it in, if it was one. */
  readonly group: ReferenceGroup | undefined;
}

/** Reads who wants what, for those who decide whether somebody may have a video. */
export interface StandingRows {
  /** Reads it for a link; `undefined` when nobody has ever asked for that. */
  ofLink(profileId: string, urlKey: string, kind: MediaKind): Standing | undefined;
  ofVideo(profileId: string, videoId: string): Standing | undefined;
  /** Picks those of the given videos that concern a person: an adult all, a child what it wants or wanted. */
  concerning(profileId: string, videoIds: readonly string[]): string[];
}

type Flags = 'wants' | 'knew' | 'isHousehold';

interface StandingRow extends Omit<Standing, Flags | 'group'>, Record<Flags, 0 | 1> {
  readonly groupId: string | null;
  readonly groupTitle: string | null;
}

const SELECT = `
  SELECT v.id AS videoId, v.url_key AS urlKey, v.kind, v.status, v.duration_seconds AS durationSeconds,
    EXISTS (SELECT 1 FROM active_references r WHERE r.video_id = v.id AND r.profile_id = @profileId) AS wants,
    EXISTS (SELECT 1 FROM video_references r WHERE r.video_id = v.id AND r.profile_id = @profileId) AS knew,
    ((v.status = 'complete' AND v.trashed_at IS NULL) OR EXISTS (SELECT 1 FROM active_references o JOIN profiles p ON p.id = o.profile_id
      WHERE o.video_id = v.id AND p.role = 'adult')) AS isHousehold, own.group_id AS groupId, own.group_title AS groupTitle
  FROM videos v LEFT JOIN video_references own ON own.video_id = v.id AND own.profile_id = @profileId`;

export function createStandingRows({ prepare }: ReadableDatabase): StandingRows {
  return {
    ofLink: (profileId, urlKey, kind) =>
      toStanding(
        prepare(`${SELECT} WHERE v.url_key = @urlKey AND v.kind = @kind`).get({ profileId, urlKey, kind }) as
          | StandingRow
          | undefined,
      ),
    ofVideo: (profileId, videoId) =>
      toStanding(prepare(`${SELECT} WHERE v.id = @videoId`).get({ profileId, videoId }) as StandingRow | undefined),
    concerning: (profileId, videoIds) =>
      (
        prepare(
          `SELECT j.value AS id FROM json_each(@videoIds) j WHERE EXISTS (SELECT 1 FROM profiles WHERE id = @profileId AND role = 'adult')
             OR EXISTS (SELECT 1 FROM video_references r WHERE r.video_id = j.value AND r.profile_id = @profileId)`,
        ).all({ profileId, videoIds: JSON.stringify(videoIds) }) as { id: string }[]
      ).map(({ id }) => id),
  };
}

function toStanding(row: StandingRow | undefined): Standing | undefined {
  if (row === undefined) return undefined;
  const { groupId, groupTitle, wants, knew, isHousehold, ...facts } = row;
  const group = groupId === null || groupTitle === null ? undefined : { id: groupId, title: groupTitle };
  return { ...facts, wants: wants === 1, knew: knew === 1, isHousehold: isHousehold === 1, group };
}
