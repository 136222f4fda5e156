import { listen } from '../../store/border/main-process.ts';
import { offerText } from '../../store/paste/paste-field.ts';
import { activeProfile, sessionStore } from '../../store/window/acting-profile.ts';
import { focusPasteField } from '../paste/paste-field-focus.ts';

/** Links from outside the window that nobody has taken yet; they wait until a person is picked. */
let offered: string[] = [];

/** Takes links that come by `homereel://` or a second start into the field; the returned function stops it. */
export function startOfferedLinks(): () => void {
  return listen('link:offered', ({ url }) => {
    offered.push(url);
    // Several come at once, one event each.
    setTimeout(takeOfferedLinks);
  });
}

/** Puts waiting links into the field, once a person is there to add them. */
export function takeOfferedLinks(): void {
  if (offered.length === 0 || activeProfile() === undefined || sessionStore.getState().settingUp) return;
  const links = offered;
  offered = [];
  offerText(links.join('\n'));
  focusPasteField();
}
