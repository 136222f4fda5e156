import { randomUUID } from 'node:crypto';
import type { ChannelRows } from '../../library/household/channel-rows.ts';
import type { RequestRow } from '../../library/household/request-rows.ts';
import type { RequestRecords } from './request-records.ts';

/** Tells whether an adult has allowed the channel of a request, as far as that channel is known. */
export function isChannelAllowed(channels: ChannelRows, request: RequestRow): boolean {
  const { profileId, extractorKey, channelKey, site } = request;
  if (extractorKey === undefined || channelKey === undefined) return false;
  return channels.isAllowed(profileId, { extractorKey, channelKey, site });
}

/** Allows the channel of a request for its child; does nothing while the channel is not known. */
export function allowChannel({ channels, clock }: RequestRecords, request: RequestRow, allowedBy: string): void {
  const { profileId, extractorKey, channelKey, site, channel } = request;
  if (extractorKey === undefined || channelKey === undefined) return;
  const name = channel ?? channelKey;
  channels.allow({ id: randomUUID(), profileId, extractorKey, channelKey, site, channel: name, allowedBy, now: clock.now() });
}
