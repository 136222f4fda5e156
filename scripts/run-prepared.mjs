import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './set-up/build.mjs';
import { runInForeground } from './set-up/forward.mjs';
import { continueUnderProjectNode } from './set-up/node-version.mjs';
import { projectRoot } from './set-up/places.mjs';
import { runScript, SetUpError } from './set-up/set-up-error.mjs';
import { chooseYtDlp, setUp } from './set-up.mjs';

// usage: node scripts/run-prepared.mjs NAME [arguments]: sets up and builds what is missing, then runs scripts/NAME.ts under the project's Node.
await runScript(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  if (!/^[a-z-]+(?:\/[a-z-]+)?$/.test(name)) throw new SetUpError('Name a script of the folder scripts, without its ending.');
  await setUp();
  await continueUnderProjectNode(fileURLToPath(import.meta.url));
  await ensureBuild();
  await chooseYtDlp();
  process.exitCode = await runInForeground(process.execPath, [join(projectRoot, 'scripts', `${name}.ts`), ...args], {
    cwd: projectRoot,
  });
});
