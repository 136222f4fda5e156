import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';

/** What a person reads when a call was refused. `own` keeps our words even when the main process sends a sentence of its own. */
interface ErrorSentence {
  readonly sentence: string;
  readonly own: boolean;
}

/** One sentence for every error code, each saying what to do next. */
export const ERROR_SENTENCES: Readonly<Record<ErrorCode, ErrorSentence>> = {
  'invalid-request': { sentence: 'Something in that was not right. Check what you entered and try again.', own: false },
  forbidden: { sentence: 'You cannot do that here. Switch person, then try again.', own: false },
  'not-found': { sentence: 'That is no longer there. The list will refresh by itself.', own: false },
  conflict: { sentence: 'Something changed in the meantime. Check it, then try again.', own: false },
  'wrong-pin': { sentence: 'That PIN is not right. Try again.', own: true },
  'pin-needed': { sentence: 'That needs your PIN. Try again and enter it.', own: true },
  'locked-out': { sentence: 'Too many wrong PINs. Wait a moment.', own: true },
  'last-adult': { sentence: 'A household needs at least one adult. Add another one first.', own: false },
  'invalid-url': { sentence: 'That is not a link to a web page. Copy the link of the video and paste it here.', own: true },
  'private-address': {
    sentence: 'That link leads to a device in your home network. Such links are off for safety; Settings can allow them.',
    own: true,
  },
  unsupported: { sentence: 'No video was found on that page. Try the page of the video itself.', own: false },
  unreachable: { sentence: 'The site could not be reached. Check the internet connection and try again.', own: true },
  'approval-needed': { sentence: 'A grown-up has to say yes first. Your request was sent.', own: false },
  'quota-exceeded': { sentence: 'Your part of the disk is full. Remove something you have watched first.', own: false },
  'limit-reached': { sentence: 'That is as many as Homereel can take. Remove one first.', own: false },
  'tool-missing': {
    sentence: 'A program that Homereel needs is missing. Household, Health shows how to install it.',
    own: false,
  },
  'no-space': { sentence: 'There is not enough space on the disk. Remove something from the library first.', own: false },
  'read-only': { sentence: 'This cannot be changed right now, because the disk or folder is read-only.', own: false },
  internal: { sentence: 'Something went wrong inside Homereel. Try again in a moment.', own: true },
};

/** Chooses the sentence to show for a refused call; a lock-out says how long it lasts. */
export function sentenceFor(failure: Failure): string {
  const seconds = failure.detail?.retryAfterSeconds;
  if (failure.code === 'locked-out' && seconds !== undefined) return lockedOutSentence(seconds);
  const { sentence, own } = ERROR_SENTENCES[failure.code] ?? ERROR_SENTENCES.internal;
  return own || failure.message.trim() === '' ? sentence : failure.message;
}

/** Says how long a lock-out lasts: "Too many wrong PINs. Try again in 42 seconds." */
export function lockedOutSentence(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole >= 120) return `Too many wrong PINs. Try again in ${Math.ceil(whole / 60)} minutes.`;
  return `Too many wrong PINs. Try again in ${whole} ${whole === 1 ? 'second' : 'seconds'}.`;
}
