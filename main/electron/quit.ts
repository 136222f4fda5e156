import { app, type BrowserWindow } from 'electron';
import type { OrderlyEnd } from '../desktop/orderly-end.ts';

/** Tells whether the app is on its way out: then a closed window is really closed. */
export interface QuitState {
  quitting(): boolean;
}

/** Stops the core before the app quits, whichever way it was asked to (menu, tray, a signal, an error that nobody caught). */
export function stopBeforeQuit(end: OrderlyEnd): QuitState {
  let state: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    void end.stop().then(() => {
      state = 'stopped';
      if (end.hasCrashed()) app.exit(1);
      else app.quit();
    });
  });
  return { quitting: () => state !== 'running' };
}

/** Closing the window leaves the app in the tray, downloading on. */
export function closeToTray(window: BrowserWindow, { quitting }: QuitState): void {
  window.on('close', (event) => {
    if (quitting()) return;
    event.preventDefault();
    window.hide();
  });
}
