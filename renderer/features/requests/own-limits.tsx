import type { DailyUse, ProfileLimits } from '../../../preload/contract/household.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import { useAnswer } from '../../store/border/use-answer.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { formatBytes } from '../../words/format.ts';
import { todayWords } from '../../words/limit-words.ts';
import styles from './requests-page.module.css';

interface OwnLimitsProps {
  readonly profile: Profile;
  readonly limits: ProfileLimits;
  readonly today: DailyUse;
}

/** Says what a child may still add today, and how full their part of the disk is. */
export function OwnLimits({ profile, limits, today }: OwnLimitsProps) {
  const { value: storage } = useAnswer('profiles:storage', { profileId: profile.id }, ['library:changed', 'profiles:changed']);
  const left = todayWords(limits, today);
  const quota = storage?.quotaBytes ?? null;
  return (
    <Panel title="For you">
      <div className={styles['lines']}>
        {left && <p className={styles['big']}>{left}</p>}
        <p className={styles['soft']}>
          {limits.needsApproval ? 'A grown-up checks new videos first.' : 'You can add videos without asking.'}
        </p>
        {storage && quota !== null && quota > 0 && (
          <>
            <ProgressBar name="Your space used" percent={(storage.usedBytes / quota) * 100} />
            <p className={styles['soft']}>
              {formatBytes(storage.usedBytes)} of {formatBytes(quota)} used.
              {storage.level === 'full' && ' It is full: remove something you have watched to make space.'}
              {storage.level === 'nearly-full' && ' It is nearly full.'}
            </p>
          </>
        )}
      </div>
    </Panel>
  );
}
