import type { QueueItem } from '../../../../preload/contract/types.ts';
import { useActiveProfile, useProfiles } from '../../../store/window/acting-profile.ts';
import { Face } from '../../../ui/faces/face.tsx';
import { formatNames } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import { othersWanting } from './item-words.ts';
import styles from './wanted-by.module.css';

/** Shows small faces and names of the others who want the same video; nothing when nobody else does. */
export function WantedBy({ item }: { readonly item: QueueItem }) {
  const own = useActiveProfile();
  const profiles = useProfiles();
  const others = othersWanting(item, own?.name ?? '');
  if (others.length === 0) return null;
  const faces = profiles.filter((profile) => profile.id !== own?.id && others.includes(profile.name)).slice(0, 3);
  return (
    <span className={styles['wanted']}>
      <span className={styles['faces']}>
        {faces.map((profile) => (
          <Face key={profile.id} avatar={profile.avatar} colour={profile.colour} size="small" />
        ))}
      </span>
      <span className={styles['names']}>{say('item.alsoFor', { names: formatNames(others) })}</span>
    </span>
  );
}
