import { useAnswer } from '../../../store/border/use-answer.ts';
import { actingProfileId } from '../../../store/window/acting-profile.ts';
import { Problem } from '../../../ui/controls/field.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { sentenceFor } from '../../../words/error-sentences.ts';
import { say } from '../../../words/say.ts';
import styles from '../household-page.module.css';
import { SafeToFreePanel } from './safe-to-free-panel.tsx';
import { StorageChart } from './storage-chart.tsx';
import { TrashPanel } from './trash-panel.tsx';

/** Shows who uses how much space, what can go, and what is in the trash. */
export function StoragePart() {
  const { value, failure } = useAnswer('household:storage', { profileId: actingProfileId() }, [
    'library:changed',
    'profiles:changed',
  ]);
  return (
    <>
      {failure && <Problem>{sentenceFor(failure)}</Problem>}
      {!value && !failure && <ProgressBar name={say('storage.adding')} percent={undefined} />}
      <div className={styles['columns']}>
        {value && <StorageChart storage={value} />}
        <div className={styles['column']}>
          <SafeToFreePanel profileId={actingProfileId()} />
          <TrashPanel />
        </div>
      </div>
    </>
  );
}
