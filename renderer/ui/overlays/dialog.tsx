import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { say } from '../../words/say.ts';
import { classNames } from '../class-names.ts';
import { IconButton } from '../controls/button.tsx';
import styles from './dialog.module.css';
import { LayerProvider } from './layer.tsx';
import { TOAST_REGION_ATTRIBUTE } from './toasts.tsx';
import { useFocusReturn } from './use-focus-return.ts';

interface DialogProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
  readonly wide?: boolean;
}

/**
 * Opens a modal window over the app: focus stays inside, Escape closes it, focus goes back to where it came from. Rendered means open.
 * The scrim is our own element: Radix's overlay injects a style tag for its scroll lock, which the page's content policy refuses.
 */
export function Dialog({ title, description, onClose, children, foot, wide = false }: DialogProps) {
  const [content, setContent] = useState<HTMLElement | null>(null);
  const returnFocus = useFocusReturn();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <div className={styles['scrim']} />
        <Radix.Content
          ref={setContent}
          className={classNames(styles['window'], wide && styles['wide'])}
          onInteractOutside={keepOpenForToasts}
          onCloseAutoFocus={returnFocus}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <LayerProvider value={content}>
            <div className={styles['head']}>
              <Radix.Title>{title}</Radix.Title>
              {description !== undefined && <Radix.Description>{description}</Radix.Description>}
            </div>
            <div className={styles['body']}>{children}</div>
            {foot !== undefined && <div className={styles['foot']}>{foot}</div>}
            <Radix.Close asChild>
              <IconButton name={say('button.close')} tip={say('button.close')} icon={X} className={styles['close']} />
            </Radix.Close>
          </LayerProvider>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Keeps a dialog open when a message over it, such as one with Undo, is pressed. */
export function keepOpenForToasts(event: Event): void {
  if (event.target instanceof Element && event.target.closest(`[${TOAST_REGION_ATTRIBUTE}]`)) event.preventDefault();
}
