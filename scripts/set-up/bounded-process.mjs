import { spawn } from 'node:child_process';

const keptOutputCharacters = 200_000;
const politeStopMs = 5_000;

/**
 * What became of a program.
 * @typedef {object} Finished
 * @property {number | null} code exit code; null when it was stopped or could not be started
 * @property {boolean} timedOut stopped because its time was up
 * @property {string} stdout the last part of what it wrote
 * @property {string} stderr the last part of what it wrote
 */

/**
 * Runs a program to its end, but never longer than `timeoutMs`: then its whole process group is killed. Ctrl+C and termination of this
 * process reach the group too (a package manager interrupted politely tidies up), then this process ends. Never throws: a program that
 * cannot be started ends with `code: null` and the reason in `stderr`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ timeoutMs: number, cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, shell?: boolean,
 *   signal?: AbortSignal }} options `onLine` gets each line of both streams as it comes; an aborted `signal` kills the group
 * @returns {Promise<Finished>}
 */
export function runBounded(command, args, { timeoutMs, cwd, env = process.env, onLine, shell = false, signal }) {
  return new Promise((resolve) => {
    const posix = process.platform !== 'win32';
    const child = spawn(command, args, { cwd, env, shell, detached: posix, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    let timedOut = false;

    const signalGroup = (/** @type {NodeJS.Signals} */ name) => {
      try {
        if (posix && child.pid !== undefined) process.kill(-child.pid, name);
        else child.kill(name);
      } catch {
        // The group is gone already.
      }
    };
    const killGroup = () => signalGroup('SIGKILL');
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup();
    }, timeoutMs);
    /** @type {number | null} */
    let endWith = null;
    /** @type {(name: NodeJS.Signals) => void} */
    const passOn = (name) => {
      endWith = name === 'SIGINT' ? 130 : 143;
      signalGroup(name);
      setTimeout(killGroup, politeStopMs).unref();
    };
    process.on('SIGINT', passOn);
    process.on('SIGTERM', passOn);
    process.on('exit', killGroup);
    signal?.addEventListener('abort', killGroup);

    for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
      let rest = '';
      child[name].setEncoding('utf8');
      child[name].on('data', (/** @type {string} */ text) => {
        output[name] = (output[name] + text).slice(-keptOutputCharacters);
        const lines = (rest + text).split(/\r?\n|\r/);
        rest = lines.pop() ?? '';
        for (const line of lines) onLine?.(line);
      });
    }

    const settle = (/** @type {number | null} */ code) => {
      clearTimeout(timer);
      process.off('SIGINT', passOn);
      process.off('SIGTERM', passOn);
      process.off('exit', killGroup);
      signal?.removeEventListener('abort', killGroup);
      if (endWith !== null) process.exit(endWith);
      resolve({ code, timedOut, ...output });
    };
    child.on('error', (error) => {
      output.stderr += error.message;
      settle(null);
    });
    child.on('close', (code) => settle(code));
  });
}

/**
 * The end of what a failed program said, for an error message.
 * @param {Finished} finished
 * @returns {string}
 */
export function lastWords({ stdout, stderr, timedOut }) {
  const text = (stderr.trim() || stdout.trim()).split('\n').slice(-12).join('\n');
  return timedOut ? `it did not finish in time\n${text}` : text;
}
