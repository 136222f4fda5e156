/** What the main process answers when it refuses something. */
export const refusal = {
  adultChangesPeople: 'Only an adult can change someone else’s profile.',
  adultChangesRoles: 'Only an adult can change who is an adult and what a child may do.',
  adultDecides: 'Only an adult of the household can decide that.',
  askedAboutThat: 'A grown-up is asked about that one. Wait for the answer.',
  askedAlready: 'You have asked for {count, plural, one {# video} other {# videos}} already. Wait until a grown-up has decided.',
  channelNotAllowed: 'That channel is not allowed any more.',
  chooseAnotherPerson: 'Choose another person to hand the videos to.',
  decidedAlready: 'That was decided already.',
  decidingNow: 'Someone is deciding that right now. Try again in a moment.',
  diskFull: 'The disk of "{folder}" is full. Choose another folder.',
  downloadingNow: 'Something is being downloaded. Pause everything, or wait until it is done, and choose the folder then.',
  folderInUse: 'Another Homereel uses that folder. Choose another one.',
  folderMissing: 'There is no folder "{folder}". Plug in its drive, or choose another folder.',
  folderNotWritable: 'Homereel is not allowed to write to "{folder}". Choose another folder.',
  folderUnusable: 'That folder cannot be used. Choose another one.',
  halfDone: 'Some downloads are half done in the present folder. Let them finish or cancel them first.',
  libraryElsewhere:
    'The videos of the library are not in “{target}”. Quit Homereel, move the whole folder “{folder}” there, and choose it then.',
  nameEmpty: 'Give the profile a name.',
  nameTaken: 'There is already a profile named {name}. Choose another name.',
  nameTooLong: 'That name is too long: it can have up to {count, number} characters.',
  noPermissionNeeded: 'You need no permission: add the link itself.',
  isPlanned: 'Something is planned for {name} already. It can be taken back under Household, People.',
  needsNoPlan: 'Nothing has to be planned for that: it can be done at once.',
  noSuchLook: 'There is no such colour or face. Choose one of those shown.',
  notInLibrary: 'That video is not in your library.',
  notInList: 'That video is not in your list.',
  notInListAnyMore: 'That video is not in your list any more.',
  notInTrash: 'That video is no longer in the trash. Paste its link to get it again.',
  notWantedAnyMore: '{name} does not want it any more.',
  onlyAdult: '{name} is the only adult here. Add another adult first.',
  onlyOwner: '{name} has a PIN. Only {name} can do that, or whoever enters that PIN.',
  onlyOwnerChangesPin: 'Only its owner can change that PIN. An adult can change a child’s.',
  ownFolder: 'That folder is Homereel’s own workshop. Choose another one.',
  pageMissing: 'That page does not exist (any more). Check the link.',
  pageSilent: 'That page does not answer right now. You can still add it; Homereel keeps trying.',
  pageSilentForChild:
    'That page does not answer, so nobody knows how long the video is. {name} can add it when the page answers again.',
  profileGone: 'That profile does not exist any more.',
  protectedVideo: 'That video is copy-protected, so Homereel cannot get it.',
  privateVideo: 'That video is private, so Homereel cannot get it.',
  requestGone: 'That request does not exist any more.',
  requestNoted: 'A grown-up has to say yes first. Your request is noted.',
  ruleSaidYes: 'A rule has already said yes.',
  saidNo: '{name} has already said no.',
  saidYes: '{name} has already said yes.',
  settingNotSaved: 'Homereel cannot write its settings file, so the setting was not saved. Check the permissions of its folder.',
  settingNotSavedDiskFull: 'The disk is full, so the setting was not saved.',
  someoneSaidNo: 'Someone has already said no.',
  subtitlesUnreadable: 'The subtitles of that video cannot be read.',
  tooManyLinks: 'Homereel is still reading many other links. Wait a moment and try this one again.',
  videoMissing: 'There is no video on that page that Homereel can get. Check the link, or try the page of the video itself.',
  ytDlpMissing: 'yt-dlp is missing. Open Household, Health to see how to install it.',
} as const;

/** What is in the way of adding something more. */
export const tooMuch = {
  addedMinutes:
    '{name} has already added today’s {count, plural, one {minute} other {# minutes}} of video. {name} can add more after midnight.',
  addedVideos:
    '{name} has already added today’s {count, plural, one {video} other {# videos}}. {name} can add more after midnight.',
  both: '{why} {advice}',
  canAddAfterMidnight: '{name} can add it after midnight.',
  full: '{name}’s part of the disk is full: {used} of {quota}.',
  largerThanLeft: 'This video takes {size}, which is more than {name} has left.',
  longerThanADay: 'It is longer than the limit for a whole day. An adult can change that.',
  noVideos: '{name} may not add any videos. An adult can change that.',
  removeSomething: 'Remove something first, or ask an adult for more space.',
  removeWatched: 'Remove {count, plural, one {# video} other {# videos}} that you have watched, then add this one again.',
  tooLarge: 'This video takes {size}, and {name} has {left} left.',
  tooLong:
    'This video is {count, plural, one {# minute} other {# minutes}} long, and {name} has {left, plural, one {# minute} other {# minutes}} left today.',
} as const;

