import { spawn } from 'node:child_process';
import { projectEnvironment } from './node-version.mjs';

const forceAfterMs = 10_000;

/**
 * Runs a program that has the terminal to itself, until it ends. Ctrl+C reaches it through the terminal, a plain kill is passed on, and this
 * process stays until it has ended, so that what comes after (a summary, stopping a display) still happens.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} options after `timeoutMs` it is terminated, then killed
 * @returns {Promise<number>} its exit code; 124 when its time was up
 */
export async function runInForeground(command, args, { cwd, env = {}, timeoutMs }) {
  const child = spawn(command, args, {
    cwd,
    env: { ...projectEnvironment(), ...env },
    stdio: 'inherit',
    shell: process.platform === 'win32' && !command.endsWith('.exe'),
  });
  let timedOut = false;
  /** @type {NodeJS.Timeout | undefined} */
  let force;
  const terminate = () => {
    child.kill('SIGTERM');
    force = setTimeout(() => child.kill('SIGKILL'), forceAfterMs);
  };
  const timer =
    timeoutMs &&
    setTimeout(() => {
      timedOut = true;
      terminate();
    }, timeoutMs);
  const stay = () => {};
  process.on('SIGINT', stay);
  process.on('SIGTERM', terminate);
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(127);
    });
    child.on('exit', (exitCode, signal) => resolve(exitCode ?? (signal === 'SIGINT' ? 130 : 143)));
  });
  if (timer) clearTimeout(timer);
  clearTimeout(force);
  process.off('SIGINT', stay);
  process.off('SIGTERM', terminate);
  return timedOut ? 124 : code;
}
