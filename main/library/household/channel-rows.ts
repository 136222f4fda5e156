import type { AllowedChannel } from '../../../preload/contract/household.ts';
import type { WritableDatabase } from '../database/database.ts';

/** Identifies a channel, as a page says it: who read the page, on which site, and what tells the site's channels apart. */
export interface ChannelIdentity {
  readonly extractorKey: string;
  readonly site: string;
  readonly channelKey: string;
}

/** Extractors that read any page on the web: there everybody can claim to be any channel, so none is allowed for good. */
const OF_ANY_PAGE: readonly string[] = ['Generic', 'HTML5MediaEmbed', 'QuotedHTML'];

/** Tells whether who read a page can tell the channels of its site apart, so that a rule for one means that one. */
export const tellsChannelsApart = (extractorKey: string): boolean => !OF_ANY_PAGE.includes(extractorKey);

/** Picks rules that an adult could still make: older ones for pages of any kind hold no more. */
const STILL_HOLDS = `extractor_key NOT IN (${OF_ANY_PAGE.map((key) => `'${key}'`).join(', ')})`;

/** Keeps the channels from which a child's links go through at once. */
export interface ChannelRows {
  isAllowed(profileId: string, channel: ChannelIdentity): boolean;
  /** Tells whether this child has any allowed channel on that site: only then is it worth waiting for a probe of the page. */
  hasAny(profileId: string, site: string): boolean;
  /** Adds a rule; harmless when it is there already. */
  allow(rule: ChannelIdentity & { id: string; profileId: string; channel: string; allowedBy: string; now: number }): void;
  /** Removes a rule; returns the child whose rule it was. */
  forget(id: string): string | undefined;
  /** Lists the rules by child and name; `profileId` null: everybody's. */
  list(profileId: string | null): AllowedChannel[];
}

export function createChannelRows({ prepare, run, runReturning }: WritableDatabase): ChannelRows {
  return {
    isAllowed: (profileId, { extractorKey, site, channelKey }) =>
      prepare('SELECT 1 FROM allowed_channels WHERE profile_id = ? AND extractor_key = ? AND site = ? AND channel_key = ?').get(
        profileId,
        extractorKey,
        site,
        channelKey,
      ) !== undefined,
    hasAny: (profileId, site) =>
      prepare(`SELECT 1 FROM allowed_channels WHERE profile_id = ? AND site = ? AND ${STILL_HOLDS} LIMIT 1`).get(
        profileId,
        site,
      ) !== undefined,
    allow(rule) {
      run(
        `INSERT INTO allowed_channels (id, profile_id, extractor_key, site, channel_key, channel, allowed_by, created_at)
         VALUES (@id, @profileId, @extractorKey, @site, @channelKey, @channel, @allowedBy, @now)
         ON CONFLICT (profile_id, extractor_key, site, channel_key) DO NOTHING`,
        rule,
      );
    },
    forget: (id) =>
      (
        runReturning('DELETE FROM allowed_channels WHERE id = ? RETURNING profile_id AS profileId', id) as
          | { profileId: string }
          | undefined
      )?.profileId,
    list: (profileId) =>
      (
        prepare(
          `SELECT c.id, c.profile_id AS profileId, p.name AS profileName, c.channel, c.site, a.name AS allowedBy, c.created_at AS createdAt
           FROM allowed_channels c JOIN profiles p ON p.id = c.profile_id LEFT JOIN profiles a ON a.id = c.allowed_by
           WHERE (@profileId IS NULL OR c.profile_id = @profileId) AND ${STILL_HOLDS} ORDER BY p.name, c.channel, c.id`,
        ).all({ profileId }) as (Omit<AllowedChannel, 'allowedBy'> & { allowedBy: string | null })[]
      ).map(({ allowedBy, ...rule }) => (allowedBy === null ? rule : { ...rule, allowedBy })),
  };
}
