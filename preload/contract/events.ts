import type { Notice, QueueItem } from './types.ts';

/** `find`: to the search of the library; `settings`: to the settings. */
export type MenuCommand = 'find' | 'settings';

/** Says why a window was locked: it was closed or hidden, the screen was locked, the computer went to sleep, nobody was there, or its page was loaded again. */
export type LockReason = 'window-hidden' | 'screen-locked' | 'sleep' | 'idle' | 'page-reloaded';

/** Facts that the main process announces to a window; orders go through channels instead. */
export interface EventPayloads {
  /** Numbered deltas of the acting profile's queue, at most 10 a second. A gap in `seq` means: ask for a snapshot. */
  'queue:changed': { readonly seq: number; readonly upserts: readonly QueueItem[]; readonly removals: readonly string[] };
  'library:changed': { readonly videoIds: readonly string[] };
  'profiles:changed': Record<string, never>;
  'subscriptions:changed': Record<string, never>;
  'requests:changed': Record<string, never>;
  'settings:changed': Record<string, never>;
  /** Whoever acted in the window has to choose themselves again: they have a PIN, or the page that knew them is gone. */
  'session:locked': { readonly reason: LockReason };
  notice: Notice;
  /** A link came from outside the window, by `homereel://add?url=` or a second start: it goes into the field for links. */
  'link:offered': { readonly url: string };
  /** The person comes back to the window with a link on the clipboard that was not offered before. */
  'link:copied': { readonly url: string };
  /** Somebody chose an entry of the application's menu, or pressed its keys. */
  'menu:chosen': { readonly command: MenuCommand };
}

export type EventName = keyof EventPayloads;

export const EVENT_NAMES = [
  'queue:changed',
  'library:changed',
  'profiles:changed',
  'subscriptions:changed',
  'requests:changed',
  'settings:changed',
  'session:locked',
  'notice',
  'link:offered',
  'link:copied',
  'menu:chosen',
] as const satisfies readonly EventName[];
