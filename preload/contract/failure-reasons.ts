/**
 * Why a download did not succeed: the closed set that the row, the activity log and the window share.
 * The retry rule of each is in `main/downloads/run/retry-policy.ts`, its sentences for people in the phrasebook.
 */
export const FAILURE_REASONS = [
  'network',
  'timeout',
  'stalled',
  'deadline',
  'rate-limited',
  'bot-check',
  'not-found',
  'private',
  'geo-blocked',
  'age-restricted',
  'drm',
  'unsupported',
  'live-not-started',
  'no-permission',
  'too-large',
  'tool-missing',
  'tool-too-old',
  'format-missing',
  'corrupt',
  'address-refused',
  'internal',
] as const;

export type FailureReason = (typeof FAILURE_REASONS)[number];
