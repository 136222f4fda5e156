import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectRoot } from './places.mjs';
import { SetUpError } from './set-up-error.mjs';

const oldestMajor = 20;
const projectMajor = 24;
const binFolder = join(projectRoot, 'node_modules', '.bin');
const projectNode = join(projectRoot, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** @returns {number} the major version of the Node.js that runs this */
const runningMajor = () => Number.parseInt(process.versions.node, 10);

/**
 * @throws {SetUpError} when this Node.js is too old to set up anything
 */
export function requireUsableNode() {
  if (runningMajor() >= oldestMajor) return;
  throw new SetUpError(
    `Homereel needs Node.js ${oldestMajor} or newer, and this is ${process.version}. Please install a newer one.`,
  );
}

/** @returns {boolean} whether the project's own Node.js is there */
export const hasProjectNode = () => existsSync(projectNode);

/**
 * The environment in which the project's programs find each other: its own binaries, Node.js 24 among them, come first on the path.
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment(environment = process.env) {
  const path = environment['PATH'] ?? environment['Path'] ?? '';
  return { ...environment, PATH: path.split(delimiter).includes(binFolder) ? path : `${binFolder}${delimiter}${path}` };
}

/**
 * The environment as it was outside the project: for replacing `node_modules`, which must not run on a Node.js inside it.
 * @returns {NodeJS.ProcessEnv}
 */
export function outerEnvironment() {
  const path = process.env['PATH'] ?? process.env['Path'] ?? '';
  const outer = path.split(delimiter).filter((folder) => !folder.startsWith(join(projectRoot, 'node_modules')));
  return { ...process.env, PATH: outer.join(delimiter) };
}

/**
 * Runs the script again under the project's Node.js when this one is older, and ends this process with its exit code. Returns when there
 * is nothing to do. To be called after set-up.
 * @param {string} script absolute path of the script that asks
 * @returns {Promise<void>}
 */
export async function continueUnderProjectNode(script) {
  if (runningMajor() >= projectMajor) return;
  const child = spawn(projectNode, [script, ...process.argv.slice(2)], { stdio: 'inherit', env: projectEnvironment() });
  // The terminal sends Ctrl+C to both; this process stays until the inner one has tidied up. A plain kill is passed on.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exitCode, signal) => resolve(exitCode ?? (signal === 'SIGINT' ? 130 : 143)));
  });
  process.exit(code);
}
