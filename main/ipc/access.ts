import type { ChannelName, ChannelRequest } from '../../preload/contract/channels.ts';

/**
 * Who may use a channel.
 * - `anyone`: also a window in which nobody has been chosen yet.
 * - `acting-profile`: the request names the profile it acts as; it must be the one that this window acts as.
 * - `acting-adult`: the same, and that profile is an adult.
 * - `own-or-adult`: the request names the person it is about: oneself, or anyone for an adult's window.
 * - `adult`: an adult's window (anyone while the household is still empty).
 * - `profile-creation`: anyone while no adult has a PIN; from then on an adult's window.
 */
export type Access = 'anyone' | ProfileAccess | 'adult' | 'profile-creation';
type ProfileAccess = 'acting-profile' | 'acting-adult' | 'own-or-adult';

type AccessOf<Name extends ChannelName> =
  ChannelRequest<Name> extends { profileId: string } ? Access : Exclude<Access, ProfileAccess>;

/** One line a channel; a channel without a line, or an acting channel whose request names nobody, does not compile. */
export const access = {
  'profiles:list': 'anyone',
  'profiles:create': 'profile-creation',
  'profiles:unlock': 'anyone',
  'profiles:lock': 'anyone',
  'profiles:remove': 'adult',
  'profiles:update': 'own-or-adult',
  'profiles:set-pin': 'own-or-adult',
  'profiles:removal-preview': 'adult',
  'profiles:limits': 'own-or-adult',
  'profiles:storage': 'own-or-adult',
  'profiles:choices': 'acting-profile',
  'profiles:choose': 'acting-profile',
  'videos:probe': 'acting-profile',
  'downloads:trigger': 'acting-profile',
  'downloads:cancel': 'acting-profile',
  'downloads:resume': 'acting-profile',
  'downloads:retry': 'acting-profile',
  'downloads:pause': 'acting-profile',
  'downloads:unpause': 'acting-profile',
  'downloads:move': 'acting-profile',
  'queue:snapshot': 'acting-profile',
  'queue:recently-cancelled': 'acting-profile',
  'library:list': 'acting-profile',
  'library:remove': 'acting-profile',
  'library:undo': 'acting-profile',
  'library:trash': 'acting-profile',
  'library:reveal': 'acting-profile',
  'library:open': 'acting-profile',
  'library:subtitles': 'acting-profile',
  'library:subtitle': 'acting-profile',
  'playback:progress': 'acting-profile',
  'requests:create': 'acting-profile',
  'requests:list': 'acting-profile',
  'requests:decide': 'acting-adult',
  'requests:withdraw': 'acting-profile',
  'requests:channels': 'acting-profile',
  'requests:forget-channel': 'acting-adult',
  'household:storage': 'acting-adult',
  'settings:get': 'anyone',
  'settings:set': 'adult',
  'settings:choose-folder': 'adult',
  'system:health': 'anyone',
  'activity:list': 'acting-profile',
  'activity:report': 'acting-profile',
} as const satisfies { readonly [Name in ChannelName]: AccessOf<Name> };
