import { say } from './announce.mjs';
import { administratorPrefix, installDebianPackages } from './apt.mjs';
import { installInstructions } from './instructions.mjs';
import { isDebianFamily, thisDistribution } from './operating-system.mjs';
import { SetUpError } from './set-up-error.mjs';
import { findProgram, missingParts } from './system-parts.mjs';

/**
 * Sees to it that the system has what Homereel needs: installs it on Debian and Ubuntu where this person may, says elsewhere what to install.
 * @param {{ display: boolean }} wanted `display`: also what is needed to run without a screen
 * @returns {Promise<void>}
 * @throws {SetUpError} naming what is missing and the command that installs it
 */
export async function ensureSystemParts(wanted) {
  const missing = missingParts(wanted);
  if (missing.length === 0) return;
  const distribution = thisDistribution();
  const system = { platform: process.platform, family: distribution.family };
  const installable = process.platform === 'linux' && isDebianFamily(distribution) && findProgram('apt-get') !== null;
  const prefix = installable ? await administratorPrefix() : null;
  if (prefix === null) throw new SetUpError(installInstructions(missing, system));

  say(`Missing on this system: ${missing.map((part) => part.title).join(', ')}.`);
  await installDebianPackages(
    missing.map((part) => part.debian),
    prefix,
  );
  const still = missingParts(wanted);
  if (still.length > 0)
    throw new SetUpError(`The packages were installed, but something is still missing.\n${installInstructions(still, system)}`);
}
