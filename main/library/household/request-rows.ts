import type { HouseholdRequest, RequestStatus } from '../../../preload/contract/household.ts';
import type { MediaKind, Preset, ReferenceGroup, SubtitlesChoice } from '../../../preload/contract/types.ts';
import type { WritableDatabase } from '../database/database.ts';
import { type ChannelIdentity, tellsChannelsApart } from './channel-rows.ts';

/** Describes a child's new request. */
export interface NewRequestRow {
  readonly id: string;
  readonly profileId: string;
  readonly url: string;
  readonly urlKey: string;
  readonly site: string;
  readonly kind: MediaKind;
  readonly preset: Preset;
  readonly title: string;
  readonly createdAt: number;
  readonly group?: ReferenceGroup | undefined;
  readonly subtitles?: SubtitlesChoice | undefined;
}

/** Describes a request with what only the main process needs. `channelKey` tells channels of one site apart, `extractorKey` names who read it. */
export interface RequestRow extends HouseholdRequest {
  readonly urlKey: string;
  readonly site: string;
  readonly extractorKey?: string;
  readonly channelKey?: string;
  /** Tells the videos of one extractor apart. */
  readonly extractorId?: string;
  readonly groupId?: string;
  readonly groupTitle?: string;
  readonly subtitles?: SubtitlesChoice;
}

/** Holds what a probe of the page found; absent parts leave the row as it is. */
export interface RequestDetails {
  readonly title?: string;
  readonly extractorKey?: string;
  readonly extractorId?: string;
  readonly channel?: string;
  readonly channelKey?: string;
  readonly durationSeconds?: number;
  readonly thumbnailUrl?: string;
  readonly bytes?: number;
}

/** Identifies the link that a child asks for. */
export interface RequestLink {
  readonly profileId: string;
  readonly urlKey: string;
  readonly kind: MediaKind;
}

/** Describes a decision; `decidedBy` null is a rule that an adult has set before. */
export interface Decision {
  readonly requestId: string;
  readonly status: Exclude<RequestStatus, 'waiting'>;
  readonly decidedBy: string | null;
  readonly videoId: string | null;
  readonly now: number;
}

const LISTED = 300;

/** Reads and changes the requests table; every way out of `waiting` is one guarded UPDATE. Whoever changes several rows wraps the calls in `immediate`. */
export interface RequestRows {
  /** Adds it unless this child already waits for that link; returns the waiting one and whether it is new. */
  ask(request: NewRequestRow): { request: RequestRow; isNew: boolean };
  get(requestId: string): RequestRow | undefined;
  waitingFor(link: RequestLink): RequestRow | undefined;
  /** Tells whether somebody once allowed this child that link. */
  wasAllowed(link: RequestLink): boolean;
  /** Finds the newest request for that link to which an adult said yes. */
  newestYes(link: RequestLink): RequestRow | undefined;
  /** Lists the waiting first, then the newest; at most 300. `profileId` null: everybody's. */
  list(profileId: string | null, status: RequestStatus | null): HouseholdRequest[];
  waiting(profileId: string | null): RequestRow[];
  countWaiting(profileId: string | null): number;
  /** Tells whether one of the profile's requests (null: of anybody's) has that address as its thumbnail. */
  hasThumbnail(profileId: string | null, address: string): boolean;
  describe(requestId: string, details: RequestDetails | null): boolean;
  /** Decides a waiting request; false when it was decided already, and nothing is changed. */
  decide(decision: Decision): boolean;
  /** Finds the id of the profile that decided it. */
  deciderOf(requestId: string): string | null;
  withdrawAll(profileId: string, now: number): number;
}

type Nullable<Type> = { [Key in keyof Type]: Exclude<Type[Key], undefined> | null };

const SELECT = `
  SELECT q.id, q.profile_id AS profileId, p.name AS profileName, q.status, q.url, q.url_key AS urlKey, q.site, q.kind, q.preset, q.title,
    q.details, q.extractor_key AS extractorKey, q.extractor_id AS extractorId, q.channel, q.channel_key AS channelKey, q.duration_seconds AS durationSeconds,
    q.thumbnail_url AS thumbnailUrl, q.bytes, q.created_at AS createdAt, q.decided_at AS decidedAt, d.name AS decidedBy, q.video_id AS videoId, q.group_id AS groupId, q.group_title AS groupTitle,
    q.subtitles
  FROM requests q JOIN profiles p ON p.id = q.profile_id LEFT JOIN profiles d ON d.id = q.decided_by`;
const LINK = 'q.profile_id = @profileId AND q.url_key = @urlKey AND q.kind = @kind';
const OF = '(@profileId IS NULL OR q.profile_id = @profileId)';

