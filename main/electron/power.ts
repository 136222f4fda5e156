import { powerMonitor, powerSaveBlocker } from 'electron';

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
