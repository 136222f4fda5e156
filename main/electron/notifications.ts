import { type BrowserWindow, Notification } from 'electron';
import type { QueueItem } from '../../preload/contract/types.ts';
import { shortTitle } from '../ipc/tray-text.ts';
import { reveal } from './window.ts';

/** Desktop notifications for a window that nobody is looking at; a click opens it. */
export interface DesktopNotifications {
  ended(item: QueueItem): void;
  say(title: string, body: string): void;
}

/** At most this many for one delta: a finished playlist is one event for a person, not three hundred. */
export const MAX_NOTIFICATIONS_AT_ONCE = 3;

export function createNotifications(window: BrowserWindow): DesktopNotifications {
  const shown = new Set<Notification>(); // Electron drops a notification's listeners when it is collected
  const say = (title: string, body: string): void => {
    if (window.isFocused() || !Notification.isSupported()) return;
    const notification = new Notification({ title, body, silent: true });
    shown.add(notification);
    notification.on('click', () => reveal(window));
    for (const end of ['click', 'close', 'failed'] as const) notification.on(end as 'close', () => shown.delete(notification));
    notification.show();
  };
  return {
    ended: ({ status, title }) => say(status === 'complete' ? 'Ready to watch' : 'A download needs you', shortTitle(title)),
    say,
  };
}
