import { type BrowserWindow, clipboard } from 'electron';
import { createCopiedLinks } from '../desktop/copied-links.ts';
import type { Send } from '../ipc/change-feed.ts';
import type { Services } from '../ipc/services.ts';

export interface ClipboardOffers {
  /** The window acts as somebody else, or as nobody. */
  profileChanged(): void;
}

/**
 * Offers a link on the clipboard to whoever comes back to the window. The clipboard is read only while the household wants that and the
 * window acts as somebody.
 */
export function createClipboardOffers(options: {
  readonly window: BrowserWindow;
  readonly downloads: Pick<Services['downloads'], 'queue'>;
  readonly activeProfileId: () => string | undefined;
  readonly isWanted: () => boolean;
  readonly send: Send;
  readonly onError: (error: unknown) => void;
}): ClipboardOffers {
  const { window, downloads, activeProfileId, isWanted, send, onError } = options;
  const links = createCopiedLinks((url) => {
    const profileId = activeProfileId();
    return profileId !== undefined && downloads.queue(profileId).some((item) => item.url === url);
  });
  /** The clipboard answers later; by then the window may have been locked, or left to somebody else. */
  const read = async (use: (text: string) => void): Promise<void> => {
    const profileId = activeProfileId();
    if (!isWanted() || profileId === undefined) return;
    const text = await clipboard.readText();
    if (isWanted() && activeProfileId() === profileId) use(text);
  };
  const cameBack = (): void => {
    void read((text) => {
      const url = links.cameBack(text);
      if (url !== undefined) send('link:copied', { url });
    }).catch(onError);
  };
  window.on('focus', cameBack);
  window.on('blur', () => void read(links.left).catch(onError));
  return {
    profileChanged: () => {
      // A window that has just been closed acts as nobody as well.
      if (!window.isDestroyed() && window.isFocused()) cameBack();
    },
  };
}
