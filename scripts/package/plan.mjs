import { dirname, join } from 'node:path';
import { projectRoot } from '../set-up/places.mjs';
import { SetUpError } from '../set-up/set-up-error.mjs';
import { smokeOutput } from './places.mjs';

/** @typedef {import('electron-builder').Configuration} Configuration */

const sqliteFiles = [
  'better-sqlite3/{package.json,LICENSE,lib/**,build/**}',
  '{bindings,file-uri-to-path}/{package.json,LICENSE,*.js}',
];
const elsewhere = /^(?:-[mowl]+|--(?:mac|macos|linux|win|windows|x64|arm64|ia32|armv7l|universal))(?:=|$)/;

/**
 * Whether the wanted package is the unpacked app for this very system, which needs nothing but the Electron that is here.
 * @param {readonly string[]} args for electron-builder
 * @returns {boolean}
 */
export const isForThisSystem = (args) => args.includes('--dir') && !args.some((argument) => elsewhere.test(argument));

/**
 * What electron-builder is told beyond `electron-builder.yml`.
 * @param {{ path: string, version: string, offline: boolean }} electron the one to run here
 * @param {readonly string[]} args for electron-builder
 * @param {boolean} [forSmokeTest] whether a debugger may drive it
 * @returns {Configuration}
 * @throws {SetUpError} when the offline runtime would end up in something that is given to people
 */
export function packagingPlan({ path, version, offline }, args, forSmokeTest = false) {
  const runtime = dirname(path);
  /** @type {Configuration} */
  const base = {
    extends: join(projectRoot, 'electron-builder.yml'),
    ...(forSmokeTest && { directories: { output: smokeOutput }, extraMetadata: { forSmokeTest } }),
  };
  if (!offline) return isForThisSystem(args) ? { ...base, electronDist: runtime, electronVersion: version } : base;
  if (!isForThisSystem(args)) {
    throw new SetUpError(
      'The official Electron could not be fetched, and the offline one is for development and tests only: with it, only `npm run package -- --dir` is possible.',
    );
  }
  return {
    ...base,
    electronDist: runtime,
    electronVersion: version,
    // This runtime's Node.js cannot load the app's better-sqlite3; the one that it brings takes its place in the package.
    files: [
      '!node_modules/better-sqlite3/**',
      { from: join(runtime, 'sqlite', 'node_modules'), to: 'node_modules', filter: sqliteFiles },
    ],
  };
}
