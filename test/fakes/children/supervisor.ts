// Starts a tree as the app does (`guarded`) or without the orphan guard (`plain`), prints its identity as JSON when the tree is
// ready, and then waits to be killed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createProcessTrees, type TreeIdentity } from '../../../main/platform/processes/process-tree.ts';

const [how = '', token = '', runFolder = '', ...acts] = process.argv.slice(2);
const args = [...process.execArgv, join(import.meta.dirname, 'scripted-child.ts'), ...acts];
const env = { PATH: process.env.PATH ?? '' };

async function start(): Promise<{ identity: TreeIdentity; stdout: NodeJS.ReadableStream }> {
  if (how === 'guarded')
    return createProcessTrees().spawn({ command: process.execPath, args, cwd: runFolder, env, token, runFolder });
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    cwd: runFolder,
    env: { ...env, HOMEREEL_RUN: token },
  });
  return { identity: { pid: child.pid ?? null, startedAt: null, token }, stdout: child.stdout };
}

const tree = await start();
createInterface(tree.stdout).on('line', (line) => {
  if (line.startsWith('ready')) console.log(JSON.stringify(tree.identity));
});
