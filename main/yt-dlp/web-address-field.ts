import { z } from 'zod';
import { MAX_ADDRESS_LENGTH } from '../../preload/contract/channels.ts';

/** An address in what a site tells of a video; what is no web address is absent. */
export const webAddressField = z
  .string()
  .max(MAX_ADDRESS_LENGTH)
  .regex(/^https?:\/\//i)
  .refine(URL.canParse)
  .optional()
  .catch(undefined);