/** What to do about a program that does not work. */
export const toolAdvice = {
  broken: 'Homereel found {tool}, but it does not start. {how}',
  ffmpegMissing: 'Homereel could not find ffmpeg, the program that joins and checks videos (it comes with ffprobe). {how}',
  old: 'This version is more than 90 days old. Sites change and security holes are found: {how}',
  onDebianFfmpeg: '"sudo apt install ffmpeg"',
  onDebianYtDlp: '"sudo apt install pipx", then "pipx install yt-dlp"',
  silent:
    '{file} was asked for its version and has not answered yet. Downloads wait until it does, and Homereel keeps asking. If this lasts, start it from a terminal with "--version", or reinstall it.',
  tooOld: 'yt-dlp {version} is too old to be safe: Homereel needs {minimum} or newer. To go on, {how}',
  ytDlpMissing: 'Homereel could not find yt-dlp, the program that downloads videos. {how}',
} as const;

/** What the box round the two programs means for the household. */
export const box = {
  doesNotWork:
    'yt-dlp and FFmpeg run without a box, and could read whatever you can read: this system does not let the box work.',
  leftOut:
    'This computer has a box for programs, but {programs} cannot run in it, and could read whatever you can read. A program that came with this system can.',
  notInstalled:
    'yt-dlp and FFmpeg run without a box, and could read whatever you can read. Install the package "bubblewrap", then start Homereel again.',
  off: 'yt-dlp and FFmpeg run without a box: it was turned off with HOMEREEL_BOX=off.',
  otherSystem: 'yt-dlp and FFmpeg run without a box, and could read whatever you can read: this system has none for them.',
  whole: 'yt-dlp and FFmpeg run in a box: they see the video that they work on, and the internet only through Homereel.',
  withoutNetwork:
    'yt-dlp and FFmpeg run in a box and see only the video that they work on. yt-dlp still shares the network of this computer: that would end with Python 3 in the system’s folders.',
} as const;

/** How a program comes to a computer, by its system. */
export const installTool = {
  linux: 'Install it with the package manager of this computer (on Debian or Ubuntu: {onDebian}), then check again.',
  darwin: 'Install it with Homebrew ("brew install {tool}"), then check again.',
  win32: 'Install it from a terminal with "winget install {tool}", then check again.',
  other: 'Install {tool} on this computer, then check again.',
} as const;

export const reinstallTool = {
  linux: 'Reinstall it with the package manager of this computer (on Debian or Ubuntu: {onDebian}), then check again.',
  darwin: 'Reinstall it with Homebrew ("brew install {tool}"), then check again.',
  win32: 'Reinstall it from a terminal with "winget install {tool}", then check again.',
  other: 'Reinstall {tool} on this computer, then check again.',
} as const;

export const updateYtDlp = {
  linux:
    'update it with the package manager of this computer (on Debian or Ubuntu, which keep an old one: {onDebian}; later "pipx upgrade yt-dlp"), then check again.',
  darwin: 'update it with "brew upgrade yt-dlp", then check again.',
  win32: 'update it with "winget upgrade yt-dlp", then check again.',
  other: 'update it, then check again.',
} as const;

/** Why the app cannot start. */
export const startUp = {
  busy: 'Another program is using the library’s database "{file}". Close it and start Homereel again.',
  diskError: 'The disk that holds "{file}" reports an error. Check the disk and start Homereel again.',
  diskFull: 'The disk that holds "{file}" is full. Free some space and start Homereel again.',
  folderIsLink:
    '“{folder}” is a link to another place, so Homereel does not use it. Remove the link, or choose another library folder.',
  folderOfSomebodyElse:
    '“{folder}” belongs to somebody else on this computer, so Homereel does not use it. Choose another library folder, or have that one removed by whoever owns it.',
  general: 'Homereel could not start. Your library has not been changed. Restart the computer and try again.',
  inUse: 'Homereel is already running with this library. Use the window that is open, or quit it first.',
  migrationFailed:
    'The library could not be brought up to date (step {step}). Nothing was lost: the step was undone, and a copy from before is beside the file.',
  notWritable: 'Homereel may not write to "{file}" or its folder. Allow writing there, or choose another folder.',
  title: 'Homereel cannot start',
  tooNew: 'This library was last opened by a newer version of Homereel. Update Homereel to open it; nothing was changed.',
  unreadable:
    'The library’s database "{file}" is damaged or is not a Homereel library. It was left as it is: put a backup in its place, or move it away to start afresh.',
} as const;
