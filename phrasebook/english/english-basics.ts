/** Words that stand on many pages. */
export const button = {
  add: 'Add',
  cancel: 'Cancel',
  close: 'Close',
  dismissMessage: 'Dismiss message',
  edit: 'Edit',
  notNow: 'Not now',
  pause: 'Pause',
  pauseAll: 'Pause all',
  play: 'Play',
  putBack: 'Put back',
  remove: 'Remove',
  resume: 'Resume',
  resumeAll: 'Resume all',
  save: 'Save',
  showOlder: 'Show older',
  tryAgain: 'Try again',
  undo: 'Undo',
} as const;

/** Numbers with what they count. */
export const count = {
  links: '{count, plural, one {# link} other {# links}}',
  minutes: '{count, plural, one {# minute} other {# minutes}}',
  partOfVideos: '{part, number} of {count, plural, one {# video} other {# videos}}',
  videos: '{count, plural, one {# video} other {# videos}}',
} as const;

/** Sizes, times and names. */
export const format = {
  aboutHours: 'about {hours, number} h left',
  aboutHoursAndMinutes: 'about {hours, number} h {minutes, number} min left',
  aboutMinutes: 'about {minutes, number} min left',
  aboutSeconds: 'about {seconds, number} s left',
  atTime: 'at {time}',
  bytes: '{size} bytes',
  dateAt: '{date} at {time}',
  fewSeconds: 'a few seconds left',
  inDays: 'in {count, plural, one {# day} other {# days}}',
  inHours: 'in {count, plural, one {# hour} other {# hours}}',
  inLessThanAnHour: 'in less than an hour',
  justNow: 'just now',
  listEnd: '{names} and {last}',
  minutesAgo: '{minutes, number} min ago',
  moreThanADay: 'more than a day left',
  namesAndOthers: '{names} and {count, plural, one {# other} other {# others}}',
  partOf: '{part} of {whole}',
  perSecond: '{size}/s',
  percent: '{percent, number}%',
  today: 'Today',
  todayAt: 'today at {time}',
  yesterday: 'Yesterday',
  yesterdayAt: 'yesterday at {time}',
} as const;

/** The faces that a person can choose. */
export const face = {
  fox: 'Fox',
  owl: 'Owl',
  bear: 'Bear',
  cat: 'Cat',
  rabbit: 'Rabbit',
  frog: 'Frog',
  panda: 'Panda',
  whale: 'Whale',
  lion: 'Lion',
  penguin: 'Penguin',
  unicorn: 'Unicorn',
  robot: 'Robot',
} as const;

/** The frame around every page. */
export const frame = {
  household: 'Household',
  library: 'Library',
  myRequests: 'My requests',
  pages: 'Pages',
  queue: 'Queue',
  requestsWaiting: ', {count, plural, one {# request} other {# requests}} waiting',
  settings: 'Settings',
  switchPerson: 'Switch person',
  switchPersonFrom: '{name}, switch person',
  waiting: ', {count, number} waiting',
} as const;
