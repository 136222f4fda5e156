import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInForeground } from '../set-up/forward.mjs';
import { runScript, SetUpError } from '../set-up/set-up-error.mjs';
import { findProgram } from '../set-up/system-parts.mjs';

/** @typedef {import('node:stream').Readable} Readable */
/** @typedef {import('node:stream').Writable} Writable */

const startTimeoutMs = 15_000;
const stopTimeoutMs = 3_000;

// The shell ends the display when the pipe on its stream 4 closes: to stop it, and also when this process dies without a chance to.
const guard = `"$@" 4<&- & server=$!
exec 3>&-
(read -r _ <&4; kill "$server") 2>/dev/null & watcher=$!
wait "$server"
kill "$watcher" 2>/dev/null`;

/**
 * Starts a virtual X display on a free number that the server itself picks, so that many can run at once.
 * @param {{ widthPixels?: number, heightPixels?: number }} [size]
 * @returns {Promise<{ display: string, stop(): Promise<void> }>} `display` is the value for the variable DISPLAY, e.g. `:99`
 * @throws {SetUpError} when there is no Xvfb, or it does not start within 15 s
 */
export async function startVirtualDisplay({ widthPixels = 1440, heightPixels = 900 } = {}) {
  if (findProgram('Xvfb') === null) throw new SetUpError('There is no Xvfb on this system. Run: node scripts/set-up.mjs');
  const server = ['Xvfb', '-displayfd', '3', '-screen', '0', `${widthPixels}x${heightPixels}x24`, '-nolisten', 'tcp', '-noreset'];
  const child = spawn('sh', ['-c', guard, 'virtual-display', ...server], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const complaints = /** @type {Readable} */ (child.stderr);
  const displayNumber = /** @type {Readable} */ (child.stdio[3]);
  const lifeline = /** @type {Writable} */ (child.stdio[4]);
  const ended = new Promise((resolve) => child.on('exit', resolve).on('error', resolve));

  const stop = async () => {
    lifeline.destroy();
    const force = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(force);
    complaints.destroy();
    displayNumber.destroy();
  };

  const number = await new Promise((resolve) => {
    let complaint = '';
    const timer = setTimeout(() => resolve(new Error(complaint || 'it said nothing')), startTimeoutMs);
    const settle = (/** @type {string | Error} */ result) => {
      clearTimeout(timer);
      resolve(result);
    };
    complaints.setEncoding('utf8').on('data', (text) => {
      complaint = (complaint + text).slice(-2_000);
    });
    displayNumber.setEncoding('utf8').on('data', (text) => settle(text.trim()));
    void ended.then(() => settle(new Error(complaint || 'it ended at once')));
  });
  if (number instanceof Error) {
    await stop();
    throw new SetUpError(`The virtual display did not start: ${number.message}`);
  }
  return { display: `:${number}`, stop };
}

/**
 * Runs a command on a virtual display of its own: `node scripts/screen/virtual-display.mjs <command> <arguments>`.
 * @param {readonly string[]} command
 * @returns {Promise<void>} the exit code becomes this process's
 */
async function runOnVirtualDisplay([program, ...args]) {
  if (program === undefined) throw new SetUpError('usage: node scripts/screen/virtual-display.mjs <command> <arguments>');
  const { display, stop } = await startVirtualDisplay();
  const code = await runInForeground(program, args, { cwd: process.cwd(), env: { DISPLAY: display } });
  await stop();
  process.exitCode = code;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runScript(() => runOnVirtualDisplay(process.argv.slice(2)));
}
