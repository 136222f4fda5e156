import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { dismissToast, type Toast, useAnnouncement, useToasts } from '../../store/window/messages.ts';
import { classNames } from '../class-names.ts';
import styles from './toasts.module.css';

/** Marks the region, so that a dialog below it knows a press there is not a press outside. */
export const TOAST_REGION_ATTRIBUTE = 'data-toasts';

const STAY_MS = 6000;
/** With something to press it stays longer: reading and reaching the button take time. */
const STAY_WITH_ACTION_MS = 12_000;
const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert } as const;

/** Short messages at the bottom of the window, read out politely. */
export function Toasts() {
  const toasts = useToasts();
  const announcement = useAnnouncement();
  return (
    <div className={styles['region']} aria-live="polite" {...{ [TOAST_REGION_ATTRIBUTE]: '' }}>
      <p className="visually-hidden">{announcement}</p>
      {toasts.map((toast) => (
        <ToastMessage key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastMessage({ toast }: { readonly toast: Toast }) {
  const [held, setHeld] = useState(false);
  const stayMs = toast.action ? STAY_WITH_ACTION_MS : STAY_MS;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), stayMs);
    return () => clearTimeout(timer);
  }, [held, stayMs, toast.id]);

  const Icon = ICONS[toast.level];
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    <div
      role="status"
      className={classNames(styles['toast'], styles[toast.level])}
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
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
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button type="button" className={styles['close']} aria-label="Dismiss message" onClick={() => dismissToast(toast.id)}>
        <X aria-hidden />
      </button>
    </div>
  );
}
