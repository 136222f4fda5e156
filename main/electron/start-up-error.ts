import { app, BrowserWindow } from 'electron';
import { createPersonSpeaker } from '../../phrasebook/person-speaker.ts';
import type { Speaker } from '../../phrasebook/speaker.ts';
import type { SpokenPhrase } from '../../preload/contract/spoken-phrase.ts';

/** Errors of the core's start whose message is a sentence for people; all others get a general one. */
const PLAIN_ERRORS = new Set([
  'LibraryTooNew',
  'LibraryUnreadable',
  'LibraryInUse',
  'LibraryNotWritable',
  'LibraryMigrationFailed',
  'BadEnvironment',
]);
const CLOSE_ADDRESS = 'homereel-close://now/';

/** Says in a small window and on stderr why the app cannot start, and exits with 1 when it is closed. Touches no file. */
export async function showStartUpError(error: unknown): Promise<void> {
  const known = error instanceof Error && PLAIN_ERRORS.has(error.name);
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  process.stderr.write(`homereel: cannot start: ${cause.replaceAll(/\s+/g, ' ')}\n`);
  app.on('before-quit', () => app.exit(1));
  await app.whenReady();
  app.on('window-all-closed', () => app.exit(1));
  const speaker = createPersonSpeaker(app.getPreferredSystemLanguages(), () => undefined)();
  const sentence = known ? sentenceOf(error, speaker) : speaker.say('startUp.general');
  const window = new BrowserWindow({
    width: 560,
    height: 320,
    resizable: false,
    title: speaker.say('startUp.title'),
    autoHideMenuBar: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  window.webContents.on('will-frame-navigate', (event) => {
    event.preventDefault();
    if (event.url === CLOSE_ADDRESS) window.close();
  });
  // It rejects when the window is closed before the page counts as loaded, which is no error.
  await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page(sentence, speaker))}`).catch(() => undefined);
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Says what is wrong in the language of the computer, as far as it has a phrase. */
function sentenceOf(error: Error, { language, tell }: Speaker): string {
  const phrase = 'phrase' in error ? (error.phrase as SpokenPhrase) : undefined;
  return (language === 'en' || phrase === undefined ? undefined : tell(phrase)) ?? error.message;
}

const page = (sentence: string, { language, say }: Speaker): string => `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>${say('startUp.title')}</title>
    <style>
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; margin: 0; padding: 32px; background: Canvas; color: CanvasText; }
      h1 { font-size: 20px; margin: 0 0 12px; }
      a { display: inline-block; margin-top: 16px; padding: 8px 20px; border: 1px solid; border-radius: 8px; color: inherit; text-decoration: none; }
    </style>
  </head>
  <body>
    <main role="alert">
      <h1>${say('startUp.title')}</h1>
      <p>${escapeHtml(sentence)}</p>
      <a href="${CLOSE_ADDRESS}">${say('button.close')}</a>
    </main>
  </body>
</html>`;
