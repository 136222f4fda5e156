/**
 * Sizes and names of the app's sources, with the exceptions that are still there. An exception that is not needed any more is an error,
 * so this list can only shrink.
 */

/** The folders of the app itself: the length of functions and the names of files count here, too. */
export const app = ['main', 'phrasebook', 'preload', 'renderer'];

/** The folders of what drives the app: arrows, circles and the size of folders count here. */
export const drivers = ['test', 'scripts'];

export const folders = {
  mostFiles: 15,
  /** @type {Readonly<Record<string, string>>} folder, then why it may hold more for ever */
  unlimited: { 'main/library/database/migrations': 'A released migration is never edited, so their number only grows.' },
};

/** Stems that may name files in several rooms. */
export const commonStems = ['index'];

export const functions = {
  mostLines: 80,
  /** @type {Readonly<Record<string, number>>} file and function, then how many lines it may have until it is split */
  longer: {},
};

/** @type {readonly { readonly from: string, readonly to: string, readonly because: string }[]} arrows against the table that are still there */
export const forbiddenArrows = [];
