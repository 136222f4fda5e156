import { useSyncExternalStore } from 'react';

export const PAGES = ['queue', 'library', 'household', 'settings'] as const;
export type Page = (typeof PAGES)[number];

/** The page that a location hash such as `#/library` names; anything else is the queue. */
export function pageOf(hash: string): Page {
  return PAGES.find((page) => hash === `#/${page}`) ?? 'queue';
}

/** Goes to a page as a click on its link would. */
export function goTo(page: Page): void {
  window.location.hash = `/${page}`;
}

const subscribe = (onChange: () => void): (() => void) => {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
};

/** The page shown now. */
export const usePage = (): Page => useSyncExternalStore(subscribe, () => pageOf(window.location.hash));
