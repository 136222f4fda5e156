import type { FailureReason } from '../../../preload/contract/failure-reasons.ts';
import type { Timings } from '../../settings/timings.ts';

/** Says what to do about a failure: try again after a while, wait for the site, or give up. */
export type RetryDecision =
  | { readonly kind: 'retry'; readonly delayMs: number }
  | { readonly kind: 'cool-down' }
  | { readonly kind: 'give-up' };

type Rule = { readonly retries: number } | 'cool-down';

/** How often each reason is tried again; 0: trying again cannot help. */
const rules: Record<FailureReason, Rule> = {
  network: { retries: 5 },
  timeout: { retries: 5 },
  stalled: { retries: 3 },
  deadline: { retries: 1 },
  'rate-limited': 'cool-down',
  'bot-check': 'cool-down',
  'not-found': { retries: 0 },
  private: { retries: 0 },
  'geo-blocked': { retries: 0 },
  'age-restricted': { retries: 0 },
  drm: { retries: 0 },
  unsupported: { retries: 0 },
  'live-not-started': { retries: 20 },
  'no-permission': { retries: 0 },
  'too-large': { retries: 0 },
  // A program that is really gone holds the queue before the next run; one that only says so runs out of attempts.
  'tool-missing': { retries: 2 },
  'tool-too-old': { retries: 0 },
  'format-missing': { retries: 0 },
  corrupt: { retries: 2 },
  'address-refused': { retries: 0 },
  internal: { retries: 2 },
};

/**
 * Decides from the reason and the number of attempts that have been made (1 = this was the first). The pause doubles with each
 * attempt up to its limit; `random` (0 to 1) spreads it by ±20 %, so that simultaneous failures do not retry in lockstep.
 */
export function decideRetry(reason: FailureReason, attempts: number, timings: Timings, random: () => number): RetryDecision {
  const rule = rules[reason];
  if (rule === 'cool-down') return { kind: rule };
  if (attempts > rule.retries) return { kind: 'give-up' };
  const pauseMs = Math.min(timings.backoffMaxMs, timings.backoffFirstMs * 2 ** Math.max(0, attempts - 1));
  return { kind: 'retry', delayMs: Math.round(pauseMs * (0.8 + 0.4 * random())) };
}
