// A program that misbehaves on demand. Its acts are the arguments, e.g. `parent own-session stubborn`; it says on standard
// output when it got there: `ready <pid>`, and `child <pid>` once its own child is ready.
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const FOR_EVER_MS = 2 ** 31 - 1;

function idle(): void {
  setInterval(() => undefined, FOR_EVER_MS);
  console.log(`ready ${process.pid}`);
}

function stubborn(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => console.log(`ignored ${signal}`));
  idle();
}

/** Ends by itself on SIGINT, with a code of its own. */
function graceful(code: number): void {
  process.on('SIGINT', () => process.exit(code));
  idle();
}

function burn(): void {
  setInterval(() => {
    const untilMs = performance.now() + 20;
    while (performance.now() < untilMs) Math.random();
  }, 1);
  console.log(`ready ${process.pid}`);
}

/** Adds a byte to a file every 20 ms, so that a test can see it live on. */
function tick(file: string): void {
  setInterval(() => appendFileSync(file, '.'), 20);
  console.log(`ready ${process.pid}`);
}

/** Starts a copy of itself in the same group or in a session of its own, and then stays, or leaves it alone. */
function parent(session: string, acts: readonly string[], whenReady: () => void): void {
  const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, ...acts], {
    detached: session === 'own-session',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface(child.stdout).once('line', () => {
    console.log(`child ${child.pid}`);
    whenReady();
  });
}

const [act = '', ...rest] = process.argv.slice(2);
const [first = '', ...others] = rest;
switch (act) {
  case 'idle':
    idle();
    break;
  case 'stubborn':
    stubborn();
    break;
  case 'graceful':
    graceful(Number(first));
    break;
  case 'burn':
    burn();
    break;
  case 'tick':
    tick(first);
    break;
  case 'parent':
    parent(first, others, () => console.log(`ready ${process.pid}`));
    break;
  case 'leave':
    parent(first, others, () => process.exit(0));
    break;
  case 'print':
    process.stdout.write(first);
    process.stderr.write(others.join(' '));
    break;
  case 'environment':
    console.log(JSON.stringify(process.env));
    break;
  case 'exit':
    process.exitCode = Number(first);
    break;
  case 'die':
    process.kill(process.pid, first);
    setInterval(() => undefined, FOR_EVER_MS);
    break;
  default:
    throw new Error(`unknown act: ${act}`);
}
