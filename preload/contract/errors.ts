import type { FreeableVideo } from './household.ts';
import type { SpokenPhrase } from './spoken-phrase.ts';

/** Every error code that can cross the border. Closed: a new one is added here, with its sentence in the phrasebook. */
export const ERROR_CODES = [
  'invalid-request',
  'forbidden',
  'not-found',
  'conflict',
  'wrong-pin',
  'wrong-code',
  'pin-needed',
  'locked-out',
  'last-adult',
  'invalid-url',
  'private-address',
  'unsupported',
  'unreachable',
  'approval-needed',
  'quota-exceeded',
  'limit-reached',
  'tool-missing',
  'no-space',
  'read-only',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What a window may show beside a failure's sentence; times are epoch milliseconds. */
export interface FailureDetail {
  readonly retryAfterSeconds?: number;
  readonly videoId?: string;
  /** `approval-needed`: the request that an adult now sees. */
  readonly requestId?: string;
  /** `limit-reached`: when the daily limit is fresh again. */
  readonly worksAgainAt?: number;
  /** `quota-exceeded`: the numbers, and what this person could remove without missing it. `neededBytes` is 0 when not known. */
  readonly storage?: {
    readonly usedBytes: number;
    readonly quotaBytes: number;
    readonly neededBytes: number;
    readonly safeToFree: readonly FreeableVideo[];
  };
}

/** What a failed call carries. `message` is a plain sentence for a person; `detail` holds numbers the window may show. */
export interface Failure {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail?: FailureDetail;
  /** The same as `message`, to be said in another language. */
  readonly phrase?: SpokenPhrase;
}

/** The envelope of every answer: never `undefined`, never a thrown string. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | Failure;
