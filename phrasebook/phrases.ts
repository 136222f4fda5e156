import type { english } from './english/index.ts';

type English = typeof english;

/** All phrases in one language: the same names as in English. */
export type Phrases = { readonly [Subject in keyof English]: { readonly [Name in keyof English[Subject]]: string } };
