import { Refusal } from '../platform/refusal.ts';
import { normaliseAddress, type WebAddress } from '../web/web-address.ts';

/** Remembers which copied links were offered already; never the clipboard's text itself, which may be a password. */
export interface CopiedLinks {
  /** Returns the link to offer to somebody who comes back to the window, if the clipboard holds a new one. It counts as offered then. */
  cameBack(clipboardText: string): string | undefined;
  /** Notes a link that was copied in the app itself before somebody left its window: it is not offered. */
  left(clipboardText: string): void;
}

const MOST_REMEMBERED = 200;

/** `isKnown`: whether the person has that address already. */
export function createCopiedLinks(isKnown: (url: string) => boolean): CopiedLinks {
  const seen = new Set<string>();
  let keyAtReturn: string | undefined;

  const remember = (urlKey: string): void => {
    seen.add(urlKey);
    for (const oldest of seen) {
      if (seen.size <= MOST_REMEMBERED) break;
      seen.delete(oldest);
    }
  };
  return {
    cameBack: (clipboardText) => {
      const link = copiedLink(clipboardText);
      keyAtReturn = link?.urlKey;
      if (link === undefined || !mayBeOffered(link, seen, isKnown)) return undefined;
      remember(link.urlKey);
      return link.url;
    },
    left: (clipboardText) => {
      const key = copiedLink(clipboardText)?.urlKey;
      if (key !== undefined && key !== keyAtReturn) remember(key);
    },
  };
}

/** Tells whether a link is new: not offered before, not copied in the app, not in this person's queue. Pure. */
export function mayBeOffered(link: WebAddress, seen: ReadonlySet<string>, isKnown: (url: string) => boolean): boolean {
  return !seen.has(link.urlKey) && !isKnown(link.url);
}

/** Reads the link of a clipboard that holds exactly one web address and nothing else. One with a name and password is never offered. Pure. */
export function copiedLink(clipboardText: string): WebAddress | undefined {
  const text = clipboardText.trim();
  if (!/^https?:\/\/\S+$/i.test(text)) return undefined;
  try {
    const link = normaliseAddress(text);
    const { username, password } = new URL(link.url);
    return username === '' && password === '' ? link : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
