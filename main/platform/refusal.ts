import type { ErrorCode, Failure } from '../../preload/contract/errors.ts';

/**
 * An expected "no": thrown by a service, turned into the failure envelope at the border. `message` is a plain sentence that
 * a person may read; anything else that is thrown becomes `internal` and its text goes to the log only.
 */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly detail: Failure['detail'];

  constructor(code: ErrorCode, message: string, detail?: Failure['detail']) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}
