/** The languages that Homereel speaks; every phrase is written in the first one first. */
export const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];
