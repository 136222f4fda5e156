import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';
import type { FailureReason } from '../../preload/contract/failure-reasons.ts';
import type { MediaKind, Preset, RunPhase } from '../../preload/contract/types.ts';

/** The one button that helps: try again, or where in the app the cause can be mended. */
export type HelpingStep = 'retry' | 'open-health' | 'open-library' | 'open-settings' | 'remove';

/** What a person reads when a download did not succeed, and the step that helps most. */
export interface FailureSentence {
  readonly sentence: string;
  readonly step: HelpingStep;
}

/** One sentence and one step for every reason; a new reason without a sentence does not compile. */
export const FAILURE_SENTENCES: Readonly<Record<FailureReason, FailureSentence>> = {
  network: { sentence: 'The internet connection dropped too often. Check it, then try again.', step: 'retry' },
  timeout: { sentence: 'The site took too long to answer. It may be busy: try again in a while.', step: 'retry' },
  stalled: {
    sentence: 'The download kept standing still. The part already here is kept, so trying again continues it.',
    step: 'retry',
  },
  deadline: {
    sentence: 'It ran for hours without getting done. The part already here is kept, so trying again continues it.',
    step: 'retry',
  },
  'rate-limited': { sentence: 'The site asked us to slow down. Give it some time, then try again.', step: 'retry' },
  'bot-check': {
    sentence: 'The site wants proof that a person is asking. Try again later, it often lets us in then.',
    step: 'retry',
  },
  'not-found': { sentence: 'This video is no longer there. The owner may have taken it down.', step: 'remove' },
  private: { sentence: 'This video is private. Only people its owner invited can watch it.', step: 'remove' },
  'geo-blocked': { sentence: 'The site does not show this video in your country.', step: 'remove' },
  'age-restricted': { sentence: 'The site only shows this video to signed-in adults.', step: 'remove' },
  drm: { sentence: 'This video is copy-protected, so it cannot be saved.', step: 'remove' },
  unsupported: { sentence: 'There is no video on this page that Homereel knows how to fetch.', step: 'remove' },
  'live-not-started': { sentence: 'This live show has not started yet. Try again when it is on.', step: 'retry' },
  'disk-full': { sentence: 'The disk is full. Remove something from the library, then try again.', step: 'open-library' },
  'library-missing': {
    sentence: 'The library’s folder is not there. Plug in its disk, and downloads go on by themselves.',
    step: 'open-settings',
  },
  'no-permission': {
    sentence: 'Homereel may not write to the library folder. Check the folder in Settings.',
    step: 'open-settings',
  },
  'tool-missing': {
    sentence: 'A program that Homereel needs is missing. Household shows which one and how to get it.',
    step: 'open-health',
  },
  'tool-too-old': {
    sentence: 'The download program is too old for this site. Household shows how to update it.',
    step: 'open-health',
  },
  'tool-silent': {
    sentence: 'A program that Homereel needs does not answer. Household shows which one.',
    step: 'open-health',
  },
  'format-missing': { sentence: 'The site does not offer this video in the quality you picked.', step: 'retry' },
  corrupt: { sentence: 'The file arrived damaged, so it was not put into the library. Try again.', step: 'retry' },
  'address-refused': {
    sentence: 'The link leads to a device in your home network, which is off for safety. An adult can allow it in Settings.',
    step: 'open-settings',
  },
  internal: { sentence: 'Something went wrong inside Homereel. Try again; "What happened?" has the details.', step: 'retry' },
};

/** The same reasons while the app itself is about to try again: short, ends before a countdown. */
export const WAITING_SENTENCES: Readonly<Record<FailureReason, string>> = {
  network: 'The connection dropped.',
  timeout: 'The site did not answer.',
  stalled: 'The download stood still.',
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
  'disk-full': 'Waiting for room on the disk.',
  'library-missing': 'The library’s folder is not there. Is its disk plugged in? Until then everything waits.',
  'no-permission': 'The library folder could not be written.',
  'tool-missing': 'A needed program is missing.',
  'tool-too-old': 'The download program is too old.',
  'tool-silent': 'A needed program has not answered yet.',
  'format-missing': 'That quality was not there.',
  corrupt: 'The file arrived damaged.',
  'address-refused': 'The address is not allowed.',
  internal: 'Something went wrong.',
};

