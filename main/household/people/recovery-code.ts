import { randomBytes } from 'node:crypto';
import type { PinRow } from '../../library/household/pin-rows.ts';
import { hashSecret } from './pin.ts';

/** 80 bits: nobody tries so many codes in a lifetime, however fast. */
const CODE_BYTES = 10;
const GROUP_LETTERS = 4;
/** Digits and letters that nobody mistakes for another when they were written by hand (Crockford's). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Holds a new code, which is shown once, and what is kept of it. */
export interface RecoveryCode {
  readonly code: string;
  readonly row: PinRow;
}

/** Makes a code that opens an account whose PIN is forgotten: `7K2M-…`, four groups of four. */
export async function makeRecoveryCode(): Promise<RecoveryCode> {
  const bits = [...randomBytes(CODE_BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five, 2)]).join('');
  const groups = letters.match(new RegExp(`.{${GROUP_LETTERS}}`, 'g')) ?? [];
  return { code: groups.join('-'), row: await hashSecret(letters) };
}

/** Reads a code as a person types it: in any case, with or without the dashes, and with the letters that look like a digit. */
export function readRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
