import { fileURLToPath } from 'node:url';
import { resolveElectron } from './electron/resolve.mjs';
import { runInForeground } from './set-up/forward.mjs';
import { continueUnderProjectNode } from './set-up/node-version.mjs';
import { projectRoot } from './set-up/places.mjs';
import { runScript } from './set-up/set-up-error.mjs';
import { chooseYtDlp, setUp } from './set-up.mjs';

// `npm run dev`: the app with its pages reloading as their sources change.
await runScript(async () => {
  await setUp({ display: false });
  await continueUnderProjectNode(fileURLToPath(import.meta.url));
  await chooseYtDlp();
  const electron = await resolveElectron();
  process.exitCode = await runInForeground('electron-vite', ['dev', ...process.argv.slice(2), '--', ...electron.args], {
    cwd: projectRoot,
    env: { ...electron.env, ELECTRON_EXEC_PATH: electron.path },
  });
});
