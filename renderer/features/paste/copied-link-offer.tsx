import { ClipboardPaste } from 'lucide-react';
import { useAsksFirst } from '../../store/paste/asks-first.ts';
import { addCopiedLink, forgetCopiedLink, useCopiedLink } from '../../store/paste/copied-link.ts';
import { Button } from '../../ui/controls/button.tsx';
import styles from './copied-link-offer.module.css';

/** Offers a link on the clipboard in a quiet line, which takes neither the keyboard nor any space when there is none. */
export function CopiedLinkOffer() {
  const url = useCopiedLink();
  const asks = useAsksFirst();
  if (url === undefined) return null;
  return (
    <section className={styles['offer']} aria-label="The link you copied">
      <ClipboardPaste aria-hidden className={styles['icon']} />
      <p className={styles['words']}>
        <span className={styles['question']}>{asks ? 'Ask for the link you copied?' : 'Add the link you copied?'}</span>
        <bdi className={styles['link']}>{url}</bdi>
      </p>
      <Button variant="soft" onClick={addCopiedLink}>
        {asks ? 'Ask for it' : 'Add'}
      </Button>
      <Button variant="quiet" onClick={forgetCopiedLink}>
        Not now
      </Button>
    </section>
  );
}
