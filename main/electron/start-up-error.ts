import { app, BrowserWindow } from 'electron';

/** Errors of the core's start whose message is a sentence for people; all others get a general one. */
const PLAIN_ERRORS = new Set([
  'LibraryTooNew',
  'LibraryUnreadable',
  'LibraryInUse',
  'LibraryNotWritable',
  'LibraryMigrationFailed',
  'BadEnvironment',
]);
const GENERAL = 'Homereel could not start. Your library has not been changed. Restart the computer and try again.';
const CLOSE_ADDRESS = 'homereel-close://now/';

/** Says in a small window and on stderr why the app cannot start, and exits with 1 when it is closed. Touches no file. */
export async function showStartUpError(error: unknown): Promise<void> {
  const known = error instanceof Error && PLAIN_ERRORS.has(error.name);
  const sentence = known ? error.message : GENERAL;
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  process.stderr.write(`homereel: cannot start: ${cause.replaceAll(/\s+/g, ' ')}\n`);
  app.on('before-quit', () => app.exit(1));
  await app.whenReady();
  app.on('window-all-closed', () => app.exit(1));
  const window = new BrowserWindow({
    width: 560,
    height: 320,
    resizable: false,
    title: 'Homereel cannot start',
    autoHideMenuBar: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  window.webContents.on('will-frame-navigate', (event) => {
    event.preventDefault();
    if (event.url === CLOSE_ADDRESS) window.close();
  });
  // It rejects when the window is closed before the page counts as loaded, which is no error.
  await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page(sentence))}`).catch(() => undefined);
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const page = (sentence: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>Homereel cannot start</title>
    <style>
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; margin: 0; padding: 32px; background: Canvas; color: CanvasText; }
      h1 { font-size: 20px; margin: 0 0 12px; }
      a { display: inline-block; margin-top: 16px; padding: 8px 20px; border: 1px solid; border-radius: 8px; color: inherit; text-decoration: none; }
    </style>
  </head>
  <body>
    <main role="alert">
      <h1>Homereel cannot start</h1>
      <p>${escapeHtml(sentence)}</p>
      <a href="${CLOSE_ADDRESS}">Close</a>
    </main>
  </body>
</html>`;
