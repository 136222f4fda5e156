import { join } from 'node:path';
import { projectRoot } from '../set-up/places.mjs';

/**
 * Where electron-builder leaves the unpacked app for this system.
 * @param {NodeJS.Platform} [platform]
 * @param {string} [arch]
 * @returns {{ folder: string, program: string, resources: string }} absolute paths
 */
export function unpackedApp(platform = process.platform, arch = process.arch) {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') {
    const folder = join(projectRoot, 'dist', `mac${suffix}`);
    const bundle = join(folder, 'Homereel.app', 'Contents');
    return { folder, program: join(bundle, 'MacOS', 'Homereel'), resources: join(bundle, 'Resources') };
  }
  const windows = platform === 'win32';
  const folder = join(projectRoot, 'dist', `${windows ? 'win' : 'linux'}${suffix}-unpacked`);
  return { folder, program: join(folder, windows ? 'Homereel.exe' : 'homereel'), resources: join(folder, 'resources') };
}
