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
import { say } from '../../../words/say.ts';
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
  const name = isolated(profile.name);
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
      text: freed > 0 ? say('removal.doneAndFreed', { name, size: formatBytes(freed) }) : say('removal.done', { name }),
    });
    onClose();
  };
  return (
    <Dialog
      title={say('removal.ask', { name })}
      description={say('removal.forgotten')}
      onClose={onClose}
      foot={
        <>
          <Button variant="quiet" onClick={onClose}>
            {say('button.cancel')}
          </Button>
          <Button variant="danger" onClick={() => void remove()}>
            {say('button.remove')}
          </Button>
        </>
      }
    >
      <div className={styles['lines']}>
        {preview && <p>{removalWords(preview)}</p>}
        {preview?.onlyTheirs !== 0 && (
          <>
            <p>{say('removal.whoGetsQuestion', { name })}</p>
            <Select
              name={say('removal.whoGets')}
              value={newOwner}
              options={[
                ...others.map((other) => ({ value: other.id, label: other.name })),
                { value: NOBODY, label: say('removal.deleteThem') },
              ]}
              onChange={setNewOwner}
            />
            {preview && (
              <p>
                {newOwner === NOBODY ? say('removal.frees', { size: formatBytes(preview.freedBytes) }) : say('removal.moves')}
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
