import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { said } from '../../../phrasebook/said.ts';
import type { PinRow } from '../../library/household/pin-rows.ts';
import { Refusal } from '../../platform/refusal.ts';

/** 32 MB and about 0.1 s for one guess. */
const COST: ScryptOptions = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** First byte of a stored hash: which cost it was made with. */
const COST_VERSION = 1;

/** Hashes a new PIN. Refuses what is not 4 to 12 digits. */
export async function hashPin(pin: string): Promise<PinRow> {
  if (!/^\d{4,12}$/.test(pin)) throw new Refusal('invalid-request', said('pin.rule'));
  return await hashSecret(pin);
}

/** Hashes what only its owner knows, with a salt of its own. */
export async function hashSecret(secret: string): Promise<PinRow> {
  const salt = randomBytes(SALT_BYTES);
  return { hash: Buffer.concat([Buffer.of(COST_VERSION), await derive(secret, salt)]), salt };
}

/** Compares without telling by its duration how much was right. */
export async function secretMatches(secret: string, stored: PinRow): Promise<boolean> {
  const guess = Buffer.concat([Buffer.of(COST_VERSION), await derive(secret, stored.salt)]);
  return guess.length === stored.hash.length && timingSafeEqual(guess, stored.hash);
}

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, KEY_BYTES, COST, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
