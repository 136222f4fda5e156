import { app, BrowserWindow, Menu, type MenuItemConstructorOptions, nativeTheme } from 'electron';
import { APP_ENTRY } from './addresses.ts';
import { MIN_HEIGHT, MIN_WIDTH, readBounds, rememberBounds } from './window-bounds.ts';

/** Shown until the page paints: the design system's page colours. */
const BACKGROUND = { light: '#faf8f5', dark: '#17151c' };
/** A page that keeps crashing is not started for ever. */
const MAX_CRASHES = 3;

/** The app's one window, hidden until it has something to show. */
export function createMainWindow(options: { readonly preloadPath: string; readonly userDataFolder: string }): BrowserWindow {
  const window = new BrowserWindow({
    ...readBounds(options.userDataFolder),
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
      devTools: !app.isPackaged,
    },
  });
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

/** The usual menus, so that the usual keys work. */
export function installMenu(): void {
  const developer: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...developer,
    ],
  };
  const appMenu: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...appMenu, { role: 'fileMenu' }, { role: 'editMenu' }, view, { role: 'windowMenu' }]),
  );
}
