import { accessSync, constants, statfsSync } from 'node:fs';
import { say } from '../set-up/announce.mjs';
import { runBounded } from '../set-up/bounded-process.mjs';

const enoughSharedMemoryBytes = 256 * 1024 * 1024;

/**
 * What Electron must be told to run on this machine. Empty on a usual desktop.
 * @returns {Promise<{ args: string[], env: Record<string, string> }>}
 */
export async function launchOptions() {
  const args = [];
  if (process.platform === 'linux') {
    if (process.getuid?.() === 0) args.push('--no-sandbox');
    else if (!(await canMakeSandbox())) {
      say('This system does not let programs make a sandbox for themselves; Electron runs without one here (development only).');
      args.push('--no-sandbox');
    }
    if (!hasSharedMemory()) args.push('--disable-dev-shm-usage');
  }
  return { args, env: {} };
}

/** @returns {Promise<boolean>} whether this user may make the namespaces of which Chromium builds its sandbox */
async function canMakeSandbox() {
  const trial = await runBounded('unshare', ['--user', '--map-root-user', 'true'], { timeoutMs: 5_000 });
  return trial.code === 0;
}

/** @returns {boolean} containers often give none, or so little that pages crash */
function hasSharedMemory() {
  try {
    accessSync('/dev/shm', constants.W_OK);
    const { blocks, bsize } = statfsSync('/dev/shm');
    return blocks * bsize >= enoughSharedMemoryBytes;
  } catch {
    return false;
  }
}