export function createRequestRows({ prepare, run }: WritableDatabase): RequestRows {
  const get = (requestId: string) => one(prepare(`${SELECT} WHERE q.id = ?`).get(requestId));
  const waitingFor = ({ profileId, urlKey, kind }: RequestLink) =>
    one(prepare(`${SELECT} WHERE ${LINK} AND q.status = 'waiting'`).get({ profileId, urlKey, kind }));
  return {
    ask({ group, subtitles = null, ...request }) {
      const added = run(
        `INSERT INTO requests (id, profile_id, url, url_key, site, kind, preset, title, created_at,
           group_id, group_title, subtitles)
         VALUES (@id, @profileId, @url, @urlKey, @site, @kind, @preset, @title, @createdAt, @groupId, @groupTitle, @subtitles)
         ON CONFLICT (profile_id, url_key, kind) WHERE status = 'waiting' DO NOTHING`,
        { ...request, subtitles, groupId: group?.id ?? null, groupTitle: group?.title ?? null },
      );
      const waiting = waitingFor(request);
      if (waiting === undefined) throw new Error('a request was neither inserted nor found');
      return { request: waiting, isNew: added > 0 };
    },
    get,
    waitingFor,
    wasAllowed: ({ profileId, urlKey, kind }) =>
      prepare(`SELECT 1 FROM requests q WHERE ${LINK} AND q.status = 'allowed' LIMIT 1`).get({ profileId, urlKey, kind }) !==
      undefined,
    newestYes: ({ profileId, urlKey, kind }) =>
      one(
        prepare(
          `${SELECT} WHERE ${LINK} AND q.status = 'allowed' AND q.decided_by IS NOT NULL ORDER BY q.decided_at DESC, q.rowid DESC LIMIT 1`,
        ).get({ profileId, urlKey, kind }),
      ),
    list: (profileId, status) =>
      prepare(
        `${SELECT} WHERE ${OF} AND (@status IS NULL OR q.status = @status)
         ORDER BY q.status = 'waiting' DESC, q.created_at DESC, q.rowid DESC LIMIT ${LISTED}`,
      )
        .all({ profileId, status })
        .map((row) => toListed(withoutNulls(row))),
    waiting: (profileId) =>
      prepare(`${SELECT} WHERE ${OF} AND q.status = 'waiting' ORDER BY q.created_at, q.rowid`)
        .all({ profileId })
        .map(withoutNulls),
    countWaiting: (profileId) =>
      (prepare(`SELECT count(*) AS n FROM requests q WHERE ${OF} AND q.status = 'waiting'`).get({ profileId }) as { n: number })
        .n,
    hasThumbnail: (profileId, address) =>
      prepare(`SELECT 1 FROM requests q WHERE ${OF} AND q.thumbnail_url = @address LIMIT 1`).get({ profileId, address }) !==
      undefined,
    describe: (requestId, details) =>
      run(
        `UPDATE requests SET details = @details, title = coalesce(@title, title), extractor_key = coalesce(@extractorKey, extractor_key),
           extractor_id = coalesce(@extractorId, extractor_id),
           channel = coalesce(@channel, channel), channel_key = coalesce(@channelKey, channel_key),
           duration_seconds = coalesce(@durationSeconds, duration_seconds), thumbnail_url = coalesce(@thumbnailUrl, thumbnail_url),
           bytes = coalesce(@bytes, bytes) WHERE id = @requestId AND details <> 'found'`,
        {
          requestId,
          details: details === null ? 'unavailable' : 'found',
          title: details?.title ?? null,
          extractorKey: details?.extractorKey ?? null,
          extractorId: details?.extractorId ?? null,
          channel: details?.channel ?? null,
          channelKey: details?.channelKey ?? null,
          durationSeconds: details?.durationSeconds ?? null,
          thumbnailUrl: details?.thumbnailUrl ?? null,
          bytes: details?.bytes === undefined ? null : Math.round(details.bytes),
        },
      ) > 0,
    decide: (decision) =>
      run(
        `UPDATE requests SET status = @status, decided_at = @now, decided_by = @decidedBy, video_id = @videoId
         WHERE id = @requestId AND status = 'waiting'`,
        decision,
      ) > 0,
    deciderOf: (requestId) =>
      (prepare('SELECT decided_by AS id FROM requests WHERE id = ?').get(requestId) as { id: string | null } | undefined)?.id ??
      null,
    withdrawAll: (profileId, now) =>
      run(`UPDATE requests SET status = 'withdrawn', decided_at = ? WHERE profile_id = ? AND status = 'waiting'`, now, profileId),
  };
}

/** Identifies the channel of a request for a rule; undefined while it is not known, and where any page could claim to be it. */
export function channelOf({ extractorKey, channelKey, site }: RequestRow): ChannelIdentity | undefined {
  if (extractorKey === undefined || channelKey === undefined || !tellsChannelsApart(extractorKey)) return undefined;
  return { extractorKey, channelKey, site };
}

/** Keeps of a request what a window is shown. */
export function toListed(row: RequestRow): HouseholdRequest {
  const {
    urlKey: _key,
    site: _site,
    extractorKey: _extractor,
    channelKey: _channel,
    extractorId: _id,
    groupId: _groupId,
    groupTitle: _groupTitle,
    subtitles: _subtitles,
    ...shown
  } = row;
  return { ...shown, ...(channelOf(row) !== undefined && { channelCanBeAllowed: true }) };
}

const one = (row: unknown): RequestRow | undefined => (row === undefined ? undefined : withoutNulls(row));

/** Turns columns without a value into absent fields. */
function withoutNulls(row: unknown): RequestRow {
  const entries = Object.entries(row as Nullable<RequestRow>).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as unknown as RequestRow;
}
