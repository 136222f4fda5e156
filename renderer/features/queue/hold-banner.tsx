import { useQueueHold } from '../../store/queue/queue-store.ts';
import { useActiveProfile } from '../../store/window/acting-profile.ts';
import { Button } from '../../ui/controls/button.tsx';
import { holdingAllSentence } from '../../words/hold-sentences.ts';
import styles from './hold-banner.module.css';
import { helpingStep, stepLabel, takeHelpingStep } from './rows/helping-step.ts';

/** Says once, over the whole queue, why nothing starts, with the one button that helps. */
export function HoldBanner() {
  const hold = useQueueHold();
  const role = useActiveProfile()?.role;
  if (hold === undefined) return null;
  const step = helpingStep(hold, role);
  return (
    <div className={styles['banner']} role="status">
      <p>{holdingAllSentence(hold.reason, hold.endsAt)}</p>
      {/* What holds everything cannot be removed: a child waits until somebody helps. */}
      {step !== 'remove' && (
        <Button variant="plain" onClick={() => takeHelpingStep(step, '')}>
          {stepLabel(step)}
        </Button>
      )}
    </div>
  );
}
