import { type BrowserWindow, dialog, shell } from 'electron';
import type { Speaker } from '../../phrasebook/speaker.ts';
import type { ShellActions } from '../ipc/caller.ts';
import { mediaType } from './pages/content-types.ts';

/** Creates what the desktop does for a window: it opens and shows files, and asks in dialogs of its own, which no page can answer. */
export const desktopActions = (window: BrowserWindow, speaker: () => Speaker): ShellActions => ({
  // The library holds only what was checked to be media; a name that says otherwise is not handed to the desktop to run.
  openFile: async (path) => mediaType(path) !== undefined && (await shell.openPath(path)) === '',
  revealFile: async (path) => {
    shell.showItemInFolder(path);
    return true;
  },
  chooseFolder: async (startFolder) => {
    const { say } = speaker();
    const answer = await dialog.showOpenDialog(window, {
      title: say('desktop.whereToKeep'),
      buttonLabel: say('desktop.keepVideosHere'),
      defaultPath: startFolder,
      properties: ['openDirectory', 'createDirectory'],
    });
    return answer.canceled ? undefined : answer.filePaths[0];
  },
  confirmHomeNetwork: async () => {
    const { say } = speaker();
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: say('desktop.allowHomeNetwork'),
      detail: say('desktop.allowHomeNetworkHint'),
      buttons: [say('desktop.keepItOff'), say('desktop.allow')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    return response === 1;
  },
});
