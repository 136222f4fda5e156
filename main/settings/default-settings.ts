import type { Settings } from '../../preload/contract/types.ts';

/** Holds what counts until a person chooses otherwise. The library's folder depends on the computer, so it is not here. */
export const DEFAULT_SETTINGS: Omit<Settings, 'libraryFolder'> = {
  parallelDownloads: 2,
  parallelPerProfile: 1,
  bandwidthLimitBytesPerSecond: null,
  allowPrivateAddresses: false,
  defaultPreset: 'good',
  downloadHours: null,
  theme: 'system',
  startAtLogin: false,
  quietHours: null,
  offerCopiedLinks: false,
  idleLockMinutes: 10,
};