/** What a person reads when a request was refused. `own` keeps our words even when the main process sends its own sentence. */
interface ErrorSentence {
  readonly sentence: string;
  readonly own: boolean;
}

/** One sentence for every error code, each saying what to do next. */
export const ERROR_SENTENCES: Readonly<Record<ErrorCode, ErrorSentence>> = {
  'invalid-request': { sentence: 'That did not work as asked. Check what you entered and try again.', own: false },
  forbidden: { sentence: 'That is not open to you here. Pick your face again, or ask an adult.', own: false },
  'not-found': { sentence: 'That is no longer there. The list will refresh by itself.', own: false },
  conflict: { sentence: 'Something changed in the meantime. Have another look and try again.', own: false },
  'wrong-pin': { sentence: 'That PIN is not right. Try again.', own: true },
  'locked-out': { sentence: 'Too many wrong PINs. Wait a moment.', own: true },
  'last-adult': { sentence: 'A household needs at least one adult. Add another one first.', own: false },
  'invalid-url': { sentence: 'That is not a link to a web page. Copy the address of the video and paste it here.', own: true },
  'private-address': {
    sentence: 'That link leads to a device in your home network, which is off for safety. An adult can allow it in Settings.',
    own: true,
  },
  unsupported: { sentence: 'No video was found on that page. Try the page of the video itself.', own: false },
  unreachable: { sentence: 'The site could not be reached. Check the internet connection and try again.', own: true },
  'approval-needed': { sentence: 'An adult has to say yes first. Your wish is noted.', own: false },
  'quota-exceeded': { sentence: 'Your part of the disk is full. Remove something you have watched first.', own: false },
  'limit-reached': { sentence: 'That is as many as Homereel can take. Remove one first.', own: false },
  'tool-missing': {
    sentence: 'A program that Homereel needs is missing. An adult finds the way to get it under Household.',
    own: false,
  },
  'no-space': { sentence: 'There is not enough room on the disk. Remove something from the library first.', own: false },
  'read-only': { sentence: 'This cannot be changed right now, because the disk or folder is read-only.', own: false },
  internal: { sentence: 'Something went wrong inside Homereel. Try again in a moment.', own: true },
};

/** The sentence to show for a refused request; a lock-out says how long it lasts. */
export function sentenceFor(failure: Failure): string {
  const seconds = failure.detail?.retryAfterSeconds;
  if (failure.code === 'locked-out' && seconds !== undefined) return lockedOutSentence(seconds);
  const { sentence, own } = ERROR_SENTENCES[failure.code] ?? ERROR_SENTENCES.internal;
  return own || failure.message.trim() === '' ? sentence : failure.message;
}

/** "Too many wrong PINs. Try again in 42 seconds." */
export function lockedOutSentence(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole >= 120) return `Too many wrong PINs. Try again in ${Math.ceil(whole / 60)} minutes.`;
  return `Too many wrong PINs. Try again in ${whole} ${whole === 1 ? 'second' : 'seconds'}.`;
}

/** What a running download is doing, in words. */
export const PHASE_WORDS: Readonly<Record<RunPhase, string>> = {
  starting: 'Getting ready',
  probing: 'Looking at the video',
  downloading: 'Downloading',
  'post-processing': 'Putting picture and sound together',
  finalizing: 'Checking it and moving it to the library',
};

/** Quality in plain words, with what it means. */
export const PRESET_WORDS: Readonly<Record<Preset, { readonly name: string; readonly meaning: string }>> = {
  best: { name: 'Best', meaning: 'The sharpest there is, a big file' },
  good: { name: 'Good', meaning: 'Sharp on a television, a medium file' },
  small: { name: 'Small', meaning: 'Fine on a phone, a small file' },
};

export const KIND_WORDS: Readonly<Record<MediaKind, string>> = { video: 'Video', audio: 'Only sound' };
