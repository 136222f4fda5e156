import { z } from 'zod';
import { MAX_ADDRESS_LENGTH } from '../../preload/contract/channels.ts';

/** An address in what a site tells of a video, in the one spelling that all read alike; what is no web address is absent. */
export const webAddressField = z
  .string()
  .max(MAX_ADDRESS_LENGTH)
  .regex(/^https?:\/\//i)
  .refine(URL.canParse)
  .transform((address) => new URL(address).href)
  .optional()
  .catch(undefined);
