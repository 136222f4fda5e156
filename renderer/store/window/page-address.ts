import { useSyncExternalStore } from 'react';

export const PAGES = ['queue', 'library', 'requests', 'household', 'settings'] as const;
export type Page = (typeof PAGES)[number];

/** The parts of the household page. */
export const HOUSEHOLD_PARTS = ['people', 'requests', 'storage', 'activity', 'health'] as const;
export type HouseholdPart = (typeof HOUSEHOLD_PARTS)[number];

/** Finds the page that a location hash such as `#/library` or `#/household/storage` names; anything else is the queue. */
export function pageOf(hash: string): Page {
  return PAGES.find((page) => hash === `#/${page}` || hash.startsWith(`#/${page}/`)) ?? 'queue';
}

/** Finds the part of the household page that a location hash such as `#/household/storage` names; anything else is the people. */
export function householdPartOf(hash: string): HouseholdPart {
  return HOUSEHOLD_PARTS.find((part) => hash === `#/household/${part}`) ?? 'people';
}

/** Writes the address of a page, or of a part of the household page. */
export const addressOf = (page: Page, part?: HouseholdPart): string => (part === undefined ? `#/${page}` : `#/${page}/${part}`);

/** Goes to a page as a click on its link would. */
export function goTo(page: Page, part?: HouseholdPart): void {
  window.location.hash = addressOf(page, part).slice(1);
}

const subscribe = (onChange: () => void): (() => void) => {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
};

/** Reads the page shown now. */
export const usePage = (): Page => useSyncExternalStore(subscribe, () => pageOf(window.location.hash));

/** Reads the part of the household page shown now. */
export const useHouseholdPart = (): HouseholdPart => useSyncExternalStore(subscribe, () => householdPartOf(window.location.hash));
