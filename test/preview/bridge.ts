import type { HomereelBridge } from '../../preload/contract/bridge.ts';
import type { ChannelName, ChannelValue } from '../../preload/contract/channels.ts';
import type { Result } from '../../preload/contract/errors.ts';
import type { Profile, Settings } from '../../preload/contract/types.ts';
import { type Handlers, ok, refuse } from './answers.ts';
import { DEMO_PROFILES, DEMO_SETTINGS, demoActivity, demoHealth, demoQueue } from './demo-data.ts';
import { householdHandlers } from './household-handlers.ts';
import { libraryHandlers } from './library-handlers.ts';
import { peopleHandlers } from './people-handlers.ts';
import { createPreviewState } from './preview-state.ts';
import { queueHandlers } from './queue-handlers.ts';

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

/** Creates a main process made of scripted data, for seeing the window without one. Links decide what a probe finds by their words. */
export function createFakeBridge(options: FakeBridgeOptions = {}): HomereelBridge {
  const { waiting } = options;
  const state = createPreviewState({
    profiles: options.profiles ?? DEMO_PROFILES,
    items: (nowMs) => (waiting === undefined ? [] : demoQueue(nowMs, waiting)),
  });
  let settings: Settings = { ...DEMO_SETTINGS, theme: options.theme ?? 'system' };

  const household = householdHandlers({
    profiles: state.profiles,
    replaceProfile: (profile) =>
      state.setProfiles(state.profiles().map((before) => (before.id === profile.id ? profile : before))),
    requestsChanged: () => state.emit('requests:changed', {}),
  });

  /** Only what the preview's pages use; the rest is refused. */
  const handlers: Partial<Handlers<ChannelName>> = {
    ...household,
    ...peopleHandlers(state),
    ...queueHandlers(state, household['requests:create']),
    ...libraryHandlers(state, options.libraryCount ?? 40),
    'videos:probe': probePage,
    'settings:get': () => ok(settings),
    'settings:set': (patch) => {
      settings = { ...settings, ...(patch as Partial<Settings>) };
      state.emit('settings:changed', {});
      return ok(settings);
    },
    'settings:allow-private-addresses': ({ allowed }) => {
      settings = { ...settings, allowPrivateAddresses: allowed };
      state.emit('settings:changed', {});
      return ok({ confirmed: true, settings });
    },
    'system:health': () => ok(demoHealth(Date.now(), options.toolsMissing ?? false)),
    'activity:list': ({ videoId }) => {
      const entries = demoActivity(state.startMs);
      return ok({ entries: videoId === undefined ? entries : entries.slice(0, 7) });
    },
    'activity:report': () =>
      ok({ text: 'Homereel report\nyt-dlp 2026.01.10, ffmpeg 7.1\n2026-01-12T10:00:00.000Z started attempt=2\n' }),
  };

  if (options.moving) {
    setInterval(() => {
      const running = [...state.queue.values()].find(({ phase }) => phase === 'downloading');
      if (running)
        state.change(running.videoId, {
          percent: Math.min(100, (running.percent ?? 0) + 0.1),
          bytes: (running.bytes ?? 0) + 340_000,
        });
    }, 100);
  }

  return {
    invoke: async (name, request) => {
      const handler = handlers[name] as ((request: unknown) => Promise<Result<ChannelValue<typeof name>>>) | undefined;
      return handler ? await handler(request ?? {}) : refuse('unsupported');
    },
    on: state.listen,
  };
}

/** Tells what the words of a link ask for: a slow page, a list, one that the household has. */
const probePage: Handlers<'videos:probe'>['videos:probe'] = async ({ url }) => {
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
};
