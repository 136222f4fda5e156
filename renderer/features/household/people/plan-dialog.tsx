import { useState } from 'react';
import { OWNER_CHANGES, type OwnerChange } from '../../../../preload/contract/household.ts';
import type { Profile } from '../../../../preload/contract/types.ts';
import { planChange } from '../../../store/window/acting-profile.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Choice } from '../../../ui/controls/choice.tsx';
import { Problem } from '../../../ui/controls/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { sentenceFor } from '../../../words/error-sentences.ts';
import { isolated } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import styles from './people-part.module.css';

/** Plans what an adult with a PIN can stop for a day: for a household whose adult has lost PIN and recovery code, or has moved out. */
export function PlanDialog({ profile, onClose }: { readonly profile: Profile; readonly onClose: () => void }) {
  const [change, setChange] = useState<OwnerChange>('remove-pin');
  const [problem, setProblem] = useState<string>();
  const name = isolated(profile.name);
  const plan = async () => {
    const answer = await planChange({ profileId: profile.id, change });
    if (answer.ok) onClose();
    else setProblem(sentenceFor(answer));
  };
  return (
    <Dialog
      title={say('plan.title', { name })}
      description={say('plan.hint', { name })}
      onClose={onClose}
      foot={
        <>
          <Button variant="quiet" onClick={onClose}>
            {say('button.cancel')}
          </Button>
          <Button variant="danger" onClick={() => void plan()}>
            {say('plan.confirm')}
          </Button>
        </>
      }
    >
      <div className={styles['lines']}>
        <Choice
          name={say('plan.what')}
          value={change}
          options={OWNER_CHANGES.map((value) => ({ value, label: say(`ownerChange.${value}`) }))}
          onChange={setChange}
        />
        <p>{say('plan.told')}</p>
        {problem && <Problem>{problem}</Problem>}
      </div>
    </Dialog>
  );
}
