import type { CoreEvents, Services } from '../../main/ipc/services.ts';
import { createEmitter } from '../../main/platform/emitter.ts';
import { Refusal } from '../../main/platform/refusal.ts';
import { DEFAULT_SETTINGS } from '../../main/settings/default-settings.ts';
import type { HouseholdRequest, ProfileLimits } from '../../preload/contract/household.ts';
import type { Notice, Profile, QueueItem, Settings, SystemHealth } from '../../preload/contract/types.ts';

/** An in-memory core for tests of the border: it remembers what it was asked and announces what it is told to. */
export interface FakeServices extends Services {
  /** `channel` or method names in the order they were called, with the request. */
  readonly calls: { readonly method: string; readonly request: unknown }[];
  addProfile(profile: Partial<Profile> & { readonly id: string; readonly pin?: string }): Profile;
  removeProfile(profileId: string): void;
  /** Puts an item into a profile's queue, or replaces it, and announces the change. */
  putItem(profileId: string, item: Partial<QueueItem> & { readonly videoId: string }): void;
  dropItem(profileId: string, videoId: string): void;
  announce<Name extends keyof CoreEvents>(name: Name, payload: CoreEvents[Name]): void;
  notify(notice: Notice, profileId?: string): void;
  /** The next call of `downloads.trigger` throws this. */
  failWith(error: unknown): void;
}

const settings: Settings = {
  libraryFolder: 'library',
  ...DEFAULT_SETTINGS,
};

const limits: ProfileLimits = {
  quotaBytes: null,
  dailyItems: null,
  dailyMinutes: null,
  needsApproval: false,
  knownNeedsApproval: false,
};

const householdRequest: HouseholdRequest = {
  id: 'r1',
  profileId: 'x',
  profileName: 'x',
  status: 'waiting',
  url: 'https://tube.example/1',
  kind: 'video',
  preset: 'good',
  title: 'A title',
  details: 'found',
  createdAt: 0,
};

const health: SystemHealth = {
  ytDlp: { found: true, version: '2025.04.30' },
  ffmpeg: { found: true, version: '5.1.9' },
  box: { strength: 'whole', sentence: 'In a box.', sentencePhrase: { key: 'box.whole' } },
  hold: null,
  disk: { freeBytes: 1e12, totalBytes: 2e12, level: 'ok' },
  active: [{ videoId: 'v1', pid: 1, phase: 'downloading', lastSignOfLifeAt: 1, heartbeatAt: 1 }],
  reaper: { lastRunAt: null, lastResult: null },
  coolDowns: [{ site: 'tube.example', until: 1, reason: 'rate-limited' }],
};

/** A complete queue item with the given parts replaced. */
export function queueItem(parts: Partial<QueueItem> & { readonly videoId: string }): QueueItem {
  return {
    title: `Title of ${parts.videoId}`,
    url: `https://tube.example/${parts.videoId}`,
    kind: 'video',
    status: 'pending',
    attempts: 0,
    wantedBy: [],
    held: false,
    position: 0,
    hasThumbnail: false,
    addedAt: 0,
    ...parts,
  };
}

