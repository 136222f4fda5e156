import { runScript } from './set-up/set-up-error.mjs';
import { installedYtDlps } from './set-up/yt-dlp/installed.mjs';

// Prints `{ "versions": [{ "path", "version" }] }`, oldest first: what is there now, without fetching anything.
await runScript(async () => {
  process.stdout.write(`${JSON.stringify({ versions: await installedYtDlps() })}\n`);
});
