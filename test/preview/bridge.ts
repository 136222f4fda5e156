import type { HomereelBridge } from '../../preload/contract/bridge.ts';
import type { ChannelName, ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { ErrorCode, Failure, Result } from '../../preload/contract/errors.ts';
import type { EventName, EventPayloads } from '../../preload/contract/events.ts';
import type { AddingChoices, LibraryVideo, Profile, QueueItem, Settings } from '../../preload/contract/types.ts';
import { DEMO_PROFILES, DEMO_SETTINGS, demoActivity, demoHealth, demoLibrary, demoQueue } from './demo-data.ts';
import { demoProfileStorage } from './demo-household.ts';
import { householdHandlers } from './household-handlers.ts';

export interface FakeBridgeOptions {
  /** People that exist from the start; none shows the first run. */
  readonly profiles?: readonly Profile[];
  /** How many more items wait in the queue; undefined leaves the queue empty. */
  readonly waiting?: number | undefined;
  readonly libraryCount?: number;
  readonly theme?: Settings['theme'];
  readonly toolsMissing?: boolean;
  /** Lets the running download move on, ten times a second. */
  readonly moving?: boolean;
}

/** The PIN of every demo person who has one; two wrong ones lock for 42 seconds. */
export const DEMO_PIN = '1234';

/** Only what the preview's pages use; the rest is refused. */
type Handlers = {
  readonly [Name in ChannelName]?: (
    request: ChannelRequest<Name>,
  ) => Result<ChannelValue<Name>> | Promise<Result<ChannelValue<Name>>>;
};

const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value });
const refuse = (code: ErrorCode, detail?: Failure['detail']): Failure => ({
  ok: false,
  code,
  message: '',
  ...(detail === undefined ? {} : { detail }),
});

