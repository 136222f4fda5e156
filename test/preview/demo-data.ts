import { DEFAULT_SETTINGS } from '../../main/settings/default-settings.ts';
import type { ActivityEntry, LibraryVideo, Profile, QueueItem, Settings, SystemHealth } from '../../preload/contract/types.ts';

const MINUTE = 60_000;

export const DEMO_PROFILES: readonly Profile[] = [
  { id: 'mia', name: 'Mia', colour: 'violet', avatar: 'fox', role: 'adult', hasPin: false, createdAt: 1 },
  { id: 'dad', name: 'Dad', colour: 'teal', avatar: 'bear', role: 'adult', hasPin: true, createdAt: 2 },
  { id: 'leo', name: 'Leo', colour: 'orange', avatar: 'lion', role: 'child', hasPin: false, createdAt: 3 },
  { id: 'gran', name: 'Grandma Wilhelmina-Charlotte', colour: 'pink', avatar: 'owl', role: 'adult', hasPin: false, createdAt: 4 },
  { id: 'yusuf', name: 'يوسف', colour: 'green', avatar: 'whale', role: 'child', hasPin: false, createdAt: 5 },
];

export const DEMO_SETTINGS: Settings = {
  libraryFolder: '/home/mia/Videos/Homereel',
  ...DEFAULT_SETTINGS,
};

const TITLES = [
  'How lighthouses are built in the open sea',
  'Big Buck Bunny',
  'The slow train through the Alps, all four hours of it in one piece with the sound of the rails',
  'Bread for beginners: one bowl, no kneading',
  'תנועה איטית של גלים בים התיכון',
  'كيف تصنع الفخار بيديك خطوة بخطوة',
  'Whales singing — recorded at 200 metres',
  '<img src=x onerror=alert(1)> “quotes” & ampersands',
  'Learn to whistle in ten minutes 🎶🐦',
  'Averyveryverylongwordthatneverstopsandhasnospacesinitatallbecausesomebodyforgotthespacebaronthekeyboard',
  'Aurora over Tromsø',
  '\u202Egnp.exe — a title that tries to turn the text around',
  'Building a tree house with two children and one hammer',
  'Jazz in a small kitchen',
  'Steam engines explained',
];

const titleAt = (index: number): string => TITLES[index % TITLES.length] ?? 'A video';

const item = (index: number, nowMs: number, more: Partial<QueueItem>): QueueItem => ({
  videoId: `video-${index}`,
  title: titleAt(index),
  url: `https://video.example/watch/${index}`,
  kind: 'video',
  status: 'pending',
  attempts: 0,
  wantedBy: ['Mia'],
  held: false,
  position: index,
  hasThumbnail: false,
  addedAt: nowMs - index * MINUTE,
  durationSeconds: 200 + index * 73,
  ...more,
});

/** A queue with one of everything; `waiting` says how many more wait. */
export function demoQueue(nowMs: number, waiting: number): QueueItem[] {
  const special: QueueItem[] = [
    item(0, nowMs, {
      status: 'downloading',
      phase: 'downloading',
      percent: 42.4,
      bytes: 184_000_000,
      totalBytes: 434_000_000,
      speed: 3_400_000,
      etaSeconds: 74,
      attempts: 1,
      wantedBy: ['Mia', 'Dad', 'Leo'],
      hasThumbnail: true,
    }),
    item(6, nowMs, {
      status: 'downloading',
      phase: 'post-processing',
      percent: 100,
      attempts: 1,
      kind: 'audio',
      wantedBy: ['Mia'],
    }),
    item(2, nowMs, { hasThumbnail: true, wantedBy: ['Mia', 'Grandma Wilhelmina-Charlotte'], place: { ahead: 0, others: 0 } }),
    item(3, nowMs, { held: true, percent: 31, bytes: 40_000_000 }),
    item(4, nowMs, { reason: 'network', retryAt: nowMs + 95_000, attempts: 2 }),
    item(5, nowMs, { reason: 'rate-limited', retryAt: nowMs + 480_000, attempts: 1 }),
    item(7, nowMs, { status: 'failed', reason: 'not-found', attempts: 1 }),
    item(8, nowMs, { status: 'failed', reason: 'stalled', attempts: 4, hasThumbnail: true }),
    item(9, nowMs, { status: 'failed', reason: 'no-permission', attempts: 1 }),
    item(10, nowMs, { status: 'complete', completedAt: nowMs - 4 * MINUTE, totalBytes: 812_000_000, hasThumbnail: true }),
    item(1, nowMs, { status: 'complete', completedAt: nowMs - 190 * MINUTE, totalBytes: 96_000_000, hasThumbnail: true }),
    item(11, nowMs, { status: 'complete', completedAt: nowMs - 2000 * MINUTE, totalBytes: 2_400_000, kind: 'audio' }),
  ];
  const more = Array.from({ length: waiting }, (_, index) =>
    item(100 + index, nowMs, {
      title: `${titleAt(index)} (${index + 1})`,
      hasThumbnail: index % 3 === 0,
      place:
        index > 40
          ? { ahead: 50, more: true }
          : {
              ahead: 2 * index + 1,
              others: index + 1,
              byPerson: [
                { name: 'Mia', count: index },
                { name: 'Dad', count: index + 1 },
              ],
            },
    }),
  );
  return [...special, ...more];
}

