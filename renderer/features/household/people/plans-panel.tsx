import { useState } from 'react';
import type { PlannedChange } from '../../../../preload/contract/household.ts';
import { useAnswer } from '../../../store/border/use-answer.ts';
import { planChange, useProfiles } from '../../../store/window/acting-profile.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Problem } from '../../../ui/controls/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { sentenceFor } from '../../../words/error-sentences.ts';
import { formatMoment, isolated } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import styles from './people-part.module.css';

/** Says what is planned for adults who have a PIN, and when; nothing when nothing is. */
export function PlansPanel() {
  const profiles = useProfiles();
  const { value } = useAnswer('profiles:plans', {}, ['profiles:changed']);
  const [problem, setProblem] = useState<string>();
  const plans = value?.plans ?? [];
  if (plans.length === 0) return null;
  const nameOf = ({ profileId }: PlannedChange): string => isolated(profiles.find(({ id }) => id === profileId)?.name ?? '');
  const takeBack = async (plan: PlannedChange) => {
    const answer = await planChange({ profileId: plan.profileId, change: null });
    setProblem(answer.ok ? undefined : sentenceFor(answer));
  };
  return (
    <Panel title={say('plan.panel')}>
      {plans.map((plan) => (
        <div key={plan.profileId} className={styles['planned']}>
          <p>{say(`planned.${plan.change}`, { name: nameOf(plan), when: formatMoment(plan.dueAt, Date.now()) })}</p>
          <Button variant="quiet" onClick={() => void takeBack(plan)}>
            {say('plan.takeBack')}
          </Button>
        </div>
      ))}
      {problem && <Problem>{problem}</Problem>}
    </Panel>
  );
}
