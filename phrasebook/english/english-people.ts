/** The first screen, and how one is let in. */
export const picker = {
  asksForPin: 'Asks for a PIN',
  enterPin: 'Enter your PIN.',
  hello: 'Hello, {name}',
  whoIsThisFor: 'Who is this for?',
} as const;

/** Why the window was locked. */
export const lock = {
  'window-hidden': 'Locked because the window was closed. Downloads continue.',
  'screen-locked': 'Locked because the screen was locked. Downloads continue.',
  sleep: 'Locked because the computer went to sleep.',
  idle: 'Locked because nobody was here for a while. Downloads continue.',
  'page-reloaded': 'The window was loaded again, so it asks who you are. Downloads continue.',
} as const;

/** The first minutes. */
export const firstRun = {
  allSet: 'All set',
  allSetFor: 'All set, {name}',
  continue: 'Continue',
  copyAndPaste: 'Copy a video’s link and paste it here. That’s it.',
  folder: 'Where should videos go?',
  folderHint: 'Everyone’s videos go in this folder. The one we picked is fine for most homes.',
  goToQueue: 'Go to my queue',
  letsStart: 'Let’s start',
  tools: 'Checking what Homereel needs',
  welcome: 'Welcome home',
  welcomeHint:
    'Homereel keeps videos for everyone at home. Each person has a queue of their own, and a video that several people want is kept only once.',
  whoAreYou: 'Who are you?',
} as const;

/** A person, and what is set for them. */
export const person = {
  add: 'Add a person',
  adult: 'Adult',
  adultOrChild: 'Adult or child?',
  child: 'Child',
  childrenAsk: 'Children ask before anything new is downloaded, and see only their own videos.',
  colour: 'Colour',
  edit: 'Edit {name}',
  enterName: 'Enter a name.',
  face: 'Face',
  moreFor: 'More for {name}',
  name: 'Name',
  people: 'People',
  withPin: 'with a PIN',
} as const;

export const colour = {
  violet: 'Violet',
  blue: 'Blue',
  teal: 'Teal',
  green: 'Green',
  amber: 'Amber',
  orange: 'Orange',
  pink: 'Pink',
  slate: 'Slate',
} as const;

/** PINs. */
export const pin = {
  canTryAgain: 'You can try again now.',
  change: 'Change PIN',
  current: 'Current PIN',
  deleteDigit: 'Delete the last digit',
  digits: '4 to 12 digits.',
  enter: 'Enter',
  isRemoved: 'PIN removed. {name} no longer has one.',
  isSaved: 'PIN saved. {name} has a new PIN.',
  name: 'PIN',
  neededToPick: 'You’ll need it to pick {name} on the first screen.',
  new: 'New PIN',
  of: '{name}’s PIN',
  onlyOwner: 'Only {name} can do this.',
  optional: 'PIN (recommended if there are children)',
  optionalHint: '4 to 12 digits, so that nobody else can act as this person.',
  please: 'Your PIN, please',
  pleaseHint: 'This concerns the whole household, so Homereel checks that it is you.',
  remove: 'Remove PIN',
  rule: 'A PIN is 4 to 12 digits.',
  set: 'Set PIN',
  setOne: 'Set a PIN',
} as const;

/** The code that helps when a PIN was forgotten, or locked by somebody’s guesses. */
export const recovery = {
  askAdult: 'Ask a grown-up: any adult can set a new PIN for you, under Household, People.',
  code: 'Recovery code',
  codeHint: 'Four groups of four letters and digits. Wrong PINs don’t lock it.',
  enterCode: 'Enter the recovery code.',
  forgotten: 'Forgot the PIN?',
  forgottenHint: 'Enter the recovery code that was shown when the PIN was set, and choose a new PIN.',
  keep: 'Keep it with your papers, out of children’s reach. Homereel shows it only now, and it works once.',
  next: 'Your next recovery code',
  setPin: 'Set new PIN',
  write:
    'Write down this recovery code for {name}. It sets a new PIN if the old one is forgotten, or locked by somebody’s guesses.',
  written: 'I wrote it down',
  yours: 'Your recovery code',
} as const;

/** What is planned for an adult who has a PIN, and how. */
export const plan = {
  confirm: 'Plan it for tomorrow',
  hint: 'Only {name} can do this at once. For a forgotten PIN the recovery code is faster.',
  panel: 'What is planned',
  takeBack: 'Take back',
  title: 'Without {name}’s PIN',
  told: 'It happens in a day. Everyone who comes to Homereel before then is told, and entering the PIN stops it.',
  what: 'What should happen',
  without: 'PIN is lost…',
} as const;

export const ownerChange = {
  'remove-pin': 'Remove the PIN',
  'make-child': 'Make a child',
} as const;

export const planned = {
  'remove-pin': '{name}’s PIN will be removed: {when}. Entering it stops that.',
  'make-child': '{name} will be a child: {when}. Entering the PIN stops that.',
} as const;

/** What a person may have and add. */
export const limit = {
  asksBeforeNew: 'Asks before adding a new video',
  asksBeforeNewHint: 'New links wait until an adult says yes.',
  asksFirst: 'asks first',
  asksForKnown: 'Asks even for videos in the library',
  asksForKnownHint: 'When off, videos that the household has, or that an adult is downloading, need no approval.',
  allForToday: 'That’s all for today. See you tomorrow!',
  minutesADay: '{count, plural, one {# minute} other {# minutes}} a day',
  minutesLeft: 'You can add {minutes, plural, one {# minute} other {# minutes}} of new videos today.',
  minutesPerDay: 'Minutes of new videos per day',
  name: 'Limits',
  noApproval: 'no approval needed',
  noLimit: 'No limit',
  storage: 'Storage limit',
  upTo: 'up to {size}',
  videosADay: '{count, plural, one {# video} other {# videos}} a day',
  videosAndMinutesLeft:
    'You can add {count, plural, one {# more video} other {# more videos}} today, up to {minutes, plural, one {# minute} other {# minutes}} in all.',
  videosLeft: 'You can add {count, plural, one {# more video} other {# more videos}} today.',
  videosPerDay: 'New videos per day',
} as const;

/** What becomes of the videos of a person who is removed. */
export const removal = {
  ask: 'Remove {name}?',
  deleteThem: 'Nobody, delete them',
  done: '{name} was removed.',
  doneAndFreed: '{name} was removed. That freed up {size}.',
  forgotten: 'Their queue and watch history will be deleted. This can’t be undone.',
  frees: 'Frees {size}.',
  moves: 'Nothing is deleted; the videos move to that person.',
  noVideos: 'They have no videos.',
  othersHaveAll:
    'They have {count, plural, one {# video. Someone else has it too, so it stays} other {# videos. Others have all of them too, so they stay}}.',
  onlyTheirs:
    'They have {count, plural, one {# video, and nobody else has it} other {# videos, and nobody else has any of them}}.',
  someOnlyTheirs: 'They have {count, plural, one {# video} other {# videos}}, and nobody else has {only, number} of them.',
  whoGets: 'Who gets the videos',
  whoGetsQuestion: 'Who gets the videos that only {name} has?',
} as const;

/** What children can get around. */
export const openDoor = {
  homeNetwork: 'Links into the home network are allowed, for everyone at home.',
  name: 'What is open',
  ownPinMissing: 'You have no PIN, so a child can pick you and do all that an adult may.',
  pinMissing: '{name} has no PIN, so a child can pick {name} and do all that an adult may.',
} as const;
