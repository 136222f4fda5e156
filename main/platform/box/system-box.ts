import { execFile } from 'node:child_process';
import { lstat, readlink } from 'node:fs/promises';
import { totalmem } from 'node:os';
import type { Box, BoxedCommand, BoxReason, BoxRequest } from './box-types.ts';
import { type BubblewrapFacts, bubblewrapCommand, trialRequest } from './bubblewrap.ts';
import { findProgramNeeds, PROGRAM_FOLDERS, type ProgramNeeds } from './program-needs.ts';
import { SANDBOX_EXEC, sandboxExecCommand } from './sandbox-exec.ts';

/** A box that starts within some ten milliseconds; one that takes this long is none. */
const TRIAL_LIMIT_MS = 10_000;
const GIBIBYTE = 1024 ** 3;
const BUBBLEWRAPS = ['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/bin/bwrap', '/run/current-system/sw/bin/bwrap'];
const PYTHONS = ['/usr/bin/python3', '/usr/local/bin/python3', '/bin/python3', '/run/current-system/sw/bin/python3'];

let known: Promise<Box> | undefined;
/** Programs that do not start inside the box, such as one whose parts lie where nobody can tell. */
const leftOut = new Set<string>();
/** What bubblewrap itself says when it could not start the program. */
const BOX_FAILED = /^bwrap: /;

/**
 * Finds out which box this computer has, by trying, and remembers it: a fact of the computer, the same for everybody who asks. The variable
 * `HOMEREEL_BOX=off` leaves it out, for finding errors. Never rejects.
 */
export function systemBox(): Promise<Box> {
  known ??= findBox(process.platform, process.env);
  return known;
}

/** Tells from what came out whether the box itself failed and the program never started; then it is tried again before it is used next. */
export function isBoxFailure(stderr: string): boolean {
  if (!BOX_FAILED.test(stderr)) return false;
  known = undefined;
  return true;
}

/** Starts this program, and those that start it, without the box from now on; or in it again. */
export function leaveOutOfBox(program: string, isLeftOut: boolean): void {
  if (isLeftOut) leftOut.add(program);
  else leftOut.delete(program);
}

/** What holds now. */
export interface BoxState extends Pick<Box, 'strength' | 'reason'> {
  /** Programs that cannot be put in the box; while there is one the box guards nothing for sure. */
  readonly leftOut: readonly string[];
}

/** Tells what holds now. */
export async function boxState(): Promise<BoxState> {
  const { strength, reason } = await systemBox();
  const programs = strength === 'none' ? [] : [...leftOut];
  return { strength: programs.length === 0 ? strength : 'none', reason, leftOut: programs };
}

/** Finds the box of a computer of this kind. Never rejects. */
export async function findBox(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Promise<Box> {
  if (env['HOMEREEL_BOX'] === 'off') return noBox('off');
  if (platform === 'linux') return await findBubblewrap();
  if (platform === 'darwin') return await findSandboxExec();
  return noBox('otherSystem');
}

function noBox(reason: BoxReason): Box {
  return { strength: 'none', reason, wrap: (request) => Promise.resolve(plain(request)) };
}

const plain = ({ command, args, env }: BoxRequest): BoxedCommand => ({ command, args, env });

const isOutside = (needs: readonly ProgramNeeds[]): boolean => needs.some(({ file }) => leftOut.has(file));

async function findBubblewrap(): Promise<Box> {
  const bubblewrap = await firstThat(BUBBLEWRAPS, isThere);
  if (bubblewrap === undefined) return noBox('notInstalled');
  const least: BubblewrapFacts = {
    bubblewrap,
    links: await readLinks(PROGRAM_FOLDERS),
    canDisableNamespaces: (await output(bubblewrap, ['--help'])).includes('--disable-userns'),
    hasNetworkNamespace: false,
    python: undefined,
    // Half of the memory, so that one bad file does not stop the computer; films need far less.
    memoryLimitBytes: Math.min(Math.max(totalmem() / 2, GIBIBYTE), 4 * GIBIBYTE),
  };
  const alone = { ...least, hasNetworkNamespace: true };
  const whole = { ...alone, python: await firstThat(PYTHONS, isThere) };
  if (whole.python !== undefined && (await works(whole, '/dev/null'))) return bubblewrapBox(whole, 'whole');
  const facts = await firstThat([alone, least], (candidate) => works(candidate, undefined));
  return facts === undefined ? noBox('doesNotWork') : bubblewrapBox(facts, 'without network');
}

async function works(facts: BubblewrapFacts, socketPath: string | undefined): Promise<boolean> {
  const request = trialRequest(socketPath);
  const { command, args, env } = bubblewrapCommand(request, [{ file: request.command, paths: [] }], facts);
  return await succeeds(command, args, env);
}

function bubblewrapBox(facts: BubblewrapFacts, strength: 'whole' | 'without network'): Box {
  return {
    strength,
    reason: strength === 'whole' ? 'whole' : 'withoutNetwork',
    wrap: async (request) => {
      const needs = await needsOf(request);
      return isOutside(needs) ? plain(request) : bubblewrapCommand(request, needs, facts);
    },
  };
}

async function findSandboxExec(): Promise<Box> {
  const wrap = async (request: BoxRequest): Promise<BoxedCommand> => {
    const needs = await needsOf(request);
    return isOutside(needs) ? plain(request) : sandboxExecCommand(request, needs);
  };
  const trial = sandboxExecCommand(trialRequest(undefined), [{ file: '/usr/bin/true', paths: [] }]);
  if (!(await succeeds(SANDBOX_EXEC, trial.args, trial.env))) return noBox('doesNotWork');
  return { strength: 'whole', reason: 'whole', wrap };
}

/** The program that is started comes first. */
async function needsOf({ command, env, programs = [] }: BoxRequest): Promise<ProgramNeeds[]> {
  const find = (program: string): Promise<ProgramNeeds> => findProgramNeeds(program, env['PATH']);
  const others = programs.map((program) => find(program).catch(() => undefined));
  return [await find(command), ...(await Promise.all(others)).filter((needs) => needs !== undefined)];
}

async function readLinks(places: readonly string[]): Promise<Record<string, string>> {
  const links = await Promise.all(places.map(async (place) => [place, await readlink(place).catch(() => undefined)] as const));
  return Object.fromEntries(links.filter((link): link is [string, string] => link[1] !== undefined));
}

async function firstThat<Value>(
  values: readonly Value[],
  isGood: (value: Value) => Promise<boolean>,
): Promise<Value | undefined> {
  for (const value of values) if (await isGood(value)) return value;
  return undefined;
}

async function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

function succeeds(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(command, args, { env, timeout: TRIAL_LIMIT_MS, killSignal: 'SIGKILL' }, (error) => resolve(error === null));
  });
}

function output(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, args, { env: {}, timeout: TRIAL_LIMIT_MS, killSignal: 'SIGKILL' }, (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
}
