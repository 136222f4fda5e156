import type { Failure } from '../../../preload/contract/errors.ts';
import { sentenceFor } from '../../words/error-sentences.ts';
import { showToast } from './messages.ts';

/** Shows why a call failed; a good answer needs no message. */
export function report(answer: { readonly ok: true } | Failure): void {
  if (!answer.ok) reportFailure(answer);
}

/** Shows a failure as a message, in a sentence for a person. */
export function reportFailure(failure: Failure): void {
  showToast({ level: 'error', text: sentenceFor(failure) });
}
