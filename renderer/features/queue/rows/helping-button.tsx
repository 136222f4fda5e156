import type { QueueItem } from '../../../../preload/contract/types.ts';
import { cancelDownload, retryDownload } from '../../../store/queue/queue-actions.ts';
import { useActiveProfile } from '../../../store/window/acting-profile.ts';
import { goTo } from '../../../store/window/page-address.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { FAILURE_SENTENCES, type HelpingStep } from '../../../words/sentences.ts';

const LABELS: Readonly<Record<HelpingStep, string>> = {
  retry: 'Try again',
  'open-health': 'Open Household',
  'open-library': 'Make room',
  'open-settings': 'Open Settings',
  remove: 'Remove',
};

/** The one button that helps with a failed download. Pages a child cannot open are not offered to one. */
export function HelpingButton({ item }: { readonly item: QueueItem }) {
  const adult = useActiveProfile()?.role === 'adult';
  const wanted = FAILURE_SENTENCES[item.reason ?? 'internal'].step;
  const needsAdult = wanted === 'open-health' || wanted === 'open-settings';
  const step: HelpingStep = needsAdult && !adult ? 'remove' : wanted;
  return (
    <Button look="primary" aria-label={nameOf(step, item.title)} onClick={() => take(step, item.videoId)}>
      {LABELS[step]}
    </Button>
  );
}

/** Buttons that act on the item say on which; those that only lead elsewhere do not need to. */
function nameOf(step: HelpingStep, title: string): string | undefined {
  return step === 'retry' || step === 'remove' ? `${LABELS[step]} ${title}` : undefined;
}

function take(step: HelpingStep, videoId: string): void {
  switch (step) {
    case 'retry':
      void retryDownload(videoId);
      return;
    case 'remove':
      void cancelDownload(videoId);
      return;
    case 'open-health':
      return goTo('household');
    case 'open-library':
      return goTo('library');
    case 'open-settings':
      return goTo('settings');
  }
}
