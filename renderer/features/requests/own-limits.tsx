import type { DailyUse, ProfileLimits } from '../../../preload/contract/household.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import { useAnswer } from '../../store/border/use-answer.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { formatBytes } from '../../words/format.ts';
import { todayWords } from '../../words/limit-words.ts';
import { say } from '../../words/say.ts';
import styles from './requests-page.module.css';

/** What a child is told of their part of the disk, by how full it is. */
const LEVEL_WORDS = { ok: 'yourDay.used', 'nearly-full': 'yourDay.nearlyFull', full: 'yourDay.full' } as const;

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
    <Panel title={say('yourDay.name')}>
      <div className={styles['lines']}>
        {left && <p className={styles['big']}>{left}</p>}
        <p className={styles['soft']}>{say(limits.needsApproval ? 'yourDay.checkedFirst' : 'yourDay.withoutAsking')}</p>
        {storage && quota !== null && quota > 0 && (
          <>
            <ProgressBar name={say('quota.used')} percent={(storage.usedBytes / quota) * 100} />
            <p className={styles['soft']}>
              {say(LEVEL_WORDS[storage.level], { part: formatBytes(storage.usedBytes), whole: formatBytes(quota) })}
            </p>
          </>
        )}
      </div>
    </Panel>
  );
}
