/** What a running download is doing. */
export const phase = {
  starting: 'Getting ready',
  probing: 'Checking the video',
  downloading: 'Downloading',
  'post-processing': 'Joining video and sound',
  finalizing: 'Checking it and moving it to the library',
} as const;

/** Quality in plain words. */
export const preset = {
  best: 'Best',
  good: 'Good',
  small: 'Small',
} as const;

export const presetMeaning = {
  best: 'The sharpest there is, a large file',
  good: 'Looks sharp on a TV, a medium-sized file',
  small: 'Fine on a phone, a small file',
} as const;

export const kind = {
  video: 'Video',
  audio: 'Audio only',
} as const;

/** Why a download did not succeed, and what to do about it. */
export const failure = {
  network: 'The internet connection dropped too often. Check it, then try again.',
  timeout: 'The site took too long to answer. It may be busy: try again in a while.',
  stalled: 'The download kept stalling. The part already here is kept, so trying again continues it.',
  deadline: 'It ran for hours without finishing. The part already here is kept, so trying again continues it.',
  'rate-limited': 'The site asked us to slow down. Give it some time, then try again.',
  'bot-check': 'The site is checking for robots. Try again later; that often works.',
  'not-found': 'This video is no longer there. The owner may have taken it down.',
  private: 'This video is private. Only people its owner invited can watch it.',
  'geo-blocked': 'The site doesn’t show this video in your country.',
  'age-restricted': 'The site only shows this video to people who sign in and are old enough.',
  drm: 'This video is copy-protected, so it can’t be saved.',
  unsupported: 'Homereel couldn’t find a video on this page.',
  'live-not-started': 'This live show hasn’t started yet. Try again when it is on.',
  'no-permission': 'Homereel isn’t allowed to save to the library folder. Check the folder in Settings.',
  'too-large': 'This video is larger than the disk that the library is on.',
  'tool-missing': 'A program that Homereel needs is missing. Household shows which one and how to get it.',
  'tool-too-old': 'The download program is too old for this site. Household shows how to update it.',
  'format-missing': 'The site doesn’t offer this video in the quality you picked.',
  corrupt: 'The file arrived damaged, so it was not put into the library. Try again.',
  'address-refused':
    'The link, or what its page loads, leads to a device in your home network. That is off for safety; Settings can allow it.',
  internal: 'Something went wrong inside Homereel. Try again; “What happened?” has the details.',
} as const;

/** The same reasons while the app itself is about to try again: short, before a countdown. */
export const waiting = {
  network: 'The connection dropped.',
  timeout: 'The site didn’t answer.',
  stalled: 'The download stalled.',
  deadline: 'It took too long.',
  'rate-limited': 'The site asked us to slow down.',
  'bot-check': 'The site wants a pause.',
  'not-found': 'The video was not there.',
  private: 'The video is private.',
  'geo-blocked': 'Not shown in your country.',
  'age-restricted': 'Only for signed-in adults.',
  drm: 'The video is copy-protected.',
  unsupported: 'No video was found there.',
  'live-not-started': 'The live show has not started.',
  'no-permission': 'The library folder could not be written.',
  'too-large': 'Larger than the disk.',
  'tool-missing': 'A needed program is missing.',
  'tool-too-old': 'The download program is too old.',
  'format-missing': 'That quality was not there.',
  corrupt: 'The file arrived damaged.',
  'address-refused': 'The address is not allowed.',
  internal: 'Something went wrong.',
} as const;

/** What this computer or the household lacks, so that everything waits. */
export const hold = {
  'library-missing': 'Can’t find the library folder. Is its drive plugged in?',
  'library-not-writable': 'Homereel isn’t allowed to save to the library folder.',
  'disk-full': 'Waiting for space on the disk.',
  'tool-missing': 'A program that Homereel needs is missing.',
  'tool-too-old': 'A program that Homereel needs is too old.',
  'tool-silent': 'A program that Homereel needs does not answer.',
  offline: 'No internet connection. Everything waits.',
  'download-hours': 'Waiting for the download hours.',
} as const;

/** When what waits goes on. */
export const goesOn = {
  allAtTime: 'Downloads continue {time}.',
  allByThemselves: 'Downloads continue by themselves.',
  atTime: 'It continues {time}.',
  byItself: 'It continues by itself.',
  anyMoment: 'Trying again any moment.',
  in: 'Trying again in {countdown}.',
} as const;

/** What cancelling and removing did. */
export const cancelled = {
  forOneButOthers:
    'Cancelled for {name}. {count, plural, one {{others} still wants} other {{others} still want}} it, so it keeps going.',
  forOneButSomeone: 'Cancelled for {name}. It keeps going for someone else.',
  removed: 'Removed from the library.',
  removedForOne: 'Removed for {name}. {count, plural, one {{others} still has} other {{others} still have}} it.',
  removedVideos: 'Removed {count, plural, one {# video} other {# videos}}.',
  stopped: 'Cancelled. The part already downloaded is kept.',
  videos: 'Cancelled {count, plural, one {# video} other {# videos}}.',
  videosAllKept:
    'Cancelled {count, plural, one {# video. Someone else still wants it, so it keeps going} other {# videos. Someone else still wants them, so they keep going}}.',
  videosSomeKept:
    'Cancelled {count, plural, one {# video} other {# videos}}. {kept, number} of them keep going, because someone else wants them.',
  you: 'you',
} as const;

/** A call that was refused, by its code. */
export const error = {
  'invalid-request': 'Something in that wasn’t right. Check what you entered and try again.',
  forbidden: 'You can’t do that here. Ask a grown-up, or switch person.',
  'not-found': 'That is no longer there. The list will refresh by itself.',
  conflict: 'Something changed in the meantime. Check it, then try again.',
  'wrong-pin': 'That PIN is not right. Try again.',
  'wrong-code': 'What you entered is not right. Check each letter and try again.',
  'pin-needed': 'That needs your PIN. Try again and enter it.',
  'locked-out': 'Too many wrong PINs. Wait a moment.',
  'last-adult': 'A household needs at least one adult. Add another one first.',
  'invalid-url': 'That is not a link to a web page. Copy the link of the video and paste it here.',
  'private-address': 'That link leads to a device in your home network. Such links are off for safety; Settings can allow them.',
  unsupported: 'No video was found on that page. Try the page of the video itself.',
  unreachable: 'The site could not be reached. Check the internet connection and try again.',
  'approval-needed': 'A grown-up has to say yes first. Your request was sent.',
  'quota-exceeded': 'Your part of the disk is full. Remove something you have watched first.',
  'limit-reached': 'That is as many as Homereel can take. Remove one first.',
  'tool-missing': 'A program that Homereel needs is missing. Household, Health shows how to install it.',
  'no-space': 'There is not enough space on the disk. Remove something from the library first.',
  'read-only': 'This can’t be changed right now, because the disk or folder is read-only.',
  internal: 'Something went wrong inside Homereel. Try again in a moment.',
} as const;

/** How long a lock-out lasts. */
export const lockedOut = {
  minutes: 'Too many wrong PINs. Try again in {count, plural, one {# minute} other {# minutes}}.',
  seconds: 'Too many wrong PINs. Try again in {count, plural, one {# second} other {# seconds}}.',
} as const;
