import { useLayoutEffect, useRef } from 'react';

/**
 * Keeps the keyboard on the button that moved a row: the browser drops the focus when the row's element changes place. A button
 * that is off now (first or last place) hands the focus to its twin.
 */
export function useFocusAfterMove(order: readonly string[]): void {
  const last = useRef<{ readonly row: string; readonly direction: string } | undefined>(undefined);

  useLayoutEffect(() => {
    const remember = (event: FocusEvent) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-move]') : null;
      const { videoId, groupId } = button?.closest<HTMLElement>('[data-video-id], [data-group-id]')?.dataset ?? {};
      const row = videoId ? selectorOf('data-video-id', videoId) : groupId && selectorOf('data-group-id', groupId);
      const direction = button?.dataset['move'];
      last.current = row && direction ? { row, direction } : undefined;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);

  useLayoutEffect(() => {
    const moved = last.current;
    if (order.length === 0 || !moved || document.activeElement !== document.body) return;
    const buttons = [...document.querySelectorAll<HTMLButtonElement>(`${moved.row} [data-move]:enabled`)];
    (buttons.find((button) => button.dataset['move'] === moved.direction) ?? buttons[0])?.focus();
  }, [order]);
}

const selectorOf = (attribute: string, value: string): string => `[${attribute}="${CSS.escape(value)}"]`;
