import { useState } from 'react';

/**
 * Gives the keyboard back to where it was when the caller appeared; for `onCloseAutoFocus` of a dialog. Radix only does so for a
 * trigger of its own, and ours are opened by state.
 */
export function useFocusReturn(): (event: Event) => void {
  const [origin] = useState(focusedOrigin);
  return (event) => {
    event.preventDefault();
    origin?.focus();
  };
}

/** What has the keyboard; for an item of a menu, which is about to close, the button that opened the menu. */
function focusedOrigin(): HTMLElement | undefined {
  const focused = document.activeElement;
  const opener = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const origin = opener ? document.getElementById(opener) : focused;
  return origin instanceof HTMLElement && origin !== document.body ? origin : undefined;
}
