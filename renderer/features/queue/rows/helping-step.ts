import type { QueueItem, Role } from '../../../../preload/contract/types.ts';
import { cancelDownload, retryDownload } from '../../../store/queue/queue-actions.ts';
import { goTo } from '../../../store/window/page-address.ts';
import { failureSentence, type HelpingStep } from '../../../words/failure-sentences.ts';
import { type PhraseKey, say } from '../../../words/say.ts';

const STEP_NAMES = {
  retry: 'button.tryAgain',
  'open-health': 'item.openHealth',
  'open-library': 'item.openLibrary',
  'open-settings': 'item.openSettings',
  remove: 'button.remove',
} as const satisfies Readonly<Record<HelpingStep, PhraseKey>>;

/** Names a step on its button. */
export const stepLabel = (step: HelpingStep): string => say(STEP_NAMES[step]);

/** Picks the step that helps this person most with a failed download. Pages that a child cannot open are not offered to one. */
export function helpingStep({ reason = 'internal' }: Pick<QueueItem, 'reason'>, role: Role | undefined): HelpingStep {
  const { step } = failureSentence(reason);
  const needsAdult = step === 'open-health' || step === 'open-settings';
  return needsAdult && role !== 'adult' ? 'remove' : step;
}

/** Takes a helping step: acts on the video, or goes where the cause can be mended. */
export function takeHelpingStep(step: HelpingStep, videoId: string): void {
  switch (step) {
    case 'retry':
      void retryDownload(videoId);
      return;
    case 'remove':
      void cancelDownload(videoId);
      return;
    case 'open-health':
      return goTo('household', 'health');
    case 'open-library':
      return goTo('library');
    case 'open-settings':
      return goTo('settings');
  }
}
