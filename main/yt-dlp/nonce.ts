import { randomBytes } from 'node:crypto';

/** A mark that no page can guess: `~`, 12 base64url characters, `~`. Fresh for each process. */
export function createNonce(): string {
  return `~${randomBytes(9).toString('base64url')}~`;
}