/** An empty household; profiles and queue items are added by the test. */
export function createFakeServices(): FakeServices {
  const emitter = createEmitter<CoreEvents>();
  const profiles = new Map<string, Profile>();
  const pins = new Map<string, string>();
  const queues = new Map<string, Map<string, QueueItem>>();
  const calls: { method: string; request: unknown }[] = [];
  let nextError: unknown;

  const record =
    <Value>(method: string, value: Value) =>
    (request?: unknown): Value => {
      calls.push({ method, request });
      return value;
    };
  const queueOf = (profileId: string): Map<string, QueueItem> => {
    const queue = queues.get(profileId) ?? new Map<string, QueueItem>();
    queues.set(profileId, queue);
    return queue;
  };
  const addProfile: FakeServices['addProfile'] = ({ pin, ...parts }) => {
    const profile: Profile = {
      name: parts.id,
      colour: 'violet',
      avatar: 'fox',
      role: 'adult',
      hasPin: pin !== undefined,
      createdAt: 0,
      ...parts,
    };
    profiles.set(profile.id, profile);
    if (pin !== undefined) pins.set(profile.id, pin);
    emitter.emit('profiles-changed', {});
    return profile;
  };

  return {
    calls,
    on: emitter.on,
    addProfile,
    removeProfile: (profileId) => {
      profiles.delete(profileId);
      emitter.emit('profiles-changed', {});
    },
    putItem: (profileId, item) => {
      queueOf(profileId).set(item.videoId, queueItem(item));
      emitter.emit('video-changed', { videoId: item.videoId });
    },
    dropItem: (profileId, videoId) => {
      queueOf(profileId).delete(videoId);
      emitter.emit('video-changed', { videoId });
    },
    announce: emitter.emit,
    notify: (notice, profileId) => emitter.emit('notice', profileId === undefined ? { notice } : { notice, profileId }),
    failWith: (error) => {
      nextError = error;
    },
    profiles: {
      list: () => [...profiles.values()],
      get: (profileId) => profiles.get(profileId),
      create: (request) => {
        calls.push({ method: 'profiles:create', request });
        const { name, role, pin } = request;
        const added = { id: `p-${name}`, name, role: role ?? (profiles.size === 0 ? 'adult' : 'child') } as const;
        return { profile: addProfile(pin === undefined ? added : { ...added, pin }) };
      },
      unlock: async ({ profileId, pin }) => {
        const profile = profiles.get(profileId);
        if (profile === undefined) throw new Refusal('not-found', 'Nobody of that name lives here.');
        if (profile.hasPin) await new Promise(setImmediate); // a PIN takes longer than none
        if (pins.get(profileId) !== pin && profile.hasPin) throw new Refusal('wrong-pin', 'That PIN is not right.');
        return { profile };
      },
      update: (request) => {
        calls.push({ method: 'profiles:update', request });
        return { profile: addProfile({ id: request.profileId }), limits };
      },
      setPin: (request) => {
        calls.push({ method: 'profiles:set-pin', request });
        return { profile: addProfile({ id: request.profileId }) };
      },
      plan: (request) => {
        calls.push({ method: 'profiles:plan', request });
        return { plans: [] };
      },
      plans: record('profiles:plans', { plans: [] }),
      recover: ({ profileId }) => ({ profile: addProfile({ id: profileId }), recoveryCode: 'AAAA-BBBB-CCCC-DDDD' }),
      removalPreview: record('profiles:removal-preview', { freedBytes: 0, items: 0, onlyTheirs: 0 }),
      takeNews: () => [],
      choices: record('profiles:choices', { choices: {} }),
      choose: record('profiles:choose', { choices: {} }),
      limits: record('profiles:limits', { limits, today: { items: 0, minutes: 0, resetsAt: 0 } }),
      remove: (request) => {
        calls.push({ method: 'profiles:remove', request });
        profiles.delete(request.profileId);
        emitter.emit('profiles-changed', {});
        return { freedBytes: 0 };
      },
    },
    downloads: {
      probe: record('videos:probe', { kind: 'video' as const, title: 'A title' }),
      trigger: (request) => {
        calls.push({ method: 'downloads:trigger', request });
        if (nextError !== undefined) {
          const error = nextError;
          nextError = undefined;
          throw error;
        }
        return { videoId: 'v1', status: 'pending', joined: false };
      },
      cancel: record('downloads:cancel', { stopped: true, stillWantedBy: [] }),
      resume: record('downloads:resume', { status: 'pending' as const }),
      retry: record('downloads:retry', { status: 'pending' as const }),
      pause: record('downloads:pause', { held: true }),
      unpause: record('downloads:unpause', { held: false }),
      move: record('downloads:move', { position: 0 }),
      queue: (profileId) => [...queueOf(profileId).values()].sort((a, b) => a.position - b.position),
      queueItems: (profileId, ids) => ids.map((id) => queueOf(profileId).get(id)).filter((item) => item !== undefined),
      movedInLine: () => [],
      recentlyCancelled: record('queue:recently-cancelled', { items: [] }),
    },
    library: {
      list: record('library:list', { videos: [] }),
      remove: record('library:remove', { trashed: true, stillWantedBy: [] }),
      undo: record('library:undo', { status: 'complete' as const }),
      trash: record('library:trash', { items: [], toEmpty: { items: 0, bytes: 0 } }),
      purge: record('library:purge', { items: 0, freedBytes: 0 }),
      concerning: (_profileId, videoIds) => [...videoIds],
      subtitles: record('library:subtitles', { tracks: [] }),
      subtitle: record('library:subtitle', { text: '' }),
      progress: record('playback:progress', { watched: false }),
      filePath: (profileId, videoId) => {
        if (videoId === 'hidden') throw new Refusal('not-found', 'That video is not in the library.');
        return `/library/${profileId}/${videoId}.mp4`;
      },
      thumbnailPath: async () => undefined,
      siteThumbnailPath: async () => undefined,
    },
    requests: {
      create: record('requests:create', { request: householdRequest }),
      list: record('requests:list', { requests: [] }),
      decide: record('requests:decide', { request: householdRequest, channelAllowed: false }),
      withdraw: record('requests:withdraw', { request: householdRequest }),
      channels: record('requests:channels', { channels: [] }),
      forgetChannel: record('requests:forget-channel', { channels: [] }),
      waitingCount: () => 0,
    },
    storage: {
      ofProfile: record('profiles:storage', {
        usedBytes: 0,
        expectedBytes: 0,
        trashedBytes: 0,
        quotaBytes: null,
        level: 'ok' as const,
        byVideo: [],
        safeToFree: [],
      }),
      ofHousehold: record('household:storage', {
        people: [],
        libraryBytes: 0,
        trashBytes: 0,
        trashItems: 0,
        freeBytes: 0,
        totalBytes: 0,
      }),
    },
    settings: { get: record('settings:get', settings), set: record('settings:set', settings) },
    health: record('system:health', health),
    activity: {
      list: record('activity:list', { entries: [] }),
      report: record('activity:report', { text: 'All is well.' }),
    },
  };
}
