import type { ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { Result } from '../../preload/contract/errors.ts';
import type { QueueItem } from '../../preload/contract/types.ts';
import { type Handlers, ok, refuse } from './answers.ts';
import { demoProfileStorage } from './demo-household.ts';
import type { PreviewState } from './preview-state.ts';

type DownloadChannel = 'trigger' | 'cancel' | 'resume' | 'retry' | 'pause' | 'unpause' | 'move';
type QueueChannel = `downloads:${DownloadChannel}` | 'queue:snapshot' | 'queue:recently-cancelled';
type Create = 'requests:create';

/** The channels of downloads and queue; a child's reference becomes a request by `askRequest`. */
export function queueHandlers(
  state: PreviewState,
  askRequest: (request: ChannelRequest<Create>) => Result<ChannelValue<Create>>,
): Handlers<QueueChannel> {
  const { queue } = state;
  const cancelled = new Map<string, QueueItem>();
  let lastNumber = 0;
  return {
    'downloads:trigger': ({ profileId, url, title, kind = 'video', group }) => {
      const child = state.profiles().find(({ id }) => id === profileId)?.role === 'child';
      if (child && url?.includes('limit')) return refuse('limit-reached', { worksAgainAt: state.startMs + 30_000_000 });
      if (url?.includes('quota')) {
        const { usedBytes, safeToFree } = demoProfileStorage(5e9);
        return refuse('quota-exceeded', { storage: { usedBytes, quotaBytes: 5e9, neededBytes: 900e6, safeToFree } });
      }
      if (child && url !== undefined) {
        const asked = askRequest({ profileId, url, title: title ?? url });
        return refuse('approval-needed', asked.ok ? { requestId: asked.value.request.id } : {});
      }
      if (url?.includes('192.168.')) return refuse('private-address');
      lastNumber += 1;
      const videoId = `new-${lastNumber}`;
      const added: QueueItem = {
        videoId,
        title: title ?? url ?? 'A video',
        url: url ?? '',
        kind,
        status: 'pending',
        attempts: 0,
        wantedBy: ['Mia'],
        held: false,
        position: queue.size + lastNumber,
        hasThumbnail: false,
        addedAt: Date.now(),
        ...(group === undefined ? {} : { group }),
      };
      state.tell([added]);
      return ok({ videoId, status: 'pending' as const, joined: false });
    },
    'downloads:cancel': ({ videoId }) => {
      const item = queue.get(videoId);
      if (!item) return refuse('not-found');
      const stillWantedBy = item.wantedBy.slice(1);
      cancelled.set(videoId, item);
      state.tell([], [videoId]);
      return ok({ stopped: stillWantedBy.length === 0, stillWantedBy });
    },
    'downloads:resume': ({ videoId }) => {
      const item = cancelled.get(videoId);
      if (!item) return refuse('not-found');
      cancelled.delete(videoId);
      state.tell([{ ...item, status: 'pending', held: false }]);
      return ok({ status: 'pending' as const });
    },
    'downloads:retry': ({ videoId }) =>
      state.change(videoId, { status: 'pending', attempts: 0 }) ? ok({ status: 'pending' as const }) : refuse('not-found'),
    'downloads:pause': ({ videoId }) => {
      for (const item of [...queue.values()]) {
        const open = item.status === 'pending' || item.status === 'downloading';
        if (open && (videoId === undefined || item.videoId === videoId))
          state.change(item.videoId, { held: true, status: 'pending' });
      }
      return ok({ held: true });
    },
    'downloads:unpause': ({ videoId }) => {
      for (const item of [...queue.values()]) {
        if (item.held && (videoId === undefined || item.videoId === videoId)) state.change(item.videoId, { held: false });
      }
      return ok({ held: false });
    },
    'downloads:move': ({ videoId, before, following = [] }) => {
      const waiting = [...queue.values()].filter(({ status }) => status === 'pending').sort((a, b) => a.position - b.position);
      const moved = [videoId, ...following].flatMap((id) => queue.get(id) ?? []);
      if (!queue.has(videoId)) return refuse('not-found');
      const order = waiting.filter((item) => !moved.includes(item));
      const index = before === undefined ? order.length : order.findIndex((item) => item.videoId === before);
      order.splice(index, 0, ...moved);
      state.tell(order.map((item, position) => ({ ...item, position })));
      return ok({ position: index });
    },
    'queue:snapshot': () => ok({ seq: state.seq(), items: [...queue.values()] }),
    'queue:recently-cancelled': () =>
      ok({ items: [...cancelled.values()].map(({ videoId, title }) => ({ videoId, title, cancelledAt: Date.now() })) }),
  };
}
