import { FAILURE_REASONS, type FailureReason } from '../../preload/contract/failure-reasons.ts';
import { HOLDS, type WaitReason } from '../../preload/contract/hold-reasons.ts';
import { say } from './say.ts';

/** The one button that helps: try again, or where in the app the cause can be mended. */
export type HelpingStep = 'retry' | 'open-health' | 'open-library' | 'open-settings' | 'remove';

/** What a person reads when a download did not succeed, and the step that helps most. */
export interface FailureSentence {
  readonly sentence: string;
  readonly step: HelpingStep;
}

/** One step for every reason; a new reason without one, or without its phrase, does not compile. */
const STEPS: Readonly<Record<FailureReason, HelpingStep>> = {
  network: 'retry',
  timeout: 'retry',
  stalled: 'retry',
  deadline: 'retry',
  'rate-limited': 'retry',
  'bot-check': 'retry',
  'not-found': 'remove',
  private: 'remove',
  'geo-blocked': 'remove',
  'age-restricted': 'remove',
  drm: 'remove',
  unsupported: 'remove',
  'live-not-started': 'retry',
  'no-permission': 'open-settings',
  'too-large': 'remove',
  'tool-missing': 'open-health',
  'tool-too-old': 'open-health',
  'format-missing': 'retry',
  corrupt: 'retry',
  'address-refused': 'open-settings',
  internal: 'retry',
};

/** Finds what a person reads about a failed download, and the step that helps. */
export function failureSentence(reason: WaitReason = 'internal'): FailureSentence {
  if (isFailureReason(reason)) return { sentence: say(`failure.${reason}`), step: STEPS[reason] };
  return { sentence: say(`hold.${reason}`), step: `open-${HOLDS[reason].help}` };
}

/** Says the same while the app itself is about to try again: short, before a countdown. */
export const waitingSentence = (reason: FailureReason): string => say(`waiting.${reason}`);

const isFailureReason = (reason: WaitReason): reason is FailureReason => FAILURE_REASONS.some((own) => own === reason);
