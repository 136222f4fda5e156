import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import { type Said, said } from '../../phrasebook/said.ts';
import { autostartEntry, isSwitchedOff } from '../desktop/autostart-entry.ts';
import { followSettings } from '../desktop/follow-settings.ts';
import type { Services } from '../ipc/services.ts';
import { HIDDEN_ARGUMENT } from './app-starts.ts';

/**
 * Keeps what the desktop starts at login as the household's setting says. Does nothing for an unpackaged build, whose program is Electron
 * itself. `onFailure` gets a sentence for the person when the desktop's list could not be changed.
 */
export async function followLoginItem(
  services: Pick<Services, 'on' | 'settings'>,
  onFailure: (sentence: Said, error: unknown) => void,
): Promise<void> {
  if (!app.isPackaged) return;
  await followSettings(services, ({ startAtLogin }, before) => {
    if (before?.startAtLogin === startAtLogin) return;
    const changed = before === undefined ? refreshLoginItem(startAtLogin) : setLoginItem(startAtLogin);
    changed.catch((error: unknown) => {
      onFailure(said('notice.loginItem', { folder: autostartFolder() }), error);
    });
  });
}

async function setLoginItem(enabled: boolean): Promise<void> {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: enabled, args: [HIDDEN_ARGUMENT] });
    return;
  }
  if (!enabled) return rm(autostartFile(), { force: true });
  await mkdir(autostartFolder(), { recursive: true });
  // An AppImage is mounted elsewhere at each start; its own file stays.
  await writeFile(autostartFile(), autostartEntry(process.env['APPIMAGE'] ?? app.getPath('exe'), HIDDEN_ARGUMENT));
}

/** Writes the entry again, since an AppImage may have been moved. An entry that the person switched off in the desktop stays off. */
async function refreshLoginItem(enabled: boolean): Promise<void> {
  if (!enabled || process.platform !== 'linux') return;
  const present = await readFile(autostartFile(), 'utf8').catch(() => '');
  if (!isSwitchedOff(present)) await setLoginItem(true);
}

const autostartFolder = (): string => join(app.getPath('appData'), 'autostart');
const autostartFile = (): string => join(autostartFolder(), 'homereel.desktop');
