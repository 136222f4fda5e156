import { fileURLToPath } from 'node:url';
import { runInForeground } from './set-up/forward.mjs';
import { continueUnderProjectNode } from './set-up/node-version.mjs';
import { ensurePackages } from './set-up/packages.mjs';
import { projectRoot } from './set-up/places.mjs';
import { runScript } from './set-up/set-up-error.mjs';

const stepTimeoutMs = 10 * 60_000;

const steps = [
  { title: 'types', command: ['tsc', '-b'] },
  {
    title: 'lint, format',
    command: ['biome', 'ci', '--error-on-warnings', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'],
  },
  { title: 'sizes and names of files', command: ['node', 'scripts/check/sources.mjs'] },
  { title: 'arrows between rooms, circles, sizes of folders and functions', command: ['node', 'scripts/check/arrows.mjs'] },
];

// `npm run check`: every step runs, so that one run shows all that is wrong.
await runScript(async () => {
  await ensurePackages();
  await continueUnderProjectNode(fileURLToPath(import.meta.url));
  const outcomes = [];
  for (const { title, command } of steps) {
    const [program = '', ...args] = command;
    const code = await runInForeground(program, args, { cwd: projectRoot, timeoutMs: stepTimeoutMs });
    outcomes.push({ title, code });
  }
  for (const { title, code } of outcomes) process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${title}\n`);
  process.exitCode = outcomes.every(({ code }) => code === 0) ? 0 : 1;
});
