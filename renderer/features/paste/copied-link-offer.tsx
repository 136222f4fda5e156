import { ClipboardPaste } from 'lucide-react';
import { useAsksFirst } from '../../store/paste/asks-first.ts';
import { addCopiedLink, forgetCopiedLink, useCopiedLink } from '../../store/paste/copied-link.ts';
import { Button } from '../../ui/controls/button.tsx';
import { say } from '../../words/say.ts';
import styles from './copied-link-offer.module.css';

/** Offers a link on the clipboard in a quiet line, which takes neither the keyboard nor any space when there is none. */
export function CopiedLinkOffer() {
  const url = useCopiedLink();
  const asks = useAsksFirst();
  if (url === undefined) return null;
  return (
    <section className={styles['offer']} aria-label={say('copiedLink.name')}>
      <ClipboardPaste aria-hidden className={styles['icon']} />
      <p className={styles['words']}>
        <span className={styles['question']}>{say(asks ? 'copiedLink.askForIt' : 'copiedLink.addIt')}</span>
        <bdi className={styles['link']}>{url}</bdi>
      </p>
      <Button variant="soft" onClick={addCopiedLink}>
        {say(asks ? 'paste.askForIt' : 'button.add')}
      </Button>
      <Button variant="quiet" onClick={forgetCopiedLink}>
        {say('button.notNow')}
      </Button>
    </section>
  );
}
