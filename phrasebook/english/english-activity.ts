/** The log of what happened. */
export const activity = {
  copied: 'Copied',
  copyReport: 'Copy report',
  nothingHappened: 'Nothing has happened yet.',
  nothingYet: 'Nothing yet.',
  report: 'Report',
  showReport: 'Show report',
  whatHappened: 'What happened?',
} as const;

/** What happened, by its event. */
export const event = {
  triggered: '{who} added it.',
  joined: '{who} wants it too.',
  dropped: '{who} no longer wants it.',
  droppedButWanted: '{who} no longer wants it. {others} still does.',
  cancelled: '{who} cancelled it, and nobody else wanted it.',
  resumed: '{who} resumed it after cancelling.',
  paused: '{who} paused it.',
  pausedSeveral: '{who} paused {count, plural, one {# download} other {# downloads}}.',
  unpaused: '{who} resumed it.',
  unpausedSeveral: '{who} resumed {count, plural, one {# download} other {# downloads}}.',
  started: 'The download started.',
  startedAgain: 'The download started, attempt {attempt, number}.',
  stopping: 'The download is being stopped.',
  stalled: 'It stalled, so Homereel stopped it and will try again.',
  deadline: 'It ran for hours without finishing, so Homereel stopped it.',
  unproven: 'The stopped download may still be running. Homereel is keeping an eye on it.',
  'retry-planned': '{cause} Homereel will try again.',
  retried: '{cause} Homereel tried again.',
  failed: '{cause} Homereel stopped trying.',
  finished: 'It is in the library now.',
  finishedWithSize: 'It is in the library now ({size}).',
  healed: 'Something was left unfinished. Homereel repaired it.',
  'cool-down': '{site} asked Homereel to slow down, so its videos wait.',
  'cool-down-over': '{site} is working again.',
  'hold-began': 'Downloads waited. {cause}',
  'hold-ended': 'Downloads continued.',
  'space-held': 'The disk is nearly full, so downloads wait.',
  'space-released': 'There is space again, so downloads continue.',
  'library-gone': 'The library folder was not there, so downloads wait.',
  'library-back': 'The library is there again, so downloads continue.',
  trashed: '{who} removed it from the library.',
  restored: '{who} put it back.',
  purged: 'Its files were deleted for good.',
  asked: '{who} asked for “{title}”.',
  'request-allowed': '{who} approved “{title}” for {child}.',
  'request-refused': '{who} declined “{title}” for {child}.',
  'wrong-pins': '{count, plural, one {# wrong PIN} other {# wrong PINs}} had been entered for {who}.',
  'wrong-recovery-codes':
    '{count, plural, one {# wrong recovery code} other {# wrong recovery codes}} had been entered for {who}.',
  'told-of-changes': '{who} was told what had happened meanwhile.',
  'partials-dropped': 'The part already downloaded was no longer usable, so it was deleted.',
} as const;

/** Words inside what happened, where a name is not known. */
export const unnamed = {
  aChild: 'a child',
  aVideo: 'a video',
  didNotWork: 'It did not work.',
  somebody: 'Somebody',
  theSite: 'The site',
} as const;

/** Changes of people, PINs and settings: by somebody else, and by the person themself. */
export const change = {
  'person-added': '{by} added {name}.',
  'person-removed': '{by} removed {name}.',
  'role-changed-adult': '{by} made {name} an adult.',
  'role-changed-child': '{by} made {name} a child.',
  'limits-changed': '{by} changed {name}’s limits.',
  'pin-set': '{by} set a new PIN for {name}.',
  'pin-removed': '{by} removed {name}’s PIN.',
  'pin-recovered': '{by} set a new PIN for {name} with the recovery code.',
  'pin-removal-planned': '{by} wants to remove {name}’s PIN. It goes in a day, unless {name} enters it before.',
  'demotion-planned': '{by} wants to make {name} a child. It happens in a day, unless {name} enters their PIN before.',
  'plan-taken-back': '{by} took back what was planned for {name}. {name}’s PIN and role stay.',
  'plan-stopped': '{by} stopped what was planned for {name}.',
  'home-network-allowed': '{by} allowed links into the home network.',
  'idle-lock-later': '{by} let Homereel stay open for longer when nobody is there.',
  'library-folder-changed': '{by} chose another library folder.',
} as const;

export const ownChange = {
  'person-added': '{name} moved in.',
  'person-removed': '{name} moved out.',
  'role-changed-adult': '{name} is an adult from now on.',
  'role-changed-child': '{name} is a child from now on.',
  'limits-changed': '{name} changed their own limits.',
  'pin-set': '{name} set a new PIN.',
  'pin-removed': '{name} no longer has a PIN.',
  'pin-recovered': '{name} set a new PIN with the recovery code.',
  'pin-removal-planned': 'Somebody wants to remove {name}’s PIN. It goes in a day, unless {name} enters it before.',
  'demotion-planned': 'Somebody wants to make {name} a child. It happens in a day, unless {name} enters their PIN before.',
  'plan-taken-back': 'What was planned for {name} was taken back. {name}’s PIN and role stay.',
  'plan-stopped': '{name} came in, so {name}’s PIN and role stay.',
} as const;
