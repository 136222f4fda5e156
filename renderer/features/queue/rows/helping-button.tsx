import type { QueueItem } from '../../../../preload/contract/types.ts';
import { useActiveProfile } from '../../../store/window/acting-profile.ts';
import { Button } from '../../../ui/controls/button.tsx';
import type { HelpingStep } from '../../../words/failure-sentences.ts';
import { say } from '../../../words/say.ts';
import { helpingStep, stepLabel, takeHelpingStep } from './helping-step.ts';

/** Offers the one step that helps with a failed download. */
export function HelpingButton({ item }: { readonly item: QueueItem }) {
  const step = helpingStep(item, useActiveProfile()?.role);
  return (
    <Button variant="primary" aria-label={nameOf(step, item.title)} onClick={() => takeHelpingStep(step, item.videoId)}>
      {stepLabel(step)}
    </Button>
  );
}

/** Buttons that act on the item say on which; those that only lead elsewhere do not need to. */
function nameOf(step: HelpingStep, title: string): string | undefined {
  if (step === 'retry') return say('item.tryAgain', { title });
  return step === 'remove' ? say('item.remove', { title }) : undefined;
}
