import type { MenuItemConstructorOptions } from 'electron';
import type { Speaker } from '../../../phrasebook/speaker.ts';
import type { MenuCommand } from '../../../preload/contract/events.ts';

export interface MenuTemplateOptions {
  readonly platform: NodeJS.Platform;
  /** Says the names of the app's own entries. */
  readonly speaker: Speaker;
  /** Adds what only developers need. */
  readonly isForDevelopers: boolean;
  /** Somebody chose one of the app's own entries. */
  readonly choose: (command: MenuCommand) => void;
}

/** Builds the usual menus of the system, so that the usual keys work. */
export function menuTemplate({ platform, speaker, isForDevelopers, choose }: MenuTemplateOptions): MenuItemConstructorOptions[] {
  const { say } = speaker;
  const isMac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings: MenuItemConstructorOptions = {
    label: say('desktop.settings'),
    accelerator: 'CmdOrCtrl+,',
    click: () => choose('settings'),
  };
  // Windows has no key for it by itself.
  const quit: MenuItemConstructorOptions = { role: 'quit', accelerator: 'CmdOrCtrl+Q' };
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      quit,
    ],
  };
  const edit: MenuItemConstructorOptions = {
    role: 'editMenu',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'delete' },
      { role: 'selectAll' },
      separator,
      { label: say('desktop.findInLibrary'), accelerator: 'CmdOrCtrl+F', click: () => choose('find') },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: say('desktop.view'),
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(isForDevelopers ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    { role: 'fileMenu', submenu: isMac ? [{ role: 'close' }] : [settings, separator, quit] },
    edit,
    view,
    { role: 'windowMenu' },
  ];
}