/** A library of `count` finished videos. */
export function demoLibrary(nowMs: number, count: number): LibraryVideo[] {
  return Array.from({ length: count }, (_, index) => ({
    videoId: `library-${index}`,
    title: index < TITLES.length ? titleAt(index) : `${titleAt(index)} (${index})`,
    url: `https://video.example/watch/${index}`,
    kind: index % 7 === 3 ? 'audio' : 'video',
    channel: index % 4 === 0 ? 'Slow Television' : 'قناة التعليم',
    durationSeconds: 90 + ((index * 137) % 5400),
    bytes: 4_000_000 + ((index * 7_919_000) % 1_900_000_000),
    fileName: `video-${index}.mp4`,
    hasThumbnail: index % 5 !== 2,
    completedAt: nowMs - index * 47 * MINUTE,
    wantedBy: ['Mia'],
    watchedSeconds: index === 1 || index === 6 || index === 12 ? 60 : 0,
    watched: index === 4,
  }));
}

export const demoHealth = (nowMs: number, toolsMissing: boolean): SystemHealth => ({
  ytDlp: toolsMissing
    ? {
        found: false,
        advice: 'Install yt-dlp with your system’s software centre, or run “pipx install yt-dlp”. Homereel finds it by itself.',
      }
    : { found: true, path: '/usr/bin/yt-dlp', version: '2026.01.10' },
  ffmpeg: { found: true, path: '/usr/bin/ffmpeg', version: '7.1' },
  box: { strength: 'whole', sentence: 'yt-dlp and FFmpeg run in a box.', sentencePhrase: { key: 'box.whole' } },
  hold: null,
  disk: { freeBytes: 4_300_000_000, totalBytes: 512_000_000_000, level: 'low' },
  active: [
    { videoId: 'video-0', pid: 4211, phase: 'downloading', lastSignOfLifeAt: nowMs - 1000, heartbeatAt: nowMs - 12_000 },
    { videoId: 'elsewhere', pid: 4302, phase: 'post-processing', lastSignOfLifeAt: nowMs - 2000, heartbeatAt: nowMs - 22_000 },
  ],
  reaper: {
    lastRunAt: nowMs - 3 * MINUTE,
    lastResult: { requeued: 1, released: 0, finished: 0, killedProcesses: 1, offeredAgain: 0 },
  },
  coolDowns: [{ site: 'video.example', until: nowMs + 240_000, reason: 'rate-limited' }],
});

export function demoActivity(nowMs: number): ActivityEntry[] {
  const rows: readonly [number, string, string | undefined, ActivityEntry['detail']][] = [
    [1, 'started', undefined, { attempt: 2 }],
    [2, 'healed', undefined, {}],
    [9, 'retry-planned', undefined, { reason: 'network', retryAt: nowMs + 60_000 }],
    [10, 'stalled', undefined, { phase: 'downloading' }],
    [16, 'started', undefined, { attempt: 1 }],
    [20, 'joined', 'Dad', {}],
    [21, 'triggered', 'Mia', {}],
    [1500, 'finished', undefined, { bytes: 812_000_000 }],
    [1510, 'cool-down', undefined, { site: 'video.example' }],
    [1530, 'dropped', 'يوسف', { stillWantedBy: 'Mia' }],
    [4400, 'failed', undefined, { reason: 'private' }],
  ];
  return rows.map(([minutesAgo, event, profileName, detail], index) => ({
    id: 1000 - index,
    at: nowMs - minutesAgo * MINUTE,
    videoId: `video-${index % 5}`,
    title: titleAt(index % 5),
    event,
    detail,
    ...(profileName === undefined ? {} : { profileName }),
  }));
}
