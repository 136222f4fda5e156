import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runMediaProgram } from '../../../../main/media/media-program.ts';
import { spawnBound } from '../../../../main/platform/processes/process-bound.ts';
import { processesIn } from './processes.ts';

const MODULE = path.resolve(import.meta.dirname, '../../../../main/platform/processes/process-bound.ts');

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'homereel-bound-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** Kills an app that just started a long program, and says which processes are left of it once they had time to die. */
async function leftAfterDeath(startProgram: string): Promise<number[]> {
  const cwd = await folder();
  const app = path.join(cwd, 'app.mjs');
  await writeFile(app, `${startProgram}\nprocess.send('started');\nsetInterval(() => undefined, 1000);\n`);
  const child = fork(app, { cwd, execArgv: ['--no-warnings'] });
  await once(child, 'message');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const deadlineMs = performance.now() + 3000;
  while (processesIn(cwd).length > 0 && performance.now() < deadlineMs) await new Promise((resolve) => setTimeout(resolve, 10));
  const left = processesIn(cwd);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  return left;
}

test('a bound program dies with its app, and an unbound one does not', async () => {
  expect(await leftAfterDeath(`import { spawnBound } from '${MODULE}'; spawnBound('sleep', ['30'], 'ignore');`)).toEqual([]);
  const unbound = `import { spawn } from 'node:child_process'; spawn('sleep', ['30'], { stdio: 'ignore' });`;
  expect(await leftAfterDeath(unbound)).toHaveLength(1);
});

test('a bound program’s exit code and both outputs come through, and it can be ended', async () => {
  const { child } = spawnBound('sh', ['-c', 'echo out; echo err >&2; exit 3'], 'pipe');
  const texts = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (texts.stdout += chunk));
  child.stderr?.on('data', (chunk) => (texts.stderr += chunk));
  const [code] = await once(child, 'close');
  expect({ code, ...texts }).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' });

  const long = spawnBound('sleep', ['30'], 'ignore');
  const closed = once(long.child, 'close');
  long.end();
  await closed;
});

test.each(['aborted', 'out of time'])('a media program that is %s is gone when its end is told', async (how) => {
  const cwd = await folder();
  const program = path.join(cwd, 'sleeps');
  await writeFile(program, `#!/bin/sh\ncd ${cwd}\necho started\nexec sleep 30\n`, { mode: 0o755 });
  const stopping = new AbortController();
  let before: number[] = [];
  // Read in the same turn: a moment later the program is gone in any case.
  const { exitCode, left } = await runMediaProgram({
    command: program,
    args: [],
    reads: [],
    timeoutMs: how === 'aborted' ? 60_000 : 500,
    signal: stopping.signal,
    isIdleWork: true,
    onLine: () => {
      before = processesIn(cwd);
      if (how === 'aborted') stopping.abort();
    },
  }).then((end) => ({ ...end, left: processesIn(cwd) }));
  expect(before).toHaveLength(1);
  expect({ exitCode, left }).toEqual({ exitCode: null, left: [] });
});
