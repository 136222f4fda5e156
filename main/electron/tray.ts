import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import { createTrayChanges } from '../desktop/tray-changes.ts';
import type { TrayAction, TrayEntry, TrayState } from '../desktop/tray-model.ts';
import { TRAY_ICON_BASE64 } from './tray-icon.ts';

/** Acts for the profile that the menu was made for, which may not be the active one any more. */
export type TrayActionHandler = (action: TrayAction, profileId: string | undefined) => void;

export interface HouseholdTray {
  render(state: TrayState): void;
  destroy(): void;
}

/** The picture in the desktop's tray; undefined where the desktop has none. */
export function createTray(act: TrayActionHandler): HouseholdTray | undefined {
  let tray: Tray;
  try {
    tray = new Tray(nativeImage.createFromBuffer(Buffer.from(TRAY_ICON_BASE64, 'base64'), { scaleFactor: 2 }));
  } catch {
    return undefined;
  }
  tray.on('click', () => act({ kind: 'open' }, undefined));
  const render = createTrayChanges({
    showTooltip: (text) => tray.setToolTip(text),
    showMenu: (entries, profileId) =>
      tray.setContextMenu(Menu.buildFromTemplate(entries.map((entry) => menuItem(entry, (action) => act(action, profileId))))),
  });
  return {
    render,
    destroy: () => tray.destroy(),
  };
}

function menuItem(entry: TrayEntry, act: (action: TrayAction) => void): MenuItemConstructorOptions {
  if (entry.type === 'separator') return { type: 'separator' };
  const label = entry.text.replaceAll('&', '&&'); // a single one would underline the next letter
  switch (entry.type) {
    case 'label':
      return { label, enabled: false };
    case 'submenu':
      return { label, submenu: entry.entries.map((child) => menuItem(child, act)) };
    case 'action':
      return { label, enabled: entry.enabled ?? true, click: () => act(entry.action) };
  }
}
