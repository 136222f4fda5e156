/** Messages that nobody asked for, in the window and on the desktop. */
export const notice = {
  answeredNo: '{name} said no to “{title}”.',
  answeredYes: '{name} said yes to “{title}”.',
  asksForOne: '{name} is asking for “{title}”.',
  asksForSeveral: '{name} is asking for {count, plural, one {# video} other {# videos}}.',
  changes:
    '{count, plural, one {# change} other {# changes}} to people and settings since you were last here. The activity log lists them.',
  childWithoutYourPin:
    'There is a child in the household now. You have no PIN, so a child can pick you and do all that an adult may.',
  crashed:
    'Homereel ran into an unexpected error and closed itself ({when}). Nothing is lost: downloads continue where they stopped. The details are in the log: “{file}”.',
  didNotWork: 'That did not work',
  downloadNeedsYou: 'A download needs you',
  downloadsWait: '{why} Downloads wait, and continue by themselves.',
  full: 'Your part of the disk is full: {used} of {quota}.',
  grownUpIsAsked: '{why} A grown-up is asked.',
  leadsElsewhere: 'The link of “{before}” leads to another video now: “{title}”.',
  loginItem: 'Homereel could not change whether it starts at login. Check the permissions of “{folder}”.',
  nearlyFull: 'Your part of the disk is nearly full: {used} of {quota}.',
  oldYtDlp: 'yt-dlp, the program that downloads, is more than 90 days old. Sites change and security holes are found.',
  readyToWatch: 'Ready to watch',
  settingsUnreadable:
    'Your settings could not be read, so Homereel is using the default settings. The old file was kept as "{file}".',
  settingsUnreadableInPlace:
    'Your settings could not be read, so Homereel is using the default settings. The old file could not be set aside; check the permissions of its folder.',
  settingUnusable: 'The saved {setting} could not be used, so Homereel is using the default.',
  someoneAsks: 'Someone is asking for a video. A grown-up can approve it.',
  wentThrough: 'You may have “{title}”. It is on its way.',
  wrongRecoveryCodes:
    '{count, plural, one {# wrong recovery code was} other {# wrong recovery codes were}} entered for you since you were last here.',
  wrongPins: '{count, plural, one {# wrong PIN was} other {# wrong PINs were}} entered for you since you were last here.',
} as const;

/** What helps with a message. */
export const noticeAction = {
  'open-queue': 'Show',
  'open-health': 'Open Health',
  'open-requests': 'Decide',
  'open-storage': 'Free up space',
  'open-people': 'Set a PIN',
} as const;

/** How a message speaks of a setting. */
export const settingName = {
  libraryFolder: 'library folder',
  parallelDownloads: 'number of downloads at once',
  parallelPerProfile: 'number of downloads at once per person',
  bandwidthLimitBytesPerSecond: 'speed limit',
  allowPrivateAddresses: 'choice about home-network addresses',
  defaultPreset: 'quality',
  downloadHours: 'download hours',
  theme: 'theme',
  startAtLogin: 'choice to start with the computer',
  quietHours: 'quiet hours',
  offerCopiedLinks: 'choice to offer copied links',
  idleLockMinutes: 'time until Homereel locks',
} as const;

/** The menu of the icon in the tray, and its tooltip. */
export const tray = {
  allow: 'Allow',
  andMore: 'and {count, number} more',
  cancel: 'Cancel',
  cancelled: '{title}: cancelled',
  decline: 'Decline',
  forOthers: '{count, plural, one {# download} other {# downloads}} for others at home',
  nothingDownloading: 'Nothing is downloading',
  nothingInQueue: 'nothing in the queue',
  of: '{name}: {what}',
  open: 'Open Homereel',
  pause: 'Pause',
  pauseAll: 'Pause all',
  quit: 'Quit',
  requestsForYou: '{count, plural, one {# request} other {# requests}} waiting for you',
  requestsWaiting: '{count, plural, one {# request is} other {# requests are}} waiting for a grown-up',
  resume: 'Resume',
  resumeAll: 'Resume all',
  running: '{count, plural, one {# download} other {# downloads}} running',
  runningAndWaiting: '{running, number} running, {waiting, number} waiting',
  runningOnly: '{count, number} running',
  tooltip: 'Homereel: {what}',
  tooltipAt: 'Homereel: {what}, {percent, number}%',
  tooltipYoursAt: 'Homereel: {what}, yours {percent, number}%',
  tryAgain: 'Try again',
  waitingOnly: '{count, number} waiting',
} as const;

/** What a download is doing, in words that do not change every second. */
export const trayState = {
  cancelling: 'stopping',
  failed: 'failed',
  paused: 'paused',
  waiting: 'waiting',
  waitingToTry: 'will try again automatically',
  starting: 'starting',
  probing: 'reading the page',
  downloading: 'downloading',
  'post-processing': 'putting video and sound together',
  finalizing: 'moving to the library',
} as const;

/** The menu of the window, and dialogs of the desktop. */
export const desktop = {
  allow: 'Allow',
  allowHomeNetwork: 'Allow addresses in the home network?',
  allowHomeNetworkHint: 'From then on, a link from the internet can make Homereel contact your router, printer or cameras.',
  findInLibrary: 'Find in the library',
  keepItOff: 'Keep it off',
  keepVideosHere: 'Keep videos here',
  settings: 'Settings…',
  view: 'View',
  whereToKeep: 'Where should the videos be kept?',
} as const;

/** The system's own entries of the window's menu. */
export const menu = {
  about: 'About Homereel',
  close: 'Close',
  copy: 'Copy',
  cut: 'Cut',
  delete: 'Delete',
  editMenu: 'Edit',
  fileMenu: 'File',
  front: 'Bring all to front',
  hide: 'Hide Homereel',
  hideOthers: 'Hide others',
  minimize: 'Minimize',
  paste: 'Paste',
  quit: 'Quit',
  redo: 'Redo',
  resetZoom: 'Actual size',
  selectAll: 'Select all',
  services: 'Services',
  togglefullscreen: 'Full screen',
  undo: 'Undo',
  unhide: 'Show all',
  windowMenu: 'Window',
  zoom: 'Zoom',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
} as const;
