import type { MenuItemConstructorOptions } from 'electron';
import type { PhraseKey, Speaker } from '../../../phrasebook/speaker.ts';
import type { MenuCommand } from '../../../preload/contract/events.ts';

/** The roles that are named here; what is for developers stays as Electron names it. */
type OwnRole = Extract<PhraseKey, `menu.${string}`> extends `menu.${infer Role}` ? Role : never;

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
  /** An entry of the system's own, with its usual key; Electron names it in English only. */
  const entry = <Role extends OwnRole>(role: Role) => ({ role, label: say(`menu.${role as OwnRole}`) });
  const isMac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const settings: MenuItemConstructorOptions = {
    label: say('desktop.settings'),
    accelerator: 'CmdOrCtrl+,',
    click: () => choose('settings'),
  };
  // Windows has no key for it by itself.
  const quit: MenuItemConstructorOptions = { ...entry('quit'), accelerator: 'CmdOrCtrl+Q' };
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      entry('about'),
      separator,
      settings,
      separator,
      entry('services'),
      separator,
      entry('hide'),
      entry('hideOthers'),
      entry('unhide'),
      separator,
      quit,
    ],
  };
  const edit: MenuItemConstructorOptions = {
    ...entry('editMenu'),
    submenu: [
      entry('undo'),
      entry('redo'),
      separator,
      entry('cut'),
      entry('copy'),
      entry('paste'),
      entry('delete'),
      entry('selectAll'),
      separator,
      { label: say('desktop.findInLibrary'), accelerator: 'CmdOrCtrl+F', click: () => choose('find') },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: say('desktop.view'),
    submenu: [
      entry('resetZoom'),
      entry('zoomIn'),
      entry('zoomOut'),
      separator,
      entry('togglefullscreen'),
      ...(isForDevelopers ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    { ...entry('fileMenu'), submenu: isMac ? [entry('close')] : [settings, separator, quit] },
    edit,
    view,
    {
      ...entry('windowMenu'),
      submenu: [entry('minimize'), ...(isMac ? [entry('zoom'), separator, entry('front')] : [entry('close')])],
    },
  ];
}
