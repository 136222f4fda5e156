import { createServer } from 'node:http';
import { runBounded } from '../bounded-process.mjs';

const versionTimeoutMs = 20_000;
const parseTimeoutMs = 45_000;
const page = '<!doctype html><title>Trial</title><video src="/trial.mp4"></video>';

/**
 * Asks a yt-dlp for its version.
 * @param {string} path
 * @returns {Promise<string | null>} null when it does not run
 */
export async function versionOf(path) {
  const { code, stdout } = await runBounded(path, ['--version'], { timeoutMs: versionTimeoutMs });
  const version = stdout.trim();
  return code === 0 && /^\d{4}\.\d{2}\.\d{2}/.test(version) ? version : null;
}

/**
 * Whether a yt-dlp does real work here: it reads a small page from this process on loopback and finds the video in it. A package made for
 * another release of the system can print its version and still lack a library for this.
 * @param {string} path
 * @returns {Promise<boolean>}
 */
export async function readsPage(path) {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    const finished = await runBounded(path, ['--ignore-config', '-J', '--flat-playlist', '--', `http://127.0.0.1:${port}/page`], {
      timeoutMs: parseTimeoutMs,
    });
    return finished.code === 0 && finished.stdout.includes('/trial.mp4');
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
