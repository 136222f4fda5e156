import { resolveElectron } from './electron/resolve.mjs';
import { runScript } from './set-up/set-up-error.mjs';
import { setUp } from './set-up.mjs';

// Prints one JSON line `{ "path", "version", "env", "args" }`: the Electron to run here, fetched first if it must be. All else goes to stderr.
await runScript(async () => {
  await setUp();
  process.stdout.write(`${JSON.stringify(await resolveElectron())}\n`);
});
