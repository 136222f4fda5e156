/** The field for links, and what adding did. */
export const paste = {
  addVideo: 'Add a video',
  added: 'Added to your queue.',
  addedVideos: '{count, plural, one {# video} other {# videos}} added to your queue.',
  alreadyInLibrary: 'Already in the library, ready to watch.',
  askAnyway: 'Ask a grown-up anyway',
  askForIt: 'Ask for it',
  clear: 'Clear',
  clearLink: 'Clear the link',
  dropToAdd: 'Drop to add',
  getIt: 'Get it',
  joined: 'Someone at home is already downloading it. You’ll get it too.',
  pasteFirst: 'Paste or type the link of a video first.',
  pasteLink: 'Paste a link',
  requestSent: 'Sent. A grown-up will answer.',
  requestsSent: 'Sent {count, plural, one {# request} other {# requests}}. A grown-up will answer.',
} as const;

/** A link on the clipboard. */
export const copiedLink = {
  addIt: 'Add the link you copied?',
  announcement: 'You copied a link. You can add it at the top of the page.',
  askForIt: 'Ask for the link you copied?',
  name: 'The link you copied',
} as const;

/** What is behind a link. */
export const preview = {
  alreadyInLibrary: 'Already in the library.',
  areDownloading: '{names} are downloading this. You’ll all get it.',
  areWaiting: '{names} are waiting for this. You’ll all get it.',
  askFirst: 'A grown-up has to say yes first.',
  checking: 'Checking the link… You can add it right away.',
  detailsLater: 'Details appear when the download starts.',
  isDownloading: '{names} is downloading this. You’ll both get it.',
  isWaiting: '{names} is waiting for this. You’ll both get it.',
  playlist: 'A playlist. Choose which videos you want.',
  quality: 'Quality',
  someone: 'Someone at home',
  videoOrAudio: 'Video or audio',
  whatWasFound: 'What was found',
} as const;

/** Subtitles to bring with a video. */
export const subtitles = {
  all: 'All available',
  name: 'Subtitles',
  none: 'None',
} as const;

/** Whether there is space for something new. */
export const space = {
  full: 'Your {quota} are full.',
  free: '{size} free on the disk.',
  freeButTooBig: 'Too big: about {needed}, but only {size} free on the disk.',
  freeEnough: 'It takes about {needed}; {size} free on the disk.',
  left: '{size} left of your {quota}.',
  leftButTooBig: 'Too big: about {needed}, but only {size} left of your {quota}.',
  leftEnough: 'It takes about {needed}; {size} left of your {quota}.',
} as const;

/** Several videos to choose from. */
export const choice = {
  adding: 'Adding',
  addedOf: '{done, number} of {total, number} added…',
  askForVideos: 'Ask for {count, plural, one {# video} other {# videos}}',
  choose: 'Choose the videos you want.',
  failedBefore: 'failed before',
  filter: 'Filter',
  filterList: 'Filter the list',
  firstOf: 'The first {count, number} of {all}',
  getVideos: 'Get {count, plural, one {# video} other {# videos}}',
  inLibrary: 'in the library',
  noMatches: 'No matches.',
  onItsWay: 'on its way',
  onlyNew: 'Only new videos',
  selectAll: 'Select all',
  selectAllShown: 'Select all {count, number} shown',
  stop: 'Stop',
} as const;

/** Somebody's part of the disk is full. */
export const quota = {
  enough: 'That frees up {size}, which is enough.',
  explanation: '{used} of {quota} are used. Free up some space, then try again.',
  freeing: 'Freeing up space…',
  full: 'Your part of the disk is full',
  more: 'Free up {size} more.',
  nothingToFree:
    'None of your videos are both watched and wanted by nobody else. Remove something from the library, or ask for more space.',
  putBackForAWhile: 'You can put them back from the trash for a while.',
  removeAndGet: 'Remove {count, plural, one {# video} other {# videos}} and get it',
  used: 'Your space used',
  watchedByYou: 'You’ve watched these, and nobody else wants them:',
} as const;
