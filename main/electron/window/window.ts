import { app, BrowserWindow, Menu, nativeTheme } from 'electron';
import type { Speaker } from '../../../phrasebook/speaker.ts';
import { APP_ENTRY } from '../pages/addresses.ts';
import { type MenuTemplateOptions, menuTemplate } from './menu-template.ts';
import { MIN_HEIGHT, MIN_WIDTH, readBounds, rememberBounds } from './window-bounds.ts';

/** Shown until the page paints: the design system's page colours. */
const BACKGROUND = { light: '#faf8f5', dark: '#17151c' };
/** A page that keeps crashing is not started for ever. */
const MAX_CRASHES = 3;

/** Creates the app's one window, hidden until it has something to show. */
export function createMainWindow(options: { readonly preloadPath: string; readonly userDataFolder: string }): BrowserWindow {
  const { maximised, ...bounds } = readBounds(options.userDataFolder);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: 'Homereel',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: options.preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false, // it fetches its dictionaries from Google
      devTools: !app.isPackaged,
    },
  });
  if (maximised) window.once('show', () => window.maximize()); // earlier it would show the window
  rememberBounds(window, options.userDataFolder);
  window.on('page-title-updated', (event) => event.preventDefault());
  reloadAfterCrash(window);
  return window;
}

/** Loads the app's page, and shows the window as soon as there is something to see unless it is to stay hidden; rejects when the page cannot be read. */
export function loadApp(window: BrowserWindow, { stayHidden }: { readonly stayHidden: boolean }): Promise<void> {
  if (!stayHidden) window.once('ready-to-show', () => window.show());
  return window.loadURL(APP_ENTRY);
}

/** Brings the window to the front, wherever it was. */
export function reveal(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function reloadAfterCrash(window: BrowserWindow): void {
  let crashes = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    crashes += 1;
    if (crashes <= MAX_CRASHES) window.webContents.reload();
  });
}

/** Creates what shows the application's menu in the language that is spoken now; the same one is not set twice, since that closes it. */
export function createSpokenMenu(speaker: () => Speaker, choose: MenuTemplateOptions['choose']): () => void {
  let shown: Speaker | undefined;
  return () => {
    const next = speaker();
    if (next === shown) return;
    shown = next;
    const options = { platform: process.platform, speaker: next, isForDevelopers: !app.isPackaged, choose };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
  };
}
