import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { say } from '../../words/say.ts';
import { classNames } from '../class-names.ts';
import styles from './toasts.module.css';

/** Marks the region, so that a dialog below it does not take a press there for a press outside. */
export const TOAST_REGION_ATTRIBUTE = 'data-toasts';

const STAY_MS = 6000;
/** With something to press it stays longer: reading and reaching the button take time. */
const STAY_WITH_ACTION_MS = 12_000;
const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert } as const;

interface Toast {
  readonly id: number;
  readonly level: keyof typeof ICONS;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ToastsProps {
  readonly toasts: readonly Toast[];
  /** Told to screen readers only. */
  readonly announcement: string;
  readonly onDismiss: (id: number) => void;
}

/** Shows short messages at the bottom of the window, read out politely; each leaves by itself. */
export function Toasts({ toasts, announcement, onDismiss }: ToastsProps) {
  return (
    <div className={styles['region']} aria-live="polite" {...{ [TOAST_REGION_ATTRIBUTE]: '' }}>
      <p className="visually-hidden">{announcement}</p>
      {toasts.map((toast) => (
        <ToastMessage key={toast.id} toast={toast} onDismiss={onDismiss} />
      ))}
    </div>
  );
}

function ToastMessage({ toast, onDismiss }: Pick<ToastsProps, 'onDismiss'> & { readonly toast: Toast }) {
  const [isKept, setKept] = useState(false);
  const stayMs = toast.action ? STAY_WITH_ACTION_MS : STAY_MS;
  useEffect(() => {
    if (isKept) return;
    const timer = setTimeout(() => onDismiss(toast.id), stayMs);
    return () => clearTimeout(timer);
  }, [isKept, stayMs, toast.id, onDismiss]);

  const Icon = ICONS[toast.level];
  const keep = () => setKept(true);
  const release = () => setKept(false);
  return (
    <div
      role="status"
      className={classNames(styles['toast'], styles[toast.level])}
      onPointerEnter={keep}
      onPointerLeave={release}
      onFocus={keep}
      onBlur={release}
    >
      <Icon aria-hidden className={styles['mark']} />
      <span className={styles['text']}>{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className={styles['action']}
          onClick={() => {
            toast.action?.run();
            onDismiss(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        className={styles['close']}
        aria-label={say('button.dismissMessage')}
        onClick={() => onDismiss(toast.id)}
      >
        <X aria-hidden />
      </button>
    </div>
  );
}
