import { CircleAlert, HardDrive } from 'lucide-react';
import { useAnswer } from '../../../store/border/use-answer.ts';
import { actingProfileId } from '../../../store/window/acting-profile.ts';
import { classNames } from '../../../ui/class-names.ts';
import styles from './space-line.module.css';
import { spaceWords } from './space-words.ts';

/** Says whether there is space for something new; `bytes` where its size is known. */
export function SpaceLine({ bytes }: { readonly bytes: number | undefined }) {
  const { value: storage } = useAnswer('profiles:storage', { profileId: actingProfileId() }, [
    'library:changed',
    'profiles:changed',
  ]);
  const { value: health } = useAnswer('system:health', {}, ['library:changed']);
  const words = spaceWords({ bytes, storage, disk: health?.disk });
  if (words === undefined) return null;
  const Sign = words.fits ? HardDrive : CircleAlert;
  return (
    <p className={classNames(styles['space'], !words.fits && styles['full'])} role="status">
      <Sign aria-hidden /> {words.text}
    </p>
  );
}
