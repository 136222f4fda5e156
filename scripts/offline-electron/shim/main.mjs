import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

// What Electron runs when it is started as `electron <options> <app> <arguments>`: takes the options off, takes the app's name and version
// from its manifest, and loads its entry. It is an ES module that awaits the entry, because Electron does not report `ready` before
// its main module has been evaluated; an app may thus set up protocols and switches in its entry.

/**
 * The parts of Node.js and Electron that exist for default apps and loaders, and that their types leave out.
 * @typedef {{ _resolveFilename(request: string, ...rest: unknown[]): string, _preloadModules(paths: readonly string[]): void }} ModuleInternals
 * @typedef {{ setVersion(version: string): void, setAppPath(path: string): void, setDesktopName(name: string): void }} AppInternals
 */
const moduleInternals = /** @type {ModuleInternals} */ (/** @type {unknown} */ (Module));
const appInternals = /** @type {AppInternals} */ (/** @type {unknown} */ (app));

/**
 * Splits Electron's own options from the app and its arguments.
 * @param {readonly string[]} argv without the program
 * @returns {{ preloads: string[], appArguments: string[] }} `appArguments` starts with the app; `preloads` come from `-r` and `--require`
 */
function splitArguments(argv) {
  const preloads = [];
  const rest = [...argv];
  while (rest[0]?.startsWith('-')) {
    const option = rest.shift();
    const value = option === '-r' || option === '--require' ? rest.shift() : undefined;
    if (value !== undefined) preloads.push(path.resolve(value));
  }
  return { preloads, appArguments: rest };
}

/**
 * Lets the app's `require('better-sqlite3')` find the copy that this runtime can load; every other name is found as usual.
 */
function redirectDatabase() {
  const own = path.join(path.dirname(process.execPath), 'sqlite', 'node_modules', 'better-sqlite3');
  const find = moduleInternals._resolveFilename;
  moduleInternals._resolveFilename = function resolveFilename(request, ...rest) {
    return Reflect.apply(find, this, [request === 'better-sqlite3' ? own : request, ...rest]);
  };
}

/**
 * Makes the process look as if it were the app.
 * @param {string} target a folder with a manifest, or a script
 * @returns {string} the absolute path of the app's entry
 */
function assumeIdentity(target) {
  const entry = createRequire(import.meta.url).resolve(target);
  const manifestPath = path.join(target, 'package.json');
  if (!existsSync(manifestPath)) {
    appInternals.setAppPath(path.dirname(entry));
    return entry;
  }
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  if (manifest.version) appInternals.setVersion(manifest.version);
  app.setName(manifest.productName ?? manifest.name ?? 'Electron');
  appInternals.setDesktopName(`${manifest.name ?? 'electron'}.desktop`);
  appInternals.setAppPath(target);
  return entry;
}

Object.assign(process, { defaultApp: true });
const { preloads, appArguments } = splitArguments(process.argv.slice(1));
const [target] = appArguments;
if (target === undefined) {
  process.stderr.write('usage: electron [options] <app> [arguments]\n');
  app.exit(2);
} else {
  redirectDatabase();
  moduleInternals._preloadModules(preloads);
  process.argv.splice(1, process.argv.length - 1, ...appArguments);
  const entry = assumeIdentity(path.resolve(target));
  await import(pathToFileURL(entry).href);
}
