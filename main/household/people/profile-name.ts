import { said } from '../../../phrasebook/said.ts';
import { searchKey } from '../../library/videos/text-key.ts';
import { Refusal } from '../../platform/refusal.ts';

const LONGEST_NAME = 60;

/**
 * A name as it is stored: NFC, one space between words, without control characters and without the invisible marks that turn the
 * direction of the text around it. Right-to-left names need none of those. Refuses what is empty or longer than 60 characters.
 */
export function cleanProfileName(name: string): string {
  const clean = name
    .replace(/\s/gu, ' ')
    .replace(/\p{Cc}|\p{Cs}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '')
    .replace(/ +/g, ' ')
    .normalize('NFC')
    .trim();
  if (searchKey(clean).trim() === '') throw new Refusal('invalid-request', said('refusal.nameEmpty'));
  if ([...clean].length > LONGEST_NAME) {
    throw new Refusal('invalid-request', said('refusal.nameTooLong', { count: LONGEST_NAME }));
  }
  return clean;
}

/** Names with the same key look the same on the screen. Accents count here: René and Rene may live in one house. */
function profileNameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toUpperCase()
    .toLowerCase();
}

/** Throws `conflict` when somebody of that name lives here already. */
export function refuseTakenName(name: string, others: readonly { readonly name: string }[]): void {
  if (!others.some((other) => profileNameKey(other.name) === profileNameKey(name))) return;
  throw new Refusal('conflict', said('refusal.nameTaken', { name }));
}
