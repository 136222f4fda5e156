import { writeSync } from 'node:fs';
import { app } from 'electron';
import { createCrashRecord } from '../desktop/crash-record.ts';
import { createOrderlyEnd, type OrderlyEnd } from '../desktop/orderly-end.ts';
import { systemClock } from '../platform/clock.ts';
import { createLogger, logFolder } from '../platform/logger.ts';

const STDERR = 2;

/** Ends the app in order when an error reaches nobody, instead of Electron's window with a raw stack or no word at all. */
export function endOnUncaughtErrors(): OrderlyEnd {
  const end = createOrderlyEnd({
    clock: systemClock,
    openLog: () => createLogger({ folder: logFolder(app.getPath('userData')) }),
    record: (atMs) => createCrashRecord(app.getPath('userData')).write(atMs),
    complain: (line) => writeSync(STDERR, line),
    hide: () => app.quit(), // whoever listens for that hides, and the quit itself waits for the same stop
    exit: (code) => app.exit(code),
  });
  process.on('uncaughtException', (error) => end.crashed(error, 'uncaught exception'));
  process.on('unhandledRejection', (reason) => end.crashed(reason, 'unhandled rejection'));
  // A terminal that was closed since is no reason to end: what Electron and Node write there reaches nobody anyway.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return end;
}
