import { Plus, UserMinus } from 'lucide-react';
import { useState } from 'react';
import type { Profile } from '../../../preload/contract/types.ts';
import { removePerson, useProfiles } from '../../store/session.ts';
import { showToast } from '../../store/toasts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Face } from '../../ui/faces/face.tsx';
import { Problem, Select } from '../../ui/field.tsx';
import { formatBytes, isolated } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { sentenceFor } from '../../ui/sentences.ts';
import { PersonForm } from '../profiles/person-form.tsx';
import styles from './household-page.module.css';

/** Who lives here; somebody can move in or out. */
export function People() {
  const profiles = useProfiles();
  const [leaving, setLeaving] = useState<Profile>();
  const [adding, setAdding] = useState(false);
  return (
    <Panel title="People">
      <ul className={styles['list']}>
        {profiles.map((profile) => (
          <li key={profile.id} className={styles['person']}>
            <Face avatar={profile.avatar} colour={profile.colour} />
            <div className={styles['who']}>
              <p>
                <bdi>{profile.name}</bdi>
              </p>
              <p className={styles['small']}>
                {profile.role === 'adult' ? 'Grown-up' : 'Child'}
                {profile.hasPin && ' · with a PIN'}
              </p>
            </div>
            <IconButton name={`Remove ${profile.name}`} tip="Remove" icon={UserMinus} onClick={() => setLeaving(profile)} />
          </li>
        ))}
      </ul>
      <div>
        <Button look="soft" icon={Plus} onClick={() => setAdding(true)}>
          Add a person
        </Button>
      </div>
      {adding && (
        <Dialog title="Who moves in?" onClose={() => setAdding(false)}>
          <PersonForm peopleBefore={profiles.length} submitLabel="Add" onAdded={() => setAdding(false)} />
        </Dialog>
      )}
      {leaving && (
        <RemoveDialog
          profile={leaving}
          others={profiles.filter(({ id }) => id !== leaving.id)}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </Panel>
  );
}

const NOBODY = '';

interface RemoveDialogProps {
  readonly profile: Profile;
  readonly others: readonly Profile[];
  readonly onClose: () => void;
}

/** Asks once more, and who gets the videos: this cannot be undone. */
function RemoveDialog({ profile, others, onClose }: RemoveDialogProps) {
  const [heir, setHeir] = useState(others[0]?.id ?? NOBODY);
  const [problem, setProblem] = useState<string>();
  const remove = async () => {
    const answer = await removePerson(profile.id, heir === NOBODY ? undefined : heir);
    if (!answer.ok) return setProblem(sentenceFor(answer));
    const freed = answer.value.freedBytes;
    showToast({
      level: 'info',
      text: `${isolated(profile.name)} was removed.${freed > 0 ? ` ${formatBytes(freed)} became free.` : ''}`,
    });
    onClose();
  };
  return (
    <Dialog
      title={
        <>
          Remove <bdi>{profile.name}</bdi>?
        </>
      }
      description="Their queue and what they have watched are forgotten. This cannot be undone."
      onClose={onClose}
      foot={
        <>
          <Button look="quiet" onClick={onClose}>
            Keep
          </Button>
          <Button look="danger" onClick={() => void remove()}>
            Remove
          </Button>
        </>
      }
    >
      <div className={styles['list']}>
        <p>
          Who gets the videos that only <bdi>{profile.name}</bdi> has?
        </p>
        <Select
          name="Who gets the videos"
          value={heir}
          options={[
            ...others.map(({ id, name }) => ({ value: id, label: name })),
            { value: NOBODY, label: 'Nobody, delete them' },
          ]}
          onChange={setHeir}
        />
        {problem && <Problem>{problem}</Problem>}
      </div>
    </Dialog>
  );
}
