/** The id of the field for links, so that a paste or drop anywhere can bring the keyboard to it. */
export const PASTE_FIELD_ID = 'paste-a-link';

/** Brings the keyboard to the field for links. */
export function focusPasteField(): void {
  document.getElementById(PASTE_FIELD_ID)?.focus();
}
