import { ERROR_CODES, type ErrorCode, type Failure } from '../../preload/contract/errors.ts';
import { say, tell } from './say.ts';

/** Codes of which the window knows best what to say; for the others the main process knows more. */
const OWN_WORDS: ReadonlySet<ErrorCode> = new Set([
  'wrong-pin',
  'pin-needed',
  'locked-out',
  'invalid-url',
  'private-address',
  'internal',
]);

/** Chooses the sentence to show for a refused call; a lock-out says how long it lasts. */
export function sentenceFor({ code, message, detail, phrase }: Failure): string {
  const seconds = detail?.retryAfterSeconds;
  if (code === 'locked-out' && seconds !== undefined) return lockedOutSentence(seconds);
  const known = ERROR_CODES.find((own) => own === code) ?? 'internal';
  // What was said in English only is worth less to somebody else than a general sentence in their own language.
  const told = OWN_WORDS.has(known) ? undefined : tell(message, phrase);
  return told ?? say(`error.${known}`);
}

/** Says how long a lock-out lasts: "Too many wrong PINs. Try again in 42 seconds." */
export function lockedOutSentence(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return whole >= 120 ? say('lockedOut.minutes', { count: Math.ceil(whole / 60) }) : say('lockedOut.seconds', { count: whole });
}
