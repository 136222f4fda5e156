import { listen } from '../../store/border/main-process.ts';
import { LIBRARY_SEARCH_ID } from '../../store/library/library-pages.ts';
import { activeProfile } from '../../store/window/acting-profile.ts';
import { goTo } from '../../store/window/page-address.ts';

/** The search was asked for on another page: it gets the keyboard as soon as it is there. */
let searchIsWanted = false;

/** Follows the application's menu while somebody is at the window; the returned function stops it. */
export function startMenuCommands(): () => void {
  return listen('menu:chosen', ({ command }) => {
    if (activeProfile() === undefined || document.querySelector('[role="dialog"]') !== null) return;
    if (command === 'find') find();
    else if (activeProfile()?.role === 'adult') goTo('settings');
  });
}

/** Gives the search of the library the keyboard if it was asked for before it was on the page. */
export function focusWantedSearch(): void {
  if (searchIsWanted) focusSearch();
}

function find(): void {
  searchIsWanted = true;
  if (!focusSearch()) goTo('library');
}

function focusSearch(): boolean {
  const field = document.getElementById(LIBRARY_SEARCH_ID);
  if (!(field instanceof HTMLInputElement)) return false;
  searchIsWanted = false;
  field.focus();
  field.select();
  return true;
}
