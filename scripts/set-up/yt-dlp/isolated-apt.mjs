import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runBounded } from '../bounded-process.mjs';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const releases = ['bullseye', 'bookworm', 'trixie', 'forky', 'duke'];

/**
 * The suites in which a newer yt-dlp for a release may be: its own backports and the next release's (the package is plain Python and has
 * been seen to run on the release before).
 * @param {string} codename
 * @returns {string[]}
 */
export function backportSuites(codename) {
  const index = releases.indexOf(codename);
  return releases.slice(index, index + 2).flatMap((release) => (index < 0 ? [] : [`${release}-backports`]));
}

/**
 * The Debian archive that this system already uses, so that nothing else is contacted.
 * @param {string} codename of the running release
 * @returns {Promise<string | null>} its address; null when the system has none configured
 */
async function configuredArchive(codename) {
  const format = '$(CODENAME)|$(ORIGIN)|$(COMPONENT)|$(REPO_URI)';
  const { stdout } = await runBounded('apt-get', ['indextargets', '--format', format], { timeoutMs: 20_000 });
  const rows = stdout.split('\n').map((line) => line.split('|'));
  return rows.find(([name, origin, component]) => name === codename && origin === 'Debian' && component === 'main')?.[3] ?? null;
}

/**
 * An apt of its own in a folder: own sources, lists and cache. The system's sources stay as they are; only its network settings (a proxy,
 * say) are taken over.
 * @typedef {{ run(args: readonly [program: string, ...rest: string[]], options: { timeoutMs: number, cwd?: string }):
 *   Promise<import('../bounded-process.mjs').Finished> }} IsolatedApt
 */

/**
 * @param {string} folder absolute, without quotes in its name
 * @param {string} codename of the running release
 * @returns {Promise<IsolatedApt | null>} null where there is nothing to ask
 */
export async function createIsolatedApt(folder, codename) {
  const archive = await configuredArchive(codename);
  const suites = backportSuites(codename);
  if (archive === null || suites.length === 0 || folder.includes('"')) return null;

  for (const name of ['lists/partial', 'cache/archives/partial', 'etc/parts', 'state'])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'state', 'status'), '');
  const sources = suites.map((suite) => `deb [signed-by=${keyring}] ${archive} ${suite} main\n`);
  writeFileSync(join(folder, 'etc', 'sources.list'), sources.join(''));
  const network = await runBounded('apt-config', ['dump', '--no-empty', '--format', '%F "%v";%n', 'Acquire'], {
    timeoutMs: 20_000,
  });
  const inherited = network.stdout.split('\n').filter((line) => /^Acquire::(http|https|ftp|socks)/i.test(line));
  writeFileSync(
    join(folder, 'etc', 'apt.conf'),
    [
      ...inherited,
      `Dir "${folder}/";`,
      `Dir::Etc "${folder}/etc/";`,
      `Dir::Etc::SourceList "${folder}/etc/sources.list";`,
      `Dir::Etc::SourceParts "${folder}/etc/parts";`,
      `Dir::Etc::Parts "${folder}/etc/parts";`,
      `Dir::Etc::Main "${folder}/etc/none";`,
      `Dir::Etc::Preferences "${folder}/etc/none";`,
      `Dir::Etc::PreferencesParts "${folder}/etc/parts";`,
      `Dir::State "${folder}/state/";`,
      `Dir::State::Lists "${folder}/lists/";`,
      `Dir::State::Status "${folder}/state/status";`,
      `Dir::Cache "${folder}/cache/";`,
      'Acquire::Languages "none";',
      'Acquire::Retries "1";',
      'Acquire::http::Timeout "15";',
      'Acquire::https::Timeout "15";',
      // apt's own unprivileged user could not read a folder inside somebody's home.
      'APT::Sandbox::User "root";',
      '',
    ].join('\n'),
  );
  return {
    run: ([program, ...rest], options) =>
      runBounded(program, rest, {
        ...options,
        env: { ...process.env, APT_CONFIG: join(folder, 'etc', 'apt.conf'), LC_ALL: 'C.UTF-8' },
      }),
  };
}
