import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Notice } from '../../../preload/contract/types.ts';

export interface Toast {
  readonly id: number;
  readonly level: Notice['level'];
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ToastState {
  readonly toasts: readonly Toast[];
  /** Told to screen readers only: what the eye sees by itself. */
  readonly announcement: string;
}

/** More would cover the work; the oldest leaves. */
const MOST_TOASTS = 4;

const toastStore = createStore<ToastState>(() => ({ toasts: [], announcement: '' }));
let lastId = 0;

export const useToasts = (): readonly Toast[] => useStore(toastStore, (state) => state.toasts);

/** Shows a short message at the bottom of the window; it leaves by itself. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  const added = { ...toast, id: lastId };
  toastStore.setState(({ toasts }) => ({ toasts: [...toasts, added].slice(-MOST_TOASTS) }));
}

export const useAnnouncement = (): string => useStore(toastStore, (state) => state.announcement);

/** Says something to screen readers only. */
export function announce(announcement: string): void {
  toastStore.setState({ announcement });
}

/** Takes all messages away: their buttons would act for the person who uses the window next. */
export function clearToasts(): void {
  toastStore.setState({ toasts: [], announcement: '' });
}

export function dismissToast(id: number): void {
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
