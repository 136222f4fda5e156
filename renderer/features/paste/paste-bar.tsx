import { Hand, Link2, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useAsksFirst } from '../../store/paste/asks-first.ts';
import { askAnyway, clearLink, getIt, takeText, typeLink, useLink } from '../../store/paste/paste-field.ts';
import { Button, IconButton } from '../../ui/controls/button.tsx';
import { Problem } from '../../ui/controls/field.tsx';
import { LayerProvider } from '../../ui/overlays/layer.tsx';
import styles from './paste-bar.module.css';
import { PASTE_FIELD_ID } from './paste-field-focus.ts';
import { LinkPreview } from './preview/link-preview.tsx';

/** The one field for links, with what was found behind the link below it. */
export function PasteBar({ onAdded }: { readonly onAdded?: () => void }) {
  const problemId = useId();
  const [form, setForm] = useState<HTMLElement | null>(null);
  const text = useLink((state) => state.text);
  const problem = useLink((state) => state.problem);
  const sending = useLink((state) => state.sending);
  const hasLink = useLink((state) => state.link !== undefined);

  const mayAskAnyway = useLink((state) => state.mayAskAnyway);
  const asks = useAsksFirst();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await getIt()) onAdded?.();
  };

  return (
    <form ref={setForm} className={styles['bar']} onSubmit={submit} aria-label="Add a video">
      <LayerProvider value={form}>
        <div className={styles['line']}>
          <Link2 aria-hidden className={styles['icon']} />
          <input
            id={PASTE_FIELD_ID}
            className={styles['input']}
            type="text"
            inputMode="url"
            aria-label="Paste a link"
            placeholder="Paste a link"
            autoComplete="off"
            spellCheck={false}
            value={text}
            aria-invalid={problem !== undefined}
            aria-describedby={problem ? problemId : undefined}
            onChange={(event) => typeLink(event.target.value)}
            onPaste={(event) => {
              event.preventDefault();
              takeText(event.clipboardData.getData('text/plain'));
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') clearLink();
            }}
          />
          {text !== '' && <IconButton name="Clear the link" tip="Clear" icon={X} onClick={clearLink} />}
          <Button type="submit" look="primary" disabled={sending}>
            {asks ? 'Ask for it' : 'Get it'}
          </Button>
        </div>
        {problem && (
          <div className={styles['below']}>
            <Problem id={problemId}>{problem}</Problem>
            {mayAskAnyway && (
              <Button look="soft" icon={Hand} disabled={sending} onClick={() => void askAnyway()}>
                Ask a grown-up anyway
              </Button>
            )}
          </div>
        )}
        {hasLink && <LinkPreview />}
      </LayerProvider>
    </form>
  );
}
