import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { readOutsideSettings } from './desktop/outside-settings.ts';
import { gatherAppStarts } from './electron/app-starts.ts';
import { LINK_SCHEME } from './electron/pages/addresses.ts';
import { declareSchemes, guardWebContents } from './electron/pages/security.ts';
import { stopBeforeQuit } from './electron/quit.ts';
import { refuseDangerousSwitches } from './electron/refuse-switches.ts';
import { runShell } from './electron/shell.ts';
import { showStartUpError } from './electron/start-up-error.ts';
import { endOnUncaughtErrors } from './electron/uncaught-errors.ts';
import { pathWithOwnPrograms } from './platform/processes/program-path.ts';

/** Everything that must happen before Electron is ready; the rest is the shell's. Nothing here waits for `ready` at top level. */
function main(): void {
  if (refuseDangerousSwitches()) return;
  declareSchemes();
  guardWebContents();
  const environment = readOutsideSettings(process.env, app.isPackaged);
  // Set-up unpacks a recent yt-dlp beside a system's old one, so that the app finds it however it is started.
  const ofSetUp = app.isPackaged ? [] : [join(app.getAppPath(), '.cache', 'yt-dlp', 'newest')];
  process.env['PATH'] = pathWithOwnPrograms(process.env['PATH'], process.platform, homedir(), ofSetUp);
  if (environment.userDataFolder !== undefined) {
    mkdirSync(environment.userDataFolder, { recursive: true });
    app.setPath('userData', environment.userDataFolder);
  }
  if (!app.requestSingleInstanceLock()) {
    app.exit(0); // the first one was told, and shows itself
    return;
  }
  const end = endOnUncaughtErrors();
  const quit = stopBeforeQuit(end);
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  const appStarts = gatherAppStarts(process.argv.slice(1));
  app
    .whenReady()
    .then(() => runShell({ environment, appStarts, end, quit, builtFolder: dirname(import.meta.dirname) }))
    .catch(showStartUpError);
}

try {
  main();
} catch (error) {
  void showStartUpError(error);
}
