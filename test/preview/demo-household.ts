import type {
  AllowedChannel,
  HouseholdRequest,
  HouseholdStorage,
  ProfileLimits,
  ProfileStorage,
  TrashedVideo,
} from '../../preload/contract/household.ts';
import type { Profile } from '../../preload/contract/types.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const GB = 1_000_000_000;

export const DEMO_LIMITS: ProfileLimits = {
  quotaBytes: 20 * GB,
  dailyItems: null,
  dailyMinutes: null,
  needsApproval: false,
  knownNeedsApproval: true,
};

export const DEMO_CHILD_LIMITS: ProfileLimits = {
  quotaBytes: 5 * GB,
  dailyItems: 3,
  dailyMinutes: 60,
  needsApproval: true,
  knownNeedsApproval: false,
};

const request = (
  number: number,
  nowMs: number,
  more: Partial<HouseholdRequest> & Pick<HouseholdRequest, 'title'>,
): HouseholdRequest => ({
  id: `request-${number}`,
  profileId: 'leo',
  profileName: 'Leo',
  status: 'waiting',
  url: `https://video.example/request/${number}`,
  kind: 'video',
  preset: 'good',
  details: 'found',
  createdAt: nowMs - number * 7 * MINUTE,
  ...more,
});

/** One request of each kind: known, still being probed, of a page that says nothing, and answered ones. */
export const demoRequests = (nowMs: number): HouseholdRequest[] => [
  request(1, nowMs, {
    title: 'Volcanoes for curious people',
    channel: 'Science Kitchen',
    channelCanBeAllowed: true,
    durationSeconds: 754,
    bytes: 140_000_000,
  }),
  request(2, nowMs, {
    title: 'The slow train through the Alps, all four hours of it in one piece with the sound of the rails',
    channel: 'Slow Television',
    channelCanBeAllowed: true,
    durationSeconds: 14_640,
    bytes: 2_900_000_000,
  }),
  request(3, nowMs, { title: 'video.example', details: 'looking', profileId: 'yusuf', profileName: 'يوسف' }),
  request(4, nowMs, { title: 'A song about pancakes', kind: 'audio', details: 'unavailable' }),
  request(30, nowMs, {
    title: 'How to draw a dragon',
    channel: 'Science Kitchen',
    durationSeconds: 610,
    status: 'allowed',
    decidedBy: 'Dad',
    decidedAt: nowMs - 60 * MINUTE,
  }),
  request(31, nowMs, {
    title: 'Horror clowns 4',
    durationSeconds: 5400,
    status: 'refused',
    decidedBy: 'Mia',
    decidedAt: nowMs - DAY,
  }),
  request(32, nowMs, { title: 'Magnets', channel: 'Science Kitchen', status: 'allowed', decidedAt: nowMs - 2 * DAY }),
];

export const demoChannels = (nowMs: number): AllowedChannel[] => [
  {
    id: 'channel-1',
    profileId: 'leo',
    profileName: 'Leo',
    channel: 'Science Kitchen',
    site: 'video.example',
    allowedBy: 'Dad',
    createdAt: nowMs - 9 * DAY,
  },
];

export const demoStorage = (profiles: readonly Profile[]): HouseholdStorage => {
  const charged = [8.2, 15.9, 4.9, 0.3, 2.1];
  const quotas = [20, null, 5, 10, 5];
  return {
    people: profiles.map(({ id, name, colour }, index) => {
      const quota = quotas[index] ?? null;
      return {
        profileId: id,
        name,
        colour,
        chargedBytes: (charged[index] ?? 0) * GB,
        trashedBytes: index === 0 ? 1.8 * GB : 0,
        quotaBytes: quota === null ? null : quota * GB,
      };
    }),
    libraryBytes: 31.4 * GB,
    trashBytes: 1.8 * GB,
    trashItems: 3,
    freeBytes: 4.3 * GB,
    totalBytes: 512 * GB,
  };
};

export const demoProfileStorage = (quotaBytes: number | null): ProfileStorage => ({
  usedBytes: 4.7 * GB,
  expectedBytes: 0.2 * GB,
  trashedBytes: 1.8 * GB,
  quotaBytes,
  level: quotaBytes !== null && quotaBytes <= 5 * GB ? 'nearly-full' : 'ok',
  byVideo: [],
  safeToFree: [
    { videoId: 'library-4', title: 'Bread for beginners: one bowl, no kneading', bytes: 620_000_000 },
    { videoId: 'library-7', title: 'Whales singing — recorded at 200 metres', bytes: 1_240_000_000 },
    { videoId: 'library-9', title: 'Learn to whistle in ten minutes 🎶🐦', bytes: 88_000_000 },
  ],
});

export const demoTrash = (nowMs: number): TrashedVideo[] => [
  {
    videoId: 'trash-1',
    title: 'Steam engines explained',
    bytes: 640_000_000,
    trashedAt: nowMs - DAY,
    purgeAt: nowMs + 6 * DAY,
    canPurge: true,
  },
  {
    videoId: 'trash-2',
    title: 'Jazz in a small kitchen',
    bytes: 92_000_000,
    trashedAt: nowMs,
    purgeAt: nowMs + 4 * 60 * MINUTE,
    canPurge: true,
  },
];
