import { join } from 'node:path';
import { projectRoot } from '../set-up/places.mjs';

/** Where the package of the smoke test goes, so that it is never taken for one that people get. */
export const smokeOutput = 'dist/for-smoke-test';

/**
 * Where electron-builder leaves the unpacked app for this system.
 * @param {NodeJS.Platform} [platform]
 * @param {string} [arch]
 * @param {string} [output] the folder that electron-builder was told, below the checkout
 * @returns {{ folder: string, program: string, resources: string }} absolute paths
 */
export function unpackedApp(platform = process.platform, arch = process.arch, output = 'dist') {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') {
    const folder = join(projectRoot, output, `mac${suffix}`);
    const bundle = join(folder, 'Homereel.app', 'Contents');
    return { folder, program: join(bundle, 'MacOS', 'Homereel'), resources: join(bundle, 'Resources') };
  }
  const windows = platform === 'win32';
  const folder = join(projectRoot, output, `${windows ? 'win' : 'linux'}${suffix}-unpacked`);
  return { folder, program: join(folder, windows ? 'Homereel.exe' : 'homereel'), resources: join(folder, 'resources') };
}
