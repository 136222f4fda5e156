import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * What an unpacked app holds of Homereel itself.
 * @typedef {object} PackedContents
 * @property {string[]} inArchive files of `app.asar`, with `/`, those that lie beside it included
 * @property {string[]} besideArchive files of `app.asar.unpacked`
 * @property {number} bytes of both, without Electron
 * @property {boolean} forSmokeTest whether it is marked as the one that obeys a debugger
 */

/**
 * Reads an unpacked app.
 * @param {string} resources its folder `resources`
 * @returns {Promise<PackedContents>}
 */
export async function readContents(resources) {
  const { extractFile, listPackage } = await import('@electron/asar');
  const archive = join(resources, 'app.asar');
  const unpacked = `${archive}.unpacked`;
  const names = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/').replace(/^\//, ''));
  const folders = new Set(names.map((name) => name.slice(0, Math.max(0, name.lastIndexOf('/')))));
  const beside = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = beside.map((entry) => join(entry.parentPath, entry.name));
  return {
    inArchive: names.filter((name) => !folders.has(name)),
    besideArchive: paths.map((path) => relative(unpacked, path).replaceAll('\\', '/')),
    forSmokeTest: JSON.parse(extractFile(archive, 'package.json').toString()).forSmokeTest === true,
    bytes: paths.reduce((sum, path) => sum + statSync(path).size, statSync(archive).size),
  };
}

const needed = [
  'package.json',
  'out/main/index.cjs',
  'out/main/gate-worker.cjs',
  'out/main/document-worker.cjs',
  'out/preload/index.cjs',
  'out/renderer/index.html',
];
const database = /^node_modules\/(?:better-sqlite3|bindings|file-uri-to-path)\//;
const superfluous = /\.(?:map|ts|tsx|cc?|cpp|h|hpp|gypi?|md|sh)$/;

/**
 * What is wrong with the contents: a package holds the built app, the database with the one addon that runs here, and nothing else.
 * @param {Pick<PackedContents, 'inArchive' | 'besideArchive'> & Partial<PackedContents>} contents
 * @param {boolean} [forSmokeTest] whether it is to obey a debugger
 * @returns {string[]} a sentence each; empty when all is as it should be
 */
export function complaintsAbout({ inArchive, besideArchive, forSmokeTest: isMarked = false }, forSmokeTest = false) {
  const complaints = needed.filter((name) => !inArchive.includes(name)).map((name) => `${name} is missing.`);
  const strangers = inArchive.filter((name) => name !== 'package.json' && !name.startsWith('out/') && !database.test(name));
  const useless = inArchive.filter((name) => superfluous.test(name));
  for (const name of new Set([...strangers, ...useless])) complaints.push(`${name} does not belong in it.`);
  const addons = inArchive.filter((name) => name.endsWith('.node'));
  if (addons.length !== 1) complaints.push(`It has ${addons.length} addons instead of one: ${addons.join(', ')}.`);
  for (const addon of addons)
    if (!besideArchive.includes(addon)) complaints.push(`${addon} is inside the archive, where it cannot be loaded.`);
  for (const name of besideArchive) if (!addons.includes(name)) complaints.push(`${name} need not lie beside the archive.`);
  if (isMarked && !forSmokeTest) complaints.push('It obeys a debugger, which is for the smoke test only.');
  if (forSmokeTest && !isMarked) complaints.push('It is not marked as the package of the smoke test.');
  return complaints;
}
