/** The id of the search field, so that a key can bring the keyboard to it. */
export const LIBRARY_SEARCH_ID = 'search-the-library';

/** The search was asked for on another page: it gets the keyboard as soon as it is there. */
let isWanted = false;

/** Brings the keyboard to the search field, now or when the library opens; true if the field is on the page already. */
export function requestSearchFocus(): boolean {
  isWanted = true;
  return focusSearch();
}

/** Brings the keyboard to the search field if that was asked for before the field was on the page. */
export function focusRequestedSearch(): void {
  if (isWanted) focusSearch();
}

function focusSearch(): boolean {
  const field = document.getElementById(LIBRARY_SEARCH_ID);
  if (!(field instanceof HTMLInputElement)) return false;
  isWanted = false;
  field.focus();
  field.select();
  return true;
}
