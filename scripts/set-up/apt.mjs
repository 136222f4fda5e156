import { say, startProgress } from './announce.mjs';
import { lastWords, runBounded } from './bounded-process.mjs';
import { SetUpError } from './set-up-error.mjs';

const updateTimeoutMs = 3 * 60_000;
const installTimeoutMs = 15 * 60_000;
const networkOptions = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::https::Timeout=20'];
const lockOptions = ['-o', 'DPkg::Lock::Timeout=120'];

/**
 * How this person may install system packages.
 * @returns {Promise<readonly string[] | null>} the words to put before a command: none for root, sudo where it asks no password; null when
 *   they may not
 */
export async function administratorPrefix() {
  if (process.getuid?.() === 0) return [];
  const sudo = await runBounded('sudo', ['-n', 'true'], { timeoutMs: 5_000 });
  return sudo.code === 0 ? ['sudo', '-n'] : null;
}

/**
 * Reads one line of what apt says. (Its status protocol would give a percentage, but on a standard stream it takes that stream from the
 * packages' own scripts, which then fail; and sudo closes any other.)
 * @param {string} line
 * @returns {string | null} what a person can be shown, e.g. `setting up ffmpeg`; null for any other line
 */
export function parseStep(line) {
  const [, fetched, step, name] =
    /^(?:Get:\d+ \S+ \S+ \S+ ([a-z0-9][a-z0-9.+-]*) |(Unpacking|Setting up) ([^\s:]+))/.exec(line) ?? [];
  if (fetched) return `fetching ${fetched}`;
  return step && name ? `${step.toLowerCase()} ${name}` : null;
}

/**
 * Installs Debian packages. For each part the first name that the system's sources know is taken.
 * @param {readonly (readonly string[])[]} parts alternative names, one list a part
 * @param {readonly string[]} prefix from `administratorPrefix`
 * @returns {Promise<void>}
 * @throws {SetUpError} when apt fails, with its last words
 */
export async function installDebianPackages(parts, prefix) {
  await run(
    'reading the package lists',
    ['apt-get', ...networkOptions, ...lockOptions, '-q', 'update'],
    prefix,
    updateTimeoutMs,
  ).then(
    // A source of the system that does not answer need not matter: the packages may come from another one.
    (finished) => finished.code !== 0 && say('  Some package sources did not answer; going on with the others.'),
  );
  const names = [];
  for (const alternatives of parts) names.push(await firstKnown(alternatives));
  say(`Installing system packages: ${names.join(' ')}`);
  const install = ['apt-get', ...networkOptions, ...lockOptions, '-q', '-y', '--no-install-recommends', 'install', ...names];
  let finished = await run('apt-get install', install, prefix, installTimeoutMs);
  if (finished.code !== 0 && /dpkg --configure -a|--fix-broken/.test(finished.stderr + finished.stdout)) {
    say('  An earlier installation was interrupted; finishing it first.');
    await run('dpkg --configure -a', ['dpkg', '--configure', '-a'], prefix, installTimeoutMs);
    await run(
      'apt-get --fix-broken install',
      ['apt-get', ...lockOptions, '-q', '-y', '--fix-broken', 'install'],
      prefix,
      installTimeoutMs,
    );
    finished = await run('apt-get install', install, prefix, installTimeoutMs);
  }
  if (finished.code !== 0) {
    throw new SetUpError(`The system packages could not be installed: ${lastWords(finished)}\n\nBy hand: ${install.join(' ')}`);
  }
}

/**
 * @param {string} title
 * @param {readonly string[]} command
 * @param {readonly string[]} prefix
 * @param {number} timeoutMs
 */
async function run(title, command, prefix, timeoutMs) {
  const progress = startProgress(title);
  // `env` comes after sudo, because sudo clears the environment.
  const [first = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C.UTF-8', ...command];
  const finished = await runBounded(first, rest, {
    timeoutMs,
    onLine: (line) => {
      const step = parseStep(line);
      if (step !== null) progress.update(step);
    },
  });
  progress.stop();
  return finished;
}

/**
 * @param {readonly string[]} alternatives
 * @returns {Promise<string>}
 */
async function firstKnown(alternatives) {
  for (const name of alternatives) {
    const { stdout } = await runBounded('apt-cache', ['madison', name], { timeoutMs: 20_000 });
    if (stdout.includes(`${name} |`)) return name;
  }
  return alternatives.at(-1) ?? '';
}
