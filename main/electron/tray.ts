import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import { createTrayChanges } from '../desktop/tray-changes.ts';
import type { TrayAction, TrayEntry, TrayState } from '../desktop/tray-model.ts';

/** A PNG of 32 x 32 pixels, shown at 16 x 16 points. */
const TRAY_ICON_BASE64 = [
  'iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAYAAABzenr0AAAAz0lEQVR42mOoiXnBMJAYm6ACEPcD8Xkg/k8lfB5qpgIhByQA8XsqWoyO30PtwOqABBpa',
  'jI4T0B2gQGOfYwsJBWQH9NPRchjuR3bA+QFwwHlkB/wfIDwEHXDv2s//PQWvB84BMLBv3Zf/LWkvB84BIPD967//a2d+HDgHwAAoWua2vhs4B8DAuUPf',
  'SI0W6joAFi2g9DFgDoCB96//EBMtw9ABAxoFA5YIBywbDmhBNGBF8YBXRsO2PTDgTbIBb5QOeLN8wDsmg6JrNig6p3THAKhsv8XXFtSIAAAAAElFTkSu',
  'QmCC',
].join('');

/** Acts for the profile that the menu was made for, which may not be the active one any more. */
export type TrayActionHandler = (action: TrayAction, profileId: string | undefined) => void;

export interface HouseholdTray {
  render(state: TrayState): void;
  destroy(): void;
}

/** Creates the icon in the desktop's tray; undefined where the desktop has no tray. */
export function createTray(act: TrayActionHandler): HouseholdTray | undefined {
  let tray: Tray;
  try {
    tray = new Tray(nativeImage.createFromBuffer(Buffer.from(TRAY_ICON_BASE64, 'base64'), { scaleFactor: 2 }));
  } catch {
    return undefined; // Electron throws where the desktop has no tray
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
