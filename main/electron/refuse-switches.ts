import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { refusalOfSwitches } from '../desktop/dangerous-switches.ts';

/**
 * Ends a packaged app that was started with a dangerous switch, before it opens anything; true when it does. Only the package that the smoke
 * test makes for itself obeys a debugger, by a mark in its `package.json` that is inside the archive and that no other package has.
 */
export function refuseDangerousSwitches(): boolean {
  if (!app.isPackaged) return false;
  // Electron adds switches of its own, which are not among the arguments.
  const given = new Set(process.argv.slice(1).map((argument) => argument.replace(/^(?:--?|\/)|=.*$/gs, '').toLowerCase()));
  const refusal = refusalOfSwitches((name) => given.has(name) && app.commandLine.hasSwitch(name));
  if (refusal === undefined || isForSmokeTest()) return false;
  dialog.showErrorBox('Homereel cannot start', refusal); // on Linux this early a line on stderr
  app.exit(1);
  return true;
}

function isForSmokeTest(): boolean {
  try {
    const manifest = JSON.parse(readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')) as { forSmokeTest?: unknown };
    return manifest.forSmokeTest === true;
  } catch {
    return false;
  }
}
