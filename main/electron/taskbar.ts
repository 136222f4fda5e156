import type { BrowserWindow } from 'electron';
import type { QueueItem } from '../../preload/contract/types.ts';
import { taskbarProgress } from '../desktop/taskbar-progress.ts';

/** Creates a function that shows on the window's icon in the taskbar or dock how far these items are, in whole percent. */
export function createTaskbar(window: BrowserWindow): (items: readonly QueueItem[]) => void {
  let shown = taskbarProgress([]);
  return (items) => {
    const next = Math.round(taskbarProgress(items) * 100) / 100;
    if (next === shown || window.isDestroyed()) return;
    shown = next;
    window.setProgressBar(next);
  };
}
