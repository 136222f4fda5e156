import { EllipsisVertical, type LucideIcon, Pencil } from 'lucide-react';
import { useId } from 'react';
import type { Profile } from '../../../../preload/contract/types.ts';
import { useAnswer } from '../../../store/border/use-answer.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Menu } from '../../../ui/controls/menu.tsx';
import { colourOf } from '../../../ui/faces/names.ts';
import { WindowFace } from '../../../ui/faces/window-face.tsx';
import { limitWords } from '../../../words/limit-words.ts';
import { say } from '../../../words/say.ts';
import styles from './people-part.module.css';

/** Breaks after the dot, never before it. */
const FACT_SEPARATOR = '\u00a0· ';

interface PersonCardProps {
  readonly profile: Profile;
  readonly onEdit: () => void;
  readonly more: readonly { readonly label: string; readonly icon: LucideIcon; readonly run: () => void }[];
}

/** Shows a person at their window, with what is set for them. */
export function PersonCard({ profile, onEdit, more }: PersonCardProps) {
  const nameId = useId();
  const { value } = useAnswer('profiles:limits', { profileId: profile.id }, ['profiles:changed']);
  const facts = [
    say(`person.${profile.role}`),
    ...(profile.hasPin ? [say('person.withPin')] : []),
    ...(value ? limitWords(value.limits, profile.role) : []),
  ];
  return (
    <article className={styles['card']} data-colour={colourOf(profile.colour)} aria-labelledby={nameId}>
      <WindowFace avatar={profile.avatar} colour={profile.colour} className={styles['window']} />
      <div>
        <h2 id={nameId} className={styles['name']}>
          <bdi>{profile.name}</bdi>
        </h2>
        <p className={styles['facts']}>{facts.join(FACT_SEPARATOR)}</p>
      </div>
      <div className={styles['actions']}>
        <Button variant="soft" icon={Pencil} aria-label={say('person.edit', { name: profile.name })} onClick={onEdit}>
          {say('button.edit')}
        </Button>
        <Menu name={say('person.moreFor', { name: profile.name })} icon={EllipsisVertical} items={more} />
      </div>
    </article>
  );
}
