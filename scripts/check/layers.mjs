/**
 * The rooms of the app and what each may import: the one table behind `npm run check`. An arrow between two files is judged where their
 * ways part: by the row of the outermost room that it leaves. So `main/downloads/run` may import whatever `main/downloads` may, and of
 * its own neighbours only what its own row says. A file in no room is an error, so a new room is a folder and a row.
 * @typedef {import('./layers.mjs').Room} Room
 */

const node = ['node:*'];
/** What every room of `main` stands on: no domain words, what people read, and the border's language. */
const ground = ['main/platform', 'phrasebook', 'preload/contract'];
/** The tables' rooms in the library: they stand side by side on the open database. */
const rows = { imports: ['database'], packages: [], says: 'Rows of one subject are read without those of another.' };
/** The store's subjects: what crosses them belongs to `window`. */
const mirror = { imports: ['border', 'window'], says: 'Subjects of the store stand side by side.' };

/** @type {readonly Room[]} */
export const rooms = [
  {
    room: 'main/index',
    imports: ['main/electron', 'main/desktop', ...ground],
    packages: [...node, 'electron'],
    says: 'The process entry starts the shell and nothing else.',
  },
  {
    room: 'main/electron',
    imports: ['main/core', 'main/desktop', 'main/ipc', 'main/media', ...ground],
    packages: [...node, 'electron', 'zod'],
    says: 'The shell puts the core into Electron; what the app does is decided below it.',
    parts: [
      { room: '*', imports: ['window', 'pages'], says: 'The shell puts its parts together.' },
      { room: 'window', imports: ['pages'], says: 'A window knows its pages, not the shell around it.' },
      { room: 'pages', imports: [], says: 'How pages are served does not depend on who shows them.' },
    ],
  },
  {
    room: 'main/core',
    imports: ['ipc', 'household', 'downloads', 'gate', 'library', 'yt-dlp', 'media', 'web', 'settings']
      .map((name) => `main/${name}`)
      .concat(ground),
    packages: node,
    says: 'The core puts the rooms together in plain Node and knows nothing of windows.',
  },
  {
    room: 'main/desktop',
    imports: ['main/ipc', 'main/web', 'main/settings', ...ground],
    packages: node,
    says: 'Tray, taskbar and desktop learn what a session learns, no more.',
  },
  {
    room: 'main/ipc',
    imports: ground,
    packages: node,
    says: 'The border checks and passes on; whoever answers a channel is handed to it.',
  },
  {
    room: 'main/household',
    imports: ['main/downloads', 'main/library', 'main/yt-dlp', 'main/web', ...ground],
    packages: node,
    says: 'The household stands on the engine and the library and does not know who asks it.',
    parts: [
      {
        room: '*',
        imports: ['requests', 'limits', 'people', 'wanted-link', 'notice-text'],
        says: 'Service and gate put the parts together.',
      },
      {
        room: 'requests',
        imports: ['limits', 'people', 'notice-text'],
        says: 'A request is checked against limits; the gate stands above it.',
      },
      { room: 'limits', imports: ['people', 'notice-text'], says: 'Limits know neither requests nor the gate.' },
      { room: 'people', imports: [], says: 'Profiles and PINs know nothing of what people download.' },
      { room: 'wanted-link', imports: [], says: 'A link is read before anybody decides on it.' },
      { room: 'notice-text', imports: [], says: 'Wording that parts share depends on none of them.' },
    ],
  },
  {
    room: 'main/downloads',
    imports: ['main/library', 'main/yt-dlp', 'main/media', 'main/gate', 'main/web', 'main/settings', ...ground],
    packages: node,
    says: 'The engine works without household and border; it tells them through callbacks.',
    parts: [
      {
        room: '*',
        imports: ['queue', 'holds', 'recovery', 'thumbnails', 'run', 'cool-down', 'work-folder', 'engine-context'],
        says: 'Engine, lifecycle and service put the parts together.',
      },
      {
        room: 'queue',
        imports: ['holds', 'run', 'cool-down', 'engine-context'],
        says: 'Whose turn it is depends on what holds and what runs.',
      },
      {
        room: 'holds',
        imports: ['engine-context'],
        says: 'What this computer lacks does not depend on what runs, or whose turn it is.',
      },
      {
        room: 'recovery',
        imports: ['run', 'finish', 'work-folder', 'engine-context'],
        says: 'Healing and cleaning up need no queue and no hold.',
      },
      { room: 'thumbnails', imports: ['work-folder', 'engine-context'], says: 'A thumbnail is made beside runs, not by them.' },
      {
        room: 'run',
        imports: ['finish', 'cool-down', 'work-folder', 'engine-context'],
        says: 'An attempt does not know why it was its turn.',
      },
      {
        room: 'finish',
        imports: ['work-folder'],
        says: 'Finishing knows the file and its journal, not the run that brought it.',
      },
      { room: 'cool-down', imports: [], says: 'A resting site knows no run.' },
      { room: 'engine-context', imports: [], says: 'What every part works with is known before any part is.' },
      { room: 'work-folder', imports: [], says: 'Where files lie does not depend on who uses them.' },
    ],
  },
  {
    room: 'main/library',
    imports: ground,
    packages: [...node, 'better-sqlite3', 'zod'],
    says: 'All SQL is here, and it knows neither programs nor settings.',
    parts: [
      {
        room: 'transitions',
        imports: ['activity', 'queue', 'videos', 'database'],
        packages: [],
        says: 'A transition writes its step into the activity log; nothing that reads causes one.',
      },
      { room: 'activity', ...rows },
      { room: 'queue', ...rows },
      { room: 'videos', ...rows, packages: ['zod'] },
      { room: 'household', ...rows },
      {
        room: 'folder',
        imports: ['database'],
        packages: [...node, 'better-sqlite3'],
        says: 'Where the library lies and who owns it is known before any row is.',
      },
      {
        room: 'database',
        imports: [],
        packages: [...node, 'better-sqlite3'],
        says: 'Opening, backing up and migrating come before any subject.',
      },
    ],
  },
  {
    room: 'main/yt-dlp',
    imports: ground,
    packages: [...node, 'zod'],
    says: "Only yt-dlp's language is spoken here: no library, no web, no media.",
  },
  { room: 'main/media', imports: ground, packages: node, says: 'Only ffmpeg and ffprobe are spoken to here.' },
  {
    room: 'main/web',
    imports: ground,
    packages: [...node, 'tldts', 'https-proxy-agent'],
    says: 'Addresses and sites are known without yt-dlp and library.',
  },
  {
    room: 'main/gate',
    imports: ['main/web', ...ground],
    packages: [...node, 'socks'],
    says: 'The gate carries bytes and judges addresses; it does not know what is downloaded, or for whom.',
    parts: [
      { room: '*', imports: ['proxy', 'dial'], says: 'The thread is started and told; what it does is the proxy.' },
      { room: 'proxy', imports: ['dial'], says: 'The proxy does not know in which thread it runs.' },
      { room: 'dial', imports: [], says: 'Whether and how a host is reached does not depend on who asks.' },
    ],
  },
  { room: 'main/settings', imports: ground, packages: [...node, 'zod'], says: 'Settings do not know who reads them.' },
  {
    room: 'main/platform',
    imports: ['phrasebook', 'preload/contract'],
    packages: [...node, 'tree-kill', 'zod'],
    says: 'The ground floor has no domain words.',
    parts: [
      { room: 'processes', imports: [], says: 'Process trees need nothing but the system.' },
      { room: 'box', imports: [], says: 'The box only says what to start; whoever starts it knows trees.' },
      { room: '*', imports: [], says: 'Clock, files and log start no process.' },
    ],
  },
  {
    room: 'preload/index',
    imports: ['preload/contract'],
    packages: ['electron'],
    says: 'The preload script exposes the border and knows nothing of Node.',
  },
  {
    room: 'phrasebook',
    imports: ['preload/contract'],
    packages: ['intl-messageformat', '@schummar/icu-type-parser'],
    says: 'What people read is written down once, whoever says it: main process or window.',
  },
  { room: 'preload/contract', imports: [], packages: ['zod'], says: 'Both sides speak this language, so it knows neither.' },
  {
    room: 'renderer/main',
    imports: ['renderer/app', 'renderer/ui'],
    packages: ['react-dom', '@fontsource-variable/nunito'],
    says: 'The page draws the app and nothing else.',
  },
  {
    room: 'renderer/app',
    imports: ['renderer/features', 'renderer/store', 'renderer/ui', 'renderer/words', 'preload/contract'],
    packages: ['react'],
    says: 'The window knows nothing of the main process but the border.',
  },
  {
    room: 'renderer/features',
    imports: ['renderer/store', 'renderer/ui', 'renderer/words', 'preload/contract'],
    packages: ['react', 'radix-ui', 'lucide-react'],
    says: 'Features show what the store mirrors; of the main process they know the border only.',
    // One feature reaches another only where its row names it, and says why.
    parts: [
      {
        room: 'frame',
        imports: ['household', 'library', 'paste', 'player', 'queue', 'requests', 'settings'],
        says: 'The frame gives each page its place.',
      },
      {
        room: 'requests',
        imports: ['household', 'settings'],
        says: "A child sees the household's own cards, limits and room to free, and chooses its own language.",
      },
      {
        room: 'household',
        imports: ['activity', 'profiles'],
        says: 'The timeline is one of its tabs; people are edited, and missing programs shown, as at the first start.',
      },
      {
        room: 'profiles',
        imports: ['paste', 'settings'],
        says: 'The first start ends with a folder and a first link.',
      },
      { room: 'queue', imports: ['activity'], says: "A row's activity opens in a dialog." },
      ...['activity', 'library', 'paste', 'player', 'settings'].map((room) => ({
        room,
        imports: [],
        says: 'It can be shown on any page, so it knows no other feature.',
      })),
    ],
  },
  {
    room: 'renderer/store',
    imports: ['renderer/words', 'preload/contract'],
    packages: ['react', 'zustand'],
    says: 'The store knows neither features nor design: what it mirrors may be shown in any way.',
    parts: [
      ...['paste', 'queue', 'library', 'household'].map((room) => ({ room, ...mirror })),
      { room: 'window', imports: ['border'], says: 'Who acts here, settings and messages are what every subject stands on.' },
      { room: 'border', imports: [], says: 'The way to the main process does not depend on who takes it.' },
    ],
  },
  {
    room: 'renderer/ui',
    imports: ['renderer/words', 'preload/contract'],
    packages: ['react', 'radix-ui', 'lucide-react', '@tanstack/react-virtual'],
    says: 'The design system knows no store: what it shows is handed to it.',
  },
  {
    room: 'renderer/words',
    imports: ['phrasebook', 'preload/contract'],
    packages: [],
    says: 'Words describe values, whoever shows them.',
  },
  {
    room: 'scripts/offline-electron/shim',
    imports: '*',
    packages: [...node, 'electron'],
    says: 'The shim is what Electron runs first.',
  },
  {
    room: 'test',
    imports: '*',
    packages: { allBut: ['electron'] },
    says: 'Tests drive the real app; they do not load Electron.',
  },
  {
    room: 'scripts',
    imports: '*',
    packages: { allBut: ['electron'] },
    says: 'Scripts drive the real app; they do not load Electron.',
  },
];
