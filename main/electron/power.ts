import { type BrowserWindow, powerMonitor, powerSaveBlocker } from 'electron';
import type { LockReason } from '../../preload/contract/events.ts';
import type { Session } from '../ipc/session.ts';

/** Tells the core of sleep, and keeps the computer from falling asleep on its own. */
export interface Power {
  /** True while something downloads. */
  keepAwake(needed: boolean): void;
}

/** Reports sleep and wake-up, so that no run is blamed for having been silent meanwhile. */
export function watchPower(core: { systemSuspended(): void; systemResumed(): void }): Power {
  powerMonitor.on('suspend', () => core.systemSuspended());
  powerMonitor.on('resume', () => core.systemResumed());
  let blocker: number | undefined;
  return {
    keepAwake: (needed) => {
      if (needed) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
      else if (blocker !== undefined) {
        powerSaveBlocker.stop(blocker);
        blocker = undefined;
      }
    },
  };
}

/** Locks the window's session when the screen is locked, the computer goes to sleep, or the window is closed or hidden. */
export function lockWhenLeft(window: BrowserWindow, { lockIfPin }: Pick<Session, 'lockIfPin'>): void {
  const lockOn = (reason: LockReason) => () => lockIfPin(reason);
  powerMonitor.on('lock-screen', lockOn('screen-locked'));
  powerMonitor.on('suspend', lockOn('sleep'));
  window.on('hide', lockOn('window-hidden'));
}

/** Reads for how long nobody has touched the computer. */
export const systemIdleMs = (): number => powerMonitor.getSystemIdleTime() * 1000;
