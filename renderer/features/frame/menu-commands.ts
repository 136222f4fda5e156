import { listen } from '../../store/border/main-process.ts';
import { activeProfile } from '../../store/window/acting-profile.ts';
import { goTo } from '../../store/window/page-address.ts';
import { requestSearchFocus } from '../library/search-focus.ts';

/** Follows the application's menu while a person is picked; the returned function stops it. */
export function startMenuCommands(): () => void {
  return listen('menu:chosen', ({ command }) => {
    const person = activeProfile();
    if (person === undefined || document.querySelector('[role="dialog"]') !== null) return;
    if (command === 'settings') {
      if (person.role === 'adult') goTo('settings');
    } else if (!requestSearchFocus()) goTo('library');
  });
}
