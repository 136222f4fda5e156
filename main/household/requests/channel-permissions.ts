import { randomUUID } from 'node:crypto';
import type { ChannelRows } from '../../library/household/channel-rows.ts';
import { channelOf, type RequestRow } from '../../library/household/request-rows.ts';
import type { RequestRecords } from './request-records.ts';

/** Tells whether an adult has allowed the channel of a request, as far as that channel is known. */
export function isChannelAllowed(channels: ChannelRows, request: RequestRow): boolean {
  const channel = channelOf(request);
  return channel !== undefined && channels.isAllowed(request.profileId, channel);
}

/** Allows the channel of a request for its child; does nothing while the channel is not known, or can be anybody's. */
export function allowChannel({ channels, clock }: RequestRecords, request: RequestRow, allowedBy: string): void {
  const channel = channelOf(request);
  if (channel === undefined) return;
  const name = request.channel ?? channel.channelKey;
  channels.allow({ ...channel, id: randomUUID(), profileId: request.profileId, channel: name, allowedBy, now: clock.now() });
}
