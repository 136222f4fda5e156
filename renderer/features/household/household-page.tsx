import { useHealth } from '../../store/health.ts';
import { Problem } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { sentenceFor } from '../../ui/sentences.ts';
import { ActivityTimeline } from './activity-timeline.tsx';
import { CoolDownPanel, DiskPanel, RepairPanel, RunsPanel, ToolsPanel } from './health-panels.tsx';
import styles from './household-page.module.css';
import { People } from './people.tsx';

/** For adults: who lives here, whether everything works, and what happened when. */
export function HouseholdPage() {
  const { health, failure } = useHealth();
  return (
    <Page title="Household">
      {failure && <Problem>{sentenceFor(failure)}</Problem>}
      {!health && !failure && <ProgressBar name="Looking at everything" percent={undefined} />}
      <div className={styles['grid']}>
        <div className={styles['column']}>
          <People />
          {health && (
            <>
              <ToolsPanel health={health} />
              <DiskPanel health={health} />
            </>
          )}
        </div>
        <div className={styles['column']}>
          {health && (
            <>
              <CoolDownPanel health={health} />
              <RunsPanel health={health} />
              <RepairPanel health={health} />
            </>
          )}
        </div>
        <div className={styles['column']}>
          <ActivityTimeline />
        </div>
      </div>
    </Page>
  );
}
