import type { Notice } from '../../../preload/contract/types.ts';
import { listen } from '../../store/border/main-process.ts';
import { activeProfile } from '../../store/window/acting-profile.ts';
import { showToast } from '../../store/window/messages.ts';
import { goTo } from '../../store/window/page-address.ts';
import { say, tell } from '../../words/say.ts';

/** Shows what the main process has to say as messages; the returned function stops it. */
export function startNotices(): () => void {
  return listen('notice', ({ level, text, phrase, action }) => {
    const toast = { level, text: tell(text, phrase) ?? text };
    showToast(action ? { ...toast, action: { label: say(`noticeAction.${action.kind}`), run: () => follow(action) } } : toast);
  });
}

/** A child's own requests, limits and space are on one page; adults have them under Household. */
function follow(action: NonNullable<Notice['action']>): void {
  const isChild = activeProfile()?.role === 'child';
  switch (action.kind) {
    case 'open-queue':
      return goTo('queue');
    case 'open-health':
      return isChild ? goTo('queue') : goTo('household', 'health');
    case 'open-requests':
      return isChild ? goTo('requests') : goTo('household', 'requests');
    case 'open-people':
      return goTo(isChild ? 'queue' : 'household');
    case 'open-storage':
      return isChild ? goTo('requests') : goTo('household', 'storage');
  }
}
