import { connect } from 'node:net';
import { join } from 'node:path';

const answerTimeoutMs = 2_000;

/**
 * Whether a window can be shown. On Linux that takes a display server which answers; elsewhere there always is one.
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<boolean>}
 */
export async function hasScreen(environment = process.env) {
  if (process.platform !== 'linux') return true;
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland, XDG_RUNTIME_DIR: runtimeFolder } = environment;
  if (wayland && runtimeFolder && (await answers(join(runtimeFolder, wayland)))) return true;
  if (!x11) return false;
  const local = /^(?:unix)?:(\d+)(?:\.\d+)?$/.exec(x11);
  // A display over the network is taken at its word; a local one that has gone leaves its name behind.
  return local === null || (await answers(`/tmp/.X11-unix/X${local[1]}`));
}

/**
 * @param {string} socketPath
 * @returns {Promise<boolean>}
 */
function answers(socketPath) {
  return new Promise((resolve) => {
    const socket = connect({ path: socketPath, timeout: answerTimeoutMs });
    const end = (/** @type {boolean} */ result) => {
      socket.destroy();
      resolve(result);
    };
    socket.on('connect', () => end(true));
    socket.on('timeout', () => end(false));
    socket.on('error', () => end(false));
  });
}
