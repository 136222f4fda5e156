import { useHealth } from '../../../store/household/health.ts';
import { Problem } from '../../../ui/controls/field.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { sentenceFor } from '../../../words/error-sentences.ts';
import { say } from '../../../words/say.ts';
import styles from '../household-page.module.css';
import { OpenDoors } from '../open-doors-panel.tsx';
import { CoolDownPanel, DiskPanel, HoldPanel, RepairPanel, RunsPanel, ToolsPanel } from './health-panels.tsx';

/** Shows whether everything works: programs, disk, what runs, what was repaired. */
export function HealthPart() {
  const { health, failure } = useHealth();
  return (
    <>
      {failure && <Problem>{sentenceFor(failure)}</Problem>}
      {!health && !failure && <ProgressBar name={say('health.checking')} percent={undefined} />}
      {health && (
        <div className={styles['columns']}>
          <div className={styles['column']}>
            <OpenDoors />
            <HoldPanel health={health} />
            <ToolsPanel health={health} />
            <DiskPanel health={health} />
          </div>
          <div className={styles['column']}>
            <CoolDownPanel health={health} />
            <RunsPanel health={health} />
            <RepairPanel health={health} />
          </div>
        </div>
      )}
    </>
  );
}
