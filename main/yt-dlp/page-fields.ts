import { z } from 'zod';
import { MAX_ADDRESS_LENGTH } from '../../preload/contract/channels.ts';

/** A thousand terabytes: more than any file, and far below what the database could not add up any more. */
const MOST_BYTES = 1e15;
/** Thirty years. */
const MOST_SECONDS = 1e9;

/**
 * Reads a size in what a site tells of a video; what is no size is absent. Whole, since the database stores nothing else: a fraction would
 * make the very row fail that puts a video back before an adult.
 */
export const sizeField = z.number().min(0).max(MOST_BYTES).transform(Math.round).optional().catch(undefined);

/** Reads a length in seconds likewise; fractions are usual. */
export const lengthField = z.number().min(0).max(MOST_SECONDS).optional().catch(undefined);

/** Adds up the sizes of the parts of one video; undefined as soon as one is not known, or all of them are more than any file. */
export function sumOfSizes(sizes: readonly (number | undefined)[]): number | undefined {
  const sum = sizes.reduce<number>((total, size) => total + (size ?? Number.NaN), 0);
  return sum <= MOST_BYTES ? sum : undefined;
}

/** An address in what a site tells of a video, in the one spelling that all read alike; what is no web address is absent. */
export const webAddressField = z
  .string()
  .max(MAX_ADDRESS_LENGTH)
  .regex(/^https?:\/\//i)
  .refine(URL.canParse)
  .transform((address) => new URL(address).href)
  .optional()
  .catch(undefined);
