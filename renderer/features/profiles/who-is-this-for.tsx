import { Lock, Plus } from 'lucide-react';
import { type CSSProperties, useId, useState } from 'react';
import type { Profile } from '../../../preload/contract/types.ts';
import { unlock, useProfiles, useSession } from '../../store/window/acting-profile.ts';
import { Problem } from '../../ui/controls/field.tsx';
import { Face } from '../../ui/faces/face.tsx';
import { colourOf } from '../../ui/faces/names.ts';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { isolated } from '../../words/format.ts';
import { lockSentence } from '../../words/lock-sentences.ts';
import { say } from '../../words/say.ts';
import styles from './house.module.css';
import { House } from './house.tsx';
import { PersonForm } from './person-form.tsx';
import { PinDialog } from './pin-dialog.tsx';

/** Shows the first screen: one window of the house per person. */
export function WhoIsThisFor() {
  const profiles = useProfiles();
  const lockedBecause = useSession((session) => session.lockedBecause);
  const [pinFor, setPinFor] = useState<Profile>();
  const [adding, setAdding] = useState(false);
  const [problem, setProblem] = useState<string>();

  const pick = async (profile: Profile) => {
    setProblem(undefined);
    if (profile.hasPin) return setPinFor(profile);
    const answer = await unlock(profile.id);
    if (!answer.ok) setProblem(sentenceFor(answer));
  };

  return (
    <House title={say('picker.whoIsThisFor')}>
      {lockedBecause && (
        <p className={styles['locked']} role="status">
          {lockSentence(lockedBecause)}
        </p>
      )}
      {problem && <Problem>{problem}</Problem>}
      <ul className={styles['windows']} style={{ '--per-row': windowsPerRow(profiles.length + 1) } as CSSProperties}>
        {profiles.map((profile) => (
          <li key={profile.id}>
            <PersonWindow profile={profile} onPick={() => void pick(profile)} />
          </li>
        ))}
        <li>
          <button type="button" className={styles['window']} onClick={() => setAdding(true)}>
            <span className={styles['frame']}>
              <span className={styles['empty']}>
                <Plus aria-hidden />
              </span>
              <span className={styles['sill']} />
            </span>
            <span className={styles['name']}>{say('person.add')}</span>
          </button>
        </li>
      </ul>
      {pinFor && (
        <PinDialog
          profile={pinFor}
          title={say('picker.hello', { name: isolated(pinFor.name) })}
          description={say('picker.enterPin')}
          check={(pin) => unlock(pinFor.id, pin)}
          onClose={() => setPinFor(undefined)}
        />
      )}
      {adding && (
        <Dialog title={say('person.add')} onClose={() => setAdding(false)}>
          <PersonForm peopleBefore={profiles.length} submitLabel={say('button.add')} onAdded={() => setAdding(false)} />
        </Dialog>
      )}
    </House>
  );
}

const MOST_PER_ROW = 6;

/** Counts the windows per row, so that the rows come out about equally long. */
function windowsPerRow(windows: number): number {
  return Math.ceil(windows / Math.ceil(windows / MOST_PER_ROW));
}

function PersonWindow({ profile, onPick }: { readonly profile: Profile; readonly onPick: () => void }) {
  const pinHint = useId();
  return (
    <>
      <button
        type="button"
        className={styles['window']}
        data-colour={colourOf(profile.colour)}
        onClick={onPick}
        aria-describedby={profile.hasPin ? pinHint : undefined}
      >
        <span className={styles['frame']}>
          <Face avatar={profile.avatar} colour={profile.colour} size="inherit" shape="arch" />
          <span className={styles['sill']} />
        </span>
        <span className={styles['name']}>
          <bdi>{profile.name}</bdi>
          {profile.hasPin && <Lock aria-hidden />}
        </span>
      </button>
      {profile.hasPin && (
        <span id={pinHint} className="visually-hidden">
          {say('picker.asksForPin')}
        </span>
      )}
    </>
  );
}
