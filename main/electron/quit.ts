import { app, type BrowserWindow } from 'electron';

/** The core ends its runs politely, then by force; it gets no longer than this. */
const STOP_LIMIT_MS = 15_000;

/** Whether the app is on its way out: then a closed window is really closed. */
export interface QuitState {
  quitting(): boolean;
}

/** Stops the core before the app quits, whichever way it was asked to (menu, tray, a signal), and in bounded time. */
export function stopBeforeQuit(stop: () => Promise<void>): QuitState {
  let state: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    void withinLimit(stop()).finally(() => {
      state = 'stopped';
      app.quit();
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

async function withinLimit(stopped: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, STOP_LIMIT_MS);
  });
  await Promise.race([stopped.catch(() => {}), limit]);
  clearTimeout(timer);
}
