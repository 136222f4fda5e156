import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import { autostartEntry } from './autostart-entry.ts';
import { HIDDEN_ARGUMENT } from './open-requests.ts';

/**
 * Makes the desktop start the app, hidden, when the person logs in, or not any more. Does nothing for an unpackaged build, whose
 * program is Electron itself. Rejects when the person's autostart folder cannot be written.
 */
export async function setLoginItem(enabled: boolean): Promise<void> {
  if (!app.isPackaged) return;
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: enabled, args: [HIDDEN_ARGUMENT] });
    return;
  }
  const folder = join(app.getPath('appData'), 'autostart');
  const file = join(folder, 'homereel.desktop');
  if (!enabled) return rm(file, { force: true });
  await mkdir(folder, { recursive: true });
  // An AppImage is mounted elsewhere at each start; its own file stays.
  await writeFile(file, autostartEntry(process.env['APPIMAGE'] ?? app.getPath('exe'), HIDDEN_ARGUMENT));
}
