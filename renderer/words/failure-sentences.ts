import { FAILURE_REASONS, type FailureReason } from '../../preload/contract/failure-reasons.ts';
import { HOLDS, type WaitReason } from '../../preload/contract/hold-reasons.ts';

/** The one button that helps: try again, or where in the app the cause can be mended. */
export type HelpingStep = 'retry' | 'open-health' | 'open-library' | 'open-settings' | 'remove';

/** What a person reads when a download did not succeed, and the step that helps most. */
export interface FailureSentence {
  readonly sentence: string;
  readonly step: HelpingStep;
}

/** One sentence and one step for every reason; a new reason without a sentence does not compile. */
export const FAILURE_SENTENCES: Readonly<Record<FailureReason, FailureSentence>> = {
  network: { sentence: 'The internet connection dropped too often. Check it, then try again.', step: 'retry' },
  timeout: { sentence: 'The site took too long to answer. It may be busy: try again in a while.', step: 'retry' },
  stalled: {
    sentence: 'The download kept stalling. The part already here is kept, so trying again continues it.',
    step: 'retry',
  },
  deadline: {
    sentence: 'It ran for hours without finishing. The part already here is kept, so trying again continues it.',
    step: 'retry',
  },
  'rate-limited': { sentence: 'The site asked us to slow down. Give it some time, then try again.', step: 'retry' },
  'bot-check': {
    sentence: 'The site is checking for robots. Try again later; that often works.',
    step: 'retry',
  },
  'not-found': { sentence: 'This video is no longer there. The owner may have taken it down.', step: 'remove' },
  private: { sentence: 'This video is private. Only people its owner invited can watch it.', step: 'remove' },
  'geo-blocked': { sentence: 'The site does not show this video in your country.', step: 'remove' },
  'age-restricted': { sentence: 'The site only shows this video to people who sign in and are old enough.', step: 'remove' },
  drm: { sentence: 'This video is copy-protected, so it cannot be saved.', step: 'remove' },
  unsupported: { sentence: 'Homereel could not find a video on this page.', step: 'remove' },
  'live-not-started': { sentence: 'This live show has not started yet. Try again when it is on.', step: 'retry' },
  'no-permission': {
    sentence: 'Homereel is not allowed to write to the library folder. Check the folder in Settings.',
    step: 'open-settings',
  },
  'too-large': { sentence: 'This video is larger than the disk that the library is on.', step: 'remove' },
  'tool-missing': {
    sentence: 'A program that Homereel needs is missing. Household shows which one and how to get it.',
    step: 'open-health',
  },
  'tool-too-old': {
    sentence: 'The download program is too old for this site. Household shows how to update it.',
    step: 'open-health',
  },
  'format-missing': { sentence: 'The site does not offer this video in the quality you picked.', step: 'retry' },
  corrupt: { sentence: 'The file arrived damaged, so it was not put into the library. Try again.', step: 'retry' },
  'address-refused': {
    sentence: 'The link leads to a device in your home network. Such links are off for safety; Settings can allow them.',
    step: 'open-settings',
  },
  internal: { sentence: 'Something went wrong inside Homereel. Try again; "What happened?" has the details.', step: 'retry' },
};

/** Finds what a person reads about a failed download, and the step that helps. */
export function failureSentence(reason: WaitReason = 'internal'): FailureSentence {
  if (isFailureReason(reason)) return FAILURE_SENTENCES[reason];
  const { sentence, help } = HOLDS[reason];
  return { sentence, step: `open-${help}` };
}

/** The same reasons while the app itself is about to try again: short, ends before a countdown. */
export const WAITING_SENTENCES: Readonly<Record<FailureReason, string>> = {
  network: 'The connection dropped.',
  timeout: 'The site did not answer.',
  stalled: 'The download stood still.',
  deadline: 'It took too long.',
  'rate-limited': 'The site asked us to slow down.',
  'bot-check': 'The site wants a pause.',
  'not-found': 'The video was not there.',
  private: 'The video is private.',
  'geo-blocked': 'Not shown in your country.',
  'age-restricted': 'Only for signed-in adults.',
  drm: 'The video is copy-protected.',
  unsupported: 'No video was found there.',
  'live-not-started': 'The live show has not started.',
  'no-permission': 'The library folder could not be written.',
  'tool-missing': 'A needed program is missing.',
  'tool-too-old': 'The download program is too old.',
  'format-missing': 'That quality was not there.',
  corrupt: 'The file arrived damaged.',
  'too-large': 'Larger than the disk.',
  'address-refused': 'The address is not allowed.',
  internal: 'Something went wrong.',
};

const isFailureReason = (reason: WaitReason): reason is FailureReason => FAILURE_REASONS.some((own) => own === reason);
