import { type Clock, waitAtMost } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { redact } from '../platform/redact.ts';

/** The core ends its runs politely, then by force; it gets no longer than this. */
export const STOP_LIMIT_MS = 15_000;
/** An error that comes back with each tick must not fill the log while the core stops. */
export const MAX_LOGGED_CRASHES = 20;

export type UncaughtKind = 'uncaught exception' | 'unhandled rejection';

/** Ends the app, whoever asks for it and however often: the core is stopped once, in bounded time. */
export interface OrderlyEnd {
  /** Sets what has to be stopped. Before that there is nothing to stop. */
  stopWith(stop: () => Promise<void>): void;
  /** Stops it, or joins the stop that is under way. Never rejects; resolves at the latest when the time is up. */
  stop(): Promise<void>;
  /** Logs an error that nobody caught, records it for the next start, stops, and exits with 1. Never throws. */
  crashed(error: unknown, kind: UncaughtKind): void;
  /** Tells whether the app ends because of an error, so that it must not exit with 0. */
  hasCrashed(): boolean;
}

export interface OrderlyEndOptions {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** Opens the log. Not the core's own: that one may not be open yet, or not any more. */
  readonly openLog: () => Logger;
  /** Writes the record of a crash to the disk before it returns. */
  readonly record: (atMs: number) => void;
  /** Tells the terminal that the app was started from, if there is one. */
  readonly complain: (line: string) => void;
  /** Takes window and tray out of sight while the core stops. */
  readonly hide: () => void;
  readonly exit: (code: number) => void;
}

export function createOrderlyEnd({ clock, openLog, record, complain, hide, exit }: OrderlyEndOptions): OrderlyEnd {
  let stopCore: () => Promise<void> = async () => undefined;
  let stopping: Promise<void> | undefined;
  let crashes = 0;

  const log = (message: string, error: unknown): void =>
    attempt(() => {
      const logger = openLog();
      logger.error(message, { error: error ?? 'neither an error nor a text' });
      logger.close();
    });

  const stop = (): Promise<void> => {
    stopping ??= waitAtMost(
      // In a microtask, so that a stop that throws at once is caught like one that rejects.
      Promise.resolve()
        .then(stopCore)
        .then(() => 'stopped' as const),
      STOP_LIMIT_MS,
      clock,
    )
      .then((end) => end ?? log('core did not stop in time', new Error(`It took longer than ${STOP_LIMIT_MS} ms.`)))
      .catch((error: unknown) => log('core could not be stopped', error))
      .then(() => undefined);
    return stopping;
  };

  return {
    stopWith: (next) => {
      stopCore = next;
    },
    stop,
    hasCrashed: () => crashes > 0,
    crashed: (error, kind) => {
      crashes += 1;
      if (crashes <= MAX_LOGGED_CRASHES) {
        log(`${kind} in the main process`, error);
        attempt(() => complain(`homereel: ${kind}: ${redact(String(error)).replaceAll(/\s+/g, ' ')}\n`));
      }
      // The first one ends the app; later ones, such as of the stop itself, change nothing about that.
      if (crashes > 1) return;
      attempt(() => record(clock.now()));
      attempt(hide);
      void stop().then(() => exit(1));
    },
  };
}

/** Runs one step of the ending. What it throws must not keep the others from being done, and there is nobody left to tell. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // See above: a full disk, for example, costs the log its line and the next start its notice, not the runs their order.
  }
}