/** A main process made of scripted data, for looking at the window without one. Links decide what a probe finds by their words. */
export function createFakeBridge(options: FakeBridgeOptions = {}): HomereelBridge {
  const startMs = Date.now();
  let profiles = [...(options.profiles ?? DEMO_PROFILES)];
  let settings: Settings = { ...DEMO_SETTINGS, theme: options.theme ?? 'system' };
  const queue = new Map(
    (options.waiting === undefined ? [] : demoQueue(startMs, options.waiting)).map((item) => [item.videoId, item]),
  );
  const cancelled = new Map<string, QueueItem>();
  let library: readonly LibraryVideo[] = demoLibrary(startMs, options.libraryCount ?? 40);
  const trash = new Map<string, LibraryVideo>();
  const choices = new Map<string, AddingChoices>();
  let wrongPins = 0;
  let seq = 0;
  let lastNumber = 0;
  const listeners = new Map<EventName, Set<(payload: never) => void>>();

  const emit = <Name extends EventName>(name: Name, payload: EventPayloads[Name]): void => {
    for (const listener of listeners.get(name) ?? []) listener(payload as never);
  };
  const tell = (upserts: readonly QueueItem[], removals: readonly string[] = []): void => {
    for (const item of upserts) queue.set(item.videoId, item);
    for (const videoId of removals) queue.delete(videoId);
    seq += 1;
    emit('queue:changed', { seq, upserts, removals });
  };
  const change = (videoId: string, patch: Partial<QueueItem>): boolean => {
    const item = queue.get(videoId);
    if (item) tell([{ ...item, ...patch }]);
    return item !== undefined;
  };

  const household = householdHandlers({
    profiles: () => profiles,
    replaceProfile: (profile) => {
      profiles = profiles.map((before) => (before.id === profile.id ? profile : before));
      emit('profiles:changed', {});
    },
    requestsChanged: () => emit('requests:changed', {}),
  });

  const handlers: Handlers = {
    ...household,
    'profiles:list': () => ok({ profiles }),
    'profiles:create': ({ name, colour = 'violet', avatar = 'fox', role = 'adult', pin }) => {
      const profile: Profile = {
        id: `p${profiles.length}`,
        name,
        colour,
        avatar,
        role,
        hasPin: pin !== undefined,
        createdAt: Date.now(),
      };
      profiles = [...profiles, profile];
      emit('profiles:changed', {});
      return ok({ profile });
    },
    'profiles:unlock': ({ profileId, pin }) => {
      const profile = profiles.find(({ id }) => id === profileId);
      if (!profile) return refuse('not-found');
      if (profile.hasPin && pin !== DEMO_PIN) {
        wrongPins += 1;
        return wrongPins < 2 ? refuse('wrong-pin') : refuse('locked-out', { retryAfterSeconds: 42 });
      }
      return ok({ profile });
    },
    'profiles:lock': () => ok({ locked: true as const }),
    'profiles:remove': ({ profileId }) => {
      profiles = profiles.filter(({ id }) => id !== profileId);
      emit('profiles:changed', {});
      return ok({ freedBytes: 1_300_000_000 });
    },
    'profiles:choices': ({ profileId }) => ok({ choices: choices.get(profileId) ?? {} }),
    'profiles:choose': ({ profileId, ...chosen }) => {
      const kept = { ...choices.get(profileId), ...chosen } as AddingChoices;
      choices.set(profileId, kept);
      return ok({ choices: kept });
    },
    'videos:probe': async ({ url }) => {
      await new Promise((resolve) => setTimeout(resolve, url.includes('slow') ? 60_000 : 400));
      if (url.includes('192.168.')) return refuse('private-address');
      if (url.includes('list')) {
        const entries = Array.from({ length: 24 }, (_, index) => ({
          url: `${url}#${index}`,
          title: demoQueue(0, 24)[index + 12]?.title ?? 'A part',
          durationSeconds: 300 + index * 31,
          ...(index === 2 ? { known: 'complete' as const } : {}),
        }));
        return ok({ kind: 'playlist' as const, title: 'Slow trains of the world', channel: 'Slow Television', entries });
      }
      return ok({
        kind: 'video' as const,
        title: 'A walk through the old harbour at six in the morning',
        channel: 'Slow Television',
        durationSeconds: 1834,
        bytes: 412_000_000,
        ...(url.includes('known') ? { known: 'complete' as const } : {}),
        ...(url.includes('dad') ? { known: 'downloading' as const, wantedBy: ['Dad'] } : {}),
      });
    },
    'downloads:trigger': ({ profileId, url, title, kind = 'video', group }) => {
      const child = profiles.find(({ id }) => id === profileId)?.role === 'child';
      if (child && url?.includes('limit')) return refuse('limit-reached', { worksAgainAt: startMs + 30_000_000 });
      if (url?.includes('quota')) {
        const { usedBytes, safeToFree } = demoProfileStorage(5e9);
        return refuse('quota-exceeded', { storage: { usedBytes, quotaBytes: 5e9, neededBytes: 900e6, safeToFree } });
      }
      if (child && url !== undefined) {
        const asked = household['requests:create']({ profileId, url, title: title ?? url });
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
      tell([added]);
      return ok({ videoId, status: 'pending' as const, joined: false });
    },
    'downloads:cancel': ({ videoId }) => {
      const item = queue.get(videoId);
      if (!item) return refuse('not-found');
      const stillWantedBy = item.wantedBy.slice(1);
      cancelled.set(videoId, item);
      tell([], [videoId]);
      return ok({ stopped: stillWantedBy.length === 0, stillWantedBy });
    },
    'downloads:resume': ({ videoId }) => {
      const item = cancelled.get(videoId);
      if (!item) return refuse('not-found');
      cancelled.delete(videoId);
      tell([{ ...item, status: 'pending', held: false }]);
      return ok({ status: 'pending' as const });
    },
    'downloads:retry': ({ videoId }) =>
      change(videoId, { status: 'pending', attempts: 0 }) ? ok({ status: 'pending' as const }) : refuse('not-found'),
    'downloads:pause': ({ videoId }) => {
      for (const item of [...queue.values()]) {
        const open = item.status === 'pending' || item.status === 'downloading';
        if (open && (videoId === undefined || item.videoId === videoId)) change(item.videoId, { held: true, status: 'pending' });
      }
      return ok({ held: true });
    },
    'downloads:unpause': ({ videoId }) => {
      for (const item of [...queue.values()]) {
        if (item.held && (videoId === undefined || item.videoId === videoId)) change(item.videoId, { held: false });
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
      tell(order.map((item, position) => ({ ...item, position })));
      return ok({ position: index });
    },
    'queue:snapshot': () => ok({ seq, items: [...queue.values()] }),
    'queue:recently-cancelled': () =>
      ok({ items: [...cancelled.values()].map(({ videoId, title }) => ({ videoId, title, cancelledAt: Date.now() })) }),
    'library:list': ({ search = '', sort = 'newest', cursor, limit = 100 }) => {
      const found = library.filter(({ title }) => title.toLowerCase().includes(search.toLowerCase()));
      const orders: Readonly<Record<typeof sort, (a: LibraryVideo, b: LibraryVideo) => number>> = {
        newest: (a, b) => b.completedAt - a.completedAt,
        oldest: (a, b) => a.completedAt - b.completedAt,
        title: (a, b) => a.title.localeCompare(b.title),
        largest: (a, b) => b.bytes - a.bytes,
      };
      const start = Number(cursor ?? 0);
      const videos = [...found].sort(orders[sort]).slice(start, start + limit);
      return ok({ videos, ...(start + limit < found.length ? { nextCursor: String(start + limit) } : {}) });
    },
    'library:remove': ({ videoId }) => {
      const video = library.find((candidate) => candidate.videoId === videoId);
      if (video) trash.set(videoId, video);
      library = library.filter((candidate) => candidate !== video);
      emit('library:changed', { videoIds: [videoId] });
      if (queue.has(videoId)) tell([], [videoId]);
      return ok({ trashed: true, stillWantedBy: [] });
    },
    'library:undo': ({ videoId }) => {
      const video = trash.get(videoId);
      if (video) library = [video, ...library];
      emit('library:changed', { videoIds: [videoId] });
      return ok({ status: 'complete' as const });
    },
    'library:reveal': () => ok({ opened: true }),
    'library:open': () => ok({ opened: true }),
    'playback:progress': () => ok({ watched: false }),
    'settings:get': () => ok(settings),
    'settings:set': (patch) => {
      settings = { ...settings, ...(patch as Partial<Settings>) };
      emit('settings:changed', {});
      return ok(settings);
    },
    'system:health': () => ok(demoHealth(Date.now(), options.toolsMissing ?? false)),
    'activity:list': ({ videoId }) => {
      const entries = demoActivity(startMs);
      return ok({ entries: videoId === undefined ? entries : entries.slice(0, 7) });
    },
    'activity:report': () =>
      ok({ text: 'Homereel report\nyt-dlp 2026.01.10, ffmpeg 7.1\n2026-01-12T10:00:00.000Z started attempt=2\n' }),
  };

  if (options.moving) {
    setInterval(() => {
      const running = [...queue.values()].find(({ phase }) => phase === 'downloading');
      if (running)
        change(running.videoId, { percent: Math.min(100, (running.percent ?? 0) + 0.1), bytes: (running.bytes ?? 0) + 340_000 });
    }, 100);
  }

  return {
    invoke: async (name, request) => {
      const handler = handlers[name] as ((request: unknown) => Promise<Result<ChannelValue<typeof name>>>) | undefined;
      return handler ? await handler(request ?? {}) : refuse('unsupported');
    },
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as (payload: never) => void);
      return () => set.delete(listener as (payload: never) => void);
    },
  };
}
