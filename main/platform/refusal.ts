import type { Said } from '../../phrasebook/said.ts';
import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';

/**
 * An expected "no": thrown by a service, turned into the failure envelope at the border. `message` is a plain sentence that
 * a person may read; anything else that is thrown becomes `internal` and its text goes to the log only.
 */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly detail: Failure['detail'];
  /** What it says, to be said in another language; undefined for what only a programmer's mistake brings about. */
  readonly phrase: Failure['phrase'];

  constructor(code: ErrorCode, message: string | Said, detail?: Failure['detail']) {
    super(typeof message === 'string' ? message : message.text);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
    this.phrase = typeof message === 'string' ? undefined : message.phrase;
  }
}
