import type { ChannelRequest } from '../../preload/contract/channels.ts';
import type { Settings } from '../../preload/contract/types.ts';
import { Refusal } from '../platform/refusal.ts';
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

/** Up to this time, which is the default, nobody is asked for their PIN. */
const USUAL_IDLE_MINUTES = 10;

/** Says of each setting whether a page may change it, or only a dialog of the desktop; a new setting that says nothing does not compile. */
const SET_BY: { readonly [Key in keyof Settings]: 'page' | 'dialog' } = {
  libraryFolder: 'dialog',
  allowPrivateAddresses: 'dialog',
  parallelDownloads: 'page',
  parallelPerProfile: 'page',
  bandwidthLimitBytesPerSecond: 'page',
  defaultPreset: 'page',
  downloadHours: 'page',
  theme: 'page',
  startAtLogin: 'page',
  quietHours: 'page',
  offerCopiedLinks: 'page',
  idleLockMinutes: 'page',
};

/**
 * Leaves of a page's change what a page may change. Throws `forbidden` for a new value of a setting that opens the computer to the app or the
 * home network to links: a page that was taken over could set it without anybody seeing.
 */
export function changesByPage(patch: ChannelRequest<'settings:set'>, current: Settings): ChannelRequest<'settings:set'> {
  const byDialog = (Object.keys(patch) as (keyof Settings)[]).filter((key) => SET_BY[key] === 'dialog');
  if (byDialog.some((key) => patch[key] !== undefined && patch[key] !== current[key])) {
    throw new Refusal('forbidden', 'That can be set in the dialog that Homereel opens for it, and nowhere else.');
  }
  return Object.fromEntries(Object.entries(patch).filter(([key]) => SET_BY[key as keyof Settings] === 'page'));
}

/** Tells whether the window would stay open for longer than usual while nobody is there. */
export function locksLater({ idleLockMinutes: minutes }: ChannelRequest<'settings:set'>): boolean {
  return minutes === null || (minutes !== undefined && minutes > USUAL_IDLE_MINUTES);
}
