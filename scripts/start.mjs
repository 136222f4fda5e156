import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveElectron } from './electron/resolve.mjs';
import { say } from './set-up/announce.mjs';
import { ensureBuild } from './set-up/build.mjs';
import { runInForeground } from './set-up/forward.mjs';
import { continueUnderProjectNode } from './set-up/node-version.mjs';
import { projectRoot } from './set-up/places.mjs';
import { hasScreen } from './set-up/screen.mjs';
import { runScript } from './set-up/set-up-error.mjs';
import { chooseYtDlp, setUp } from './set-up.mjs';

// `npm start`: sets up what is missing and opens the app; without a screen it runs the demonstration on a virtual one.
await runScript(async () => {
  const screen = await hasScreen();
  await setUp({ display: !screen });
  await continueUnderProjectNode(fileURLToPath(import.meta.url));
  await ensureBuild();
  await chooseYtDlp();

  if (!screen) {
    say('There is no screen here, so the app cannot be shown. Running the demonstration on a virtual one instead.');
    const demo = join(projectRoot, 'scripts', 'demo.ts');
    process.exitCode = await runInForeground(process.execPath, [demo, ...process.argv.slice(2)], { cwd: projectRoot });
    return;
  }
  const electron = await resolveElectron();
  say('Opening Homereel …');
  process.exitCode = await runInForeground(electron.path, [...electron.args, projectRoot, ...process.argv.slice(2)], {
    cwd: projectRoot,
    env: electron.env,
  });
});
