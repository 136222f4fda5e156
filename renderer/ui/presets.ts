import type { Preset } from '../../preload/contract/types.ts';

/** The qualities in the order they are offered, best first. */
export const PRESETS: readonly Preset[] = ['best', 'good', 'small'];
