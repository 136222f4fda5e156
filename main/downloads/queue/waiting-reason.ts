import { holdHelp, type WaitReason } from '../../../preload/contract/hold-reasons.ts';
import type { QueueItem } from '../../../preload/contract/types.ts';
import type { Clock } from '../../platform/clock.ts';
import { normaliseAddress } from '../../web/web-address.ts';
import type { CoolDowns } from '../cool-down.ts';
import type { Holds } from '../holds/holds.ts';

export interface WaitingReasonSources {
  /** Tells why everything waits, if it does, and when that ends. */
  readonly holds: Pick<Holds, 'reason' | 'endsAt'>;
  readonly coolDowns: Pick<CoolDowns, 'closedSites' | 'list'>;
  /** Lists what the disk has no room for now. */
  readonly lackingRoom?: () => readonly { readonly videoId: string }[];
  readonly clock: Pick<Clock, 'now'>;
}

/** Reads what holds and rests now; the result lays over a waiting item what it waits for beyond its own turn, which its row does not know. */
export function readWaitingReasons({
  holds,
  coolDowns,
  lackingRoom = () => [],
  clock,
}: WaitingReasonSources): (item: QueueItem) => QueueItem {
  const now = clock.now();
  const reason = holds.reason();
  const endsAt = holds.endsAt();
  const lacking = new Set(lackingRoom().map(({ videoId }) => videoId));
  const closed = new Set(coolDowns.closedSites());
  const rests = new Map(coolDowns.list().flatMap((rest) => (closed.has(rest.site) ? [[rest.site, rest]] : [])));
  return (item) => {
    if (item.status !== 'pending' || item.held) return item;
    const rest = rests.size === 0 ? undefined : rests.get(normaliseAddress(item.url).site);
    const { retryAt: ownMoment = 0, ...waiting } = item;
    if (rest !== undefined && rest.until > Math.max(now, ownMoment)) {
      return { ...waiting, reason: rest.reason, retryAt: rest.until };
    }
    if (ownMoment > now) return item;
    if (reason !== undefined) return { ...waiting, reason, ...(endsAt !== undefined && { retryAt: endsAt }) };
    if (lacking.has(item.videoId)) return { ...waiting, reason: 'disk-full' };
    // Its rest is over, and one video is asking: the others follow any moment, or rest again.
    if (rest !== undefined) return { ...waiting, reason: rest.reason, retryAt: rest.until };
    return isOver(item.reason) ? withoutReason(item) : item;
  };
}

/** Tells whether a reason was the computer's or the site's, and nothing holds and nothing rests now. */
function isOver(reason: WaitReason | undefined): boolean {
  return holdHelp(reason) !== undefined || reason === 'rate-limited' || reason === 'bot-check';
}

/** It only waits for its turn. */
function withoutReason({ reason: _reason, retryAt: _retryAt, ...item }: QueueItem): QueueItem {
  return item;
}
