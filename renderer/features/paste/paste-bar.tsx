import { Hand, Link2, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useAsksFirst } from '../../store/paste/asks-first.ts';
import { addLink, clearPasteField, requestAnyway, takeText, typeText, usePasteField } from '../../store/paste/paste-field.ts';
import { Button, IconButton } from '../../ui/controls/button.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { LayerProvider } from '../../ui/overlays/layer.tsx';
import { say } from '../../words/say.ts';
import styles from './paste-bar.module.css';
import { PASTE_FIELD_ID } from './paste-field-focus.ts';
import { LinkPreview } from './preview/link-preview.tsx';

/** Shows the one field for links, with what was found behind the link below it. */
export function PasteBar({ onAdded }: { readonly onAdded?: () => void }) {
  const problemId = useId();
  const [form, setForm] = useState<HTMLElement | null>(null);
  const text = usePasteField((state) => state.text);
  const problem = usePasteField((state) => state.problem);
  const sending = usePasteField((state) => state.sending);
  const hasLink = usePasteField((state) => state.link !== undefined);

  const mayRequestAnyway = usePasteField((state) => state.mayRequestAnyway);
  const asks = useAsksFirst();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await addLink()) onAdded?.();
  };

  return (
    <form ref={setForm} className={styles['bar']} onSubmit={submit} aria-label={say('paste.addVideo')}>
      <LayerProvider value={form}>
        <div className={styles['line']}>
          <Link2 aria-hidden className={styles['icon']} />
          <input
            id={PASTE_FIELD_ID}
            className={styles['input']}
            type="text"
            inputMode="url"
            aria-label={say('paste.pasteLink')}
            placeholder={say('paste.pasteLink')}
            autoComplete="off"
            spellCheck={false}
            value={text}
            aria-invalid={problem !== undefined}
            aria-describedby={problem ? problemId : undefined}
            onChange={(event) => typeText(event.target.value)}
            onPaste={(event) => {
              event.preventDefault();
              takeText(event.clipboardData.getData('text/plain'));
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') clearPasteField();
            }}
          />
          {text !== '' && (
            <IconButton name={say('paste.clearLink')} tip={say('paste.clear')} icon={X} onClick={clearPasteField} />
          )}
          <Button type="submit" variant="primary" disabled={sending}>
            {say(asks ? 'paste.askForIt' : 'paste.getIt')}
          </Button>
        </div>
        {problem && (
          <div className={styles['below']}>
            <Problem id={problemId}>{problem}</Problem>
            {mayRequestAnyway && (
              <Button variant="soft" icon={Hand} disabled={sending} onClick={() => void requestAnyway()}>
                {say('paste.askAnyway')}
              </Button>
            )}
          </div>
        )}
        {hasLink && <LinkPreview />}
      </LayerProvider>
    </form>
  );
}
