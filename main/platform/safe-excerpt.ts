import { redact } from './redact.ts';

const MAX_EVIDENCE_LENGTH = 500;

/**
 * Text of a program or a page made fit for a log and for the eyes of the household: no secrets, no control characters,
 * no text-direction tricks, at most 500 characters.
 */
export function safeEvidence(text: string): string {
  const clean = redact(text)
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return clean.length <= MAX_EVIDENCE_LENGTH ? clean : `${clean.slice(0, MAX_EVIDENCE_LENGTH - 1)}…`;
}
