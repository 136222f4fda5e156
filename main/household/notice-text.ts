import { safeTitle } from '../platform/plain-text.ts';

const MAX_TITLE_LENGTH = 80;

/** Makes a title of the web fit to stand inside a sentence. */
export const shownTitle = (title: string): string => safeTitle(title, MAX_TITLE_LENGTH);
