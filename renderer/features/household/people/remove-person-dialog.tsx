import { useState } from 'react';
import type { Profile } from '../../../../preload/contract/types.ts';
import { useAnswer } from '../../../store/border/use-answer.ts';
import { removePerson } from '../../../store/window/acting-profile.ts';
import { showToast } from '../../../store/window/messages.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Problem, Select } from '../../../ui/controls/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { sentenceFor } from '../../../words/error-sentences.ts';
import { formatBytes, isolated } from '../../../words/format.ts';
import { OwnerPinField, useNeedsOwnerPin } from './owner-pin-field.tsx';
import styles from './people-part.module.css';
import { removalWords } from './removal-words.ts';

const NOBODY = '';

interface RemovePersonDialogProps {
  readonly profile: Profile;
  readonly others: readonly Profile[];
  readonly onClose: () => void;
}

/** Asks once more, says what it would free, and who gets the videos: this cannot be undone. */
export function RemovePersonDialog({ profile, others, onClose }: RemovePersonDialogProps) {
  const [newOwner, setNewOwner] = useState(others[0]?.id ?? NOBODY);
  const [ownerPin, setOwnerPin] = useState('');
  const [problem, setProblem] = useState<string>();
  const asksOwner = useNeedsOwnerPin(profile);
  const { value: preview } = useAnswer('profiles:removal-preview', { profileId: profile.id }, []);
  const remove = async () => {
    const answer = await removePerson({
      profileId: profile.id,
      ...(newOwner === NOBODY ? {} : { handOverTo: newOwner }),
      ...(asksOwner && ownerPin !== '' ? { ownerPin } : {}),
    });
    if (!answer.ok) return setProblem(sentenceFor(answer));
    const freed = answer.value.freedBytes;
    showToast({
      level: 'info',
      text: `${isolated(profile.name)} was removed.${freed > 0 ? ` That freed up ${formatBytes(freed)}.` : ''}`,
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
      description="Their queue and watch history will be deleted. This cannot be undone."
      onClose={onClose}
      foot={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" onClick={() => void remove()}>
            Remove
          </Button>
        </>
      }
    >
      <div className={styles['lines']}>
        {preview && <p>{removalWords(preview)}</p>}
        {preview?.onlyTheirs !== 0 && (
          <>
            <p>
              Who gets the videos that only <bdi>{profile.name}</bdi> has?
            </p>
            <Select
              name="Who gets the videos"
              value={newOwner}
              options={[
                ...others.map(({ id, name }) => ({ value: id, label: name })),
                { value: NOBODY, label: 'Nobody, delete them' },
              ]}
              onChange={setNewOwner}
            />
            {preview && (
              <p>
                {newOwner === NOBODY
                  ? `This frees up ${formatBytes(preview.freedBytes)}.`
                  : 'Nothing is deleted; the videos move to that person’s list.'}
              </p>
            )}
          </>
        )}
        {asksOwner && <OwnerPinField owner={profile} value={ownerPin} onValue={setOwnerPin} />}
        {problem && <Problem>{problem}</Problem>}
      </div>
    </Dialog>
  );
}
