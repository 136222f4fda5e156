import { type BrowserWindow, Notification } from 'electron';
import type { DesktopNotice } from '../desktop/desktop-notices.ts';
import { reveal } from './window/window.ts';

/** Shows desktop notifications while nobody looks at the window; a click opens it. */
export interface DesktopNotifications {
  show(notice: DesktopNotice): void;
  /** Removes those that the desktop still shows. */
  clear(): void;
}

export function createNotifications(window: BrowserWindow): DesktopNotifications {
  const shown = new Set<Notification>(); // Electron drops a notification's listeners when it is collected
  return {
    show: ({ title, body }) => {
      if (window.isFocused() || !Notification.isSupported()) return;
      const notification = new Notification({ title, body, silent: true });
      shown.add(notification);
      notification.on('click', () => reveal(window));
      for (const end of ['click', 'close', 'failed'] as const) notification.on(end as 'close', () => shown.delete(notification));
      notification.show();
    },
    clear: () => {
      for (const notification of [...shown]) notification.close();
      shown.clear();
    },
  };
}
