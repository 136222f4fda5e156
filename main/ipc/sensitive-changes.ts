import type { ChannelRequest } from '../../preload/contract/channels.ts';
import type { Settings } from '../../preload/contract/types.ts';
import type { Caller } from './caller.ts';
import type { Services } from './services.ts';

/** Tells whether a change of a person is more than one's own name, colour and face: somebody else's, a role, or limits. */
export function changesHousehold(
  { profileId, role, limits }: ChannelRequest<'profiles:update'>,
  { profiles }: Services,
  caller: Caller,
): boolean {
  if (caller.profile()?.id !== profileId || limits !== undefined) return true;
  return role !== undefined && role !== profiles.get(profileId)?.role;
}

/** Tells whether a PIN is changed by somebody who does not give the old one with it. */
export function changesPinUnproven(
  { profileId, oldPin }: ChannelRequest<'profiles:set-pin'>,
  _services: Services,
  caller: Caller,
): boolean {
  return caller.profile()?.id !== profileId || oldPin === undefined;
}

/** Says of each setting whether its value opens something to others than who set it; a new setting that says nothing does not compile. */
const OPENS: { readonly [Key in keyof Settings]: boolean | ((value: Settings[Key]) => boolean) } = {
  libraryFolder: true,
  allowPrivateAddresses: (isAllowed) => isAllowed,
  parallelDownloads: false,
  parallelPerProfile: false,
  bandwidthLimitBytesPerSecond: false,
  defaultPreset: false,
  downloadHours: false,
  theme: false,
  startAtLogin: false,
  quietHours: false,
  offerCopiedLinks: false,
};

/** Tells whether a change of the settings opens something: the home network, or another folder of the disk. */
export function opensSomething(patch: ChannelRequest<'settings:set'>): boolean {
  return (Object.keys(patch) as (keyof Settings)[]).some((key) => opens(key, patch));
}

function opens<Key extends keyof Settings>(key: Key, patch: ChannelRequest<'settings:set'>): boolean {
  const rule = OPENS[key];
  const value = patch[key];
  if (value === undefined) return false;
  return typeof rule === 'function' ? rule(value as Settings[Key]) : rule;
}
