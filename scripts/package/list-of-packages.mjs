import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { outerEnvironment } from '../set-up/node-version.mjs';
import { projectRoot } from '../set-up/places.mjs';

const timeoutMs = 60_000;
const mostBytes = 16 * 1024 * 1024;

/**
 * Every package that the app is built from, with version, licence and checksum, in the form that scanners for known holes read (CycloneDX).
 * Nothing is asked of the network: it is all in the lock file.
 * @returns {Promise<string>} JSON
 */
export async function listOfPackages() {
  const { stdout } = await promisify(execFile)('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: projectRoot,
    env: outerEnvironment(),
    shell: process.platform === 'win32',
    timeout: timeoutMs,
    maxBuffer: mostBytes,
  });
  return stdout;
}
