import type { Notice } from '../../preload/contract/types.ts';
import { listen } from './bridge.ts';
import { goTo } from './navigation.ts';
import { resumeCancelled } from './queue-actions.ts';
import { showToast } from './toasts.ts';

/** Shows what the main process has to say as messages; the returned function stops it. */
export function startNotices(): () => void {
  return listen('notice', ({ level, text, action }) => {
    showToast(action ? { level, text, action: { label: action.label, run: () => follow(action) } } : { level, text });
  });
}

function follow(action: NonNullable<Notice['action']>): void {
  switch (action.kind) {
    case 'undo-cancel':
      if (action.videoId !== undefined) void resumeCancelled(action.videoId);
      return;
    case 'open-queue':
      return goTo('queue');
    case 'open-health':
    case 'open-requests':
      return goTo('household');
    case 'open-storage':
      return goTo('library');
  }
}
