import type { ChannelName, ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { Profile } from '../../preload/contract/types.ts';
import { Refusal } from '../platform/refusal.ts';
import type { AccessOf, GuardedAccess } from './access.ts';
import type { Caller } from './caller.ts';
import { healthFor } from './health-view.ts';
import { changesByPage, changesHousehold, changesPinUnproven, locksLater } from './sensitive-changes.ts';
import type { Services } from './services.ts';

/** Says who may use a channel and what answers it; the input is validated and allowed by then. */
export interface ChannelEntry<Name extends ChannelName> {
  readonly access: AccessOf<Name>;
  readonly run: (
    services: Services,
    input: ChannelRequest<Name>,
    caller: Caller,
  ) => Promise<ChannelValue<Name>> | ChannelValue<Name>;
  /** Says whether the acting person's PIN must be fresh: for people, roles, limits, PINs, removal and what opens something. */
  readonly asksPin?: boolean | ((input: ChannelRequest<Name>, services: Services, caller: Caller) => boolean);
}

/** Makes a channel that not everybody may use say whether it asks for the PIN: one that says nothing does not compile. */
type CheckedEntry<Name extends ChannelName> =
  | (ChannelEntry<Name> & { readonly access: 'anyone' | 'acting-profile' })
  | (ChannelEntry<Name> & { readonly access: GuardedAccess; readonly asksPin: unknown });

/** One line per channel of the contract: a channel without one, or one that acts and names nobody, does not compile. */
export type ChannelTable = { readonly [Name in ChannelName]: CheckedEntry<Name> };

/** Returns the profile that asks; the sessions let nobody else through to a channel that needs one. */
function actorId(caller: Caller): string {
  const id = caller.profile()?.id;
  if (id === undefined) throw new Error('A call without an acting profile got through.');
  return id;
}

/** Throws when somebody else is at the window by now: a dialog may have stood open for hours, before whoever came by. */
function refuseUnlessStill(askingId: string | undefined, now: Profile | undefined): void {
  if (now?.id !== askingId) throw new Refusal('forbidden', 'Homereel was locked in the meantime. Try again.');
}

export const channelTable: ChannelTable = {
  'profiles:list': { access: 'anyone', run: ({ profiles }) => ({ profiles: profiles.list() }) },
  'profiles:create': {
    access: 'profile-creation',
    asksPin: true,
    async run({ profiles }, input, caller) {
      const answer = await profiles.create(input, caller.profile()?.id);
      if (caller.profile() === undefined) caller.become(answer.profile);
      return answer;
    },
  },
  'profiles:unlock': {
    access: 'anyone',
    async run({ profiles }, input, caller) {
      const answer = await profiles.unlock(input);
      caller.become(answer.profile);
      return answer;
    },
  },
  'profiles:confirm': {
    access: 'acting-profile',
    async run({ profiles }, input, caller) {
      await profiles.unlock(input);
      caller.notePin(input.profileId);
      return { confirmed: true };
    },
  },
  'profiles:lock': {
    access: 'anyone',
    run(_services, _input, caller) {
      caller.leave();
      return { locked: true };
    },
  },
  'profiles:remove': {
    access: 'adult',
    asksPin: true,
    run: ({ profiles }, input, caller) => profiles.remove(input, caller.profile()?.id),
  },
  'profiles:update': {
    access: 'own-or-adult',
    asksPin: changesHousehold,
    run: ({ profiles }, input, caller) => profiles.update(input, actorId(caller)),
  },
  'profiles:set-pin': {
    access: 'own-or-adult',
    asksPin: changesPinUnproven,
    async run({ profiles }, input, caller) {
      const answer = await profiles.setPin(input, actorId(caller));
      caller.notePin(input.profileId);
      return answer;
    },
  },
  'profiles:recover': { access: 'anyone', run: ({ profiles }, input) => profiles.recover(input) },
  'profiles:plan': {
    access: 'adult',
    asksPin: true,
    run: ({ profiles }, input, caller) => profiles.plan(input, actorId(caller)),
  },
  'profiles:plans': { access: 'adult', asksPin: false, run: ({ profiles }) => profiles.plans() },
  'profiles:removal-preview': { access: 'adult', asksPin: false, run: ({ profiles }, input) => profiles.removalPreview(input) },
  'profiles:limits': { access: 'own-or-adult', asksPin: false, run: ({ profiles }, input) => profiles.limits(input) },
  'profiles:storage': { access: 'own-or-adult', asksPin: false, run: ({ storage }, input) => storage.ofProfile(input) },
  'profiles:choices': { access: 'acting-profile', run: ({ profiles }, input) => profiles.choices(input) },
  'profiles:choose': { access: 'acting-profile', run: ({ profiles }, input) => profiles.choose(input) },

  'videos:probe': { access: 'acting-profile', run: ({ downloads }, input) => downloads.probe(input) },
  'downloads:trigger': { access: 'acting-profile', run: ({ downloads }, input) => downloads.trigger(input) },
  'downloads:cancel': { access: 'acting-profile', run: ({ downloads }, input) => downloads.cancel(input) },
  'downloads:resume': { access: 'acting-profile', run: ({ downloads }, input) => downloads.resume(input) },
  'downloads:retry': { access: 'acting-profile', run: ({ downloads }, input) => downloads.retry(input) },
  'downloads:pause': { access: 'acting-profile', run: ({ downloads }, input) => downloads.pause(input) },
  'downloads:unpause': { access: 'acting-profile', run: ({ downloads }, input) => downloads.unpause(input) },
  'downloads:move': { access: 'acting-profile', run: ({ downloads }, input) => downloads.move(input) },
  'queue:snapshot': { access: 'acting-profile', run: (_services, _input, caller) => caller.snapshot() },
  'queue:recently-cancelled': {
    access: 'acting-profile',
    run: ({ downloads }, input) => downloads.recentlyCancelled(input),
  },

  'library:list': { access: 'acting-profile', run: ({ library }, input) => library.list(input) },
  'library:remove': { access: 'acting-profile', run: ({ library }, input) => library.remove(input) },
  'library:undo': { access: 'acting-profile', run: ({ library }, input) => library.undo(input) },
  'library:purge': { access: 'acting-profile', run: ({ library }, input) => library.purge(input) },
  'library:trash': { access: 'acting-profile', run: ({ library }, input) => library.trash(input) },
  'library:reveal': {
    access: 'acting-adult',
    asksPin: false,
    run: async ({ library }, { profileId, videoId }, { shell }) => ({
      opened: await shell.revealFile(library.filePath(profileId, videoId)),
    }),
  },
  'library:open': {
    access: 'acting-adult',
    asksPin: false,
    run: async ({ library }, { profileId, videoId }, { shell }) => ({
      opened: await shell.openFile(library.filePath(profileId, videoId)),
    }),
  },
  'library:subtitles': { access: 'acting-profile', run: ({ library }, input) => library.subtitles(input) },
  'library:subtitle': { access: 'acting-profile', run: ({ library }, input) => library.subtitle(input) },
  'playback:progress': { access: 'acting-profile', run: ({ library }, input) => library.progress(input) },

  'requests:create': { access: 'acting-profile', run: ({ requests }, input) => requests.create(input) },
  'requests:list': { access: 'acting-profile', run: ({ requests }, input) => requests.list(input) },
  'requests:decide': { access: 'acting-adult', asksPin: false, run: ({ requests }, input) => requests.decide(input) },
  'requests:withdraw': { access: 'acting-profile', run: ({ requests }, input) => requests.withdraw(input) },
  'requests:channels': { access: 'acting-profile', run: ({ requests }, input) => requests.channels(input) },
  'requests:forget-channel': {
    access: 'acting-adult',
    asksPin: false,
    run: ({ requests }, input) => requests.forgetChannel(input),
  },
  'household:storage': { access: 'acting-adult', asksPin: false, run: ({ storage }, input) => storage.ofHousehold(input) },

  'settings:get': { access: 'anyone', run: ({ settings }) => settings.get() },
  'settings:set': {
    access: 'adult',
    asksPin: locksLater,
    run: async ({ settings }, input, caller) => settings.set(changesByPage(input, await settings.get()), caller.profile()?.id),
  },
  'settings:choose-folder': {
    access: 'adult',
    asksPin: true,
    async run({ settings }, _input, { shell, profile }) {
      const current = await settings.get();
      const asking = profile()?.id;
      const libraryFolder = await shell.chooseFolder(current.libraryFolder);
      if (libraryFolder === undefined) return { chosen: false, settings: current };
      refuseUnlessStill(asking, profile());
      return { chosen: true, settings: await settings.set({ libraryFolder }, asking) };
    },
  },
  'settings:allow-private-addresses': {
    access: 'adult',
    asksPin: ({ allowed }) => allowed,
    async run({ settings }, { allowed }, { shell, profile }) {
      const asking = profile()?.id;
      if (allowed && !(await shell.confirmHomeNetwork())) return { confirmed: false, settings: await settings.get() };
      refuseUnlessStill(asking, profile());
      return { confirmed: true, settings: await settings.set({ allowPrivateAddresses: allowed }, asking) };
    },
  },
  'system:health': {
    access: 'anyone',
    run: async (services, _input, caller) => healthFor(caller.profile(), await services.health(), services.downloads),
  },
  'activity:list': { access: 'acting-profile', run: ({ activity }, input) => activity.list(input) },
  'activity:report': { access: 'acting-profile', run: ({ activity }, input) => activity.report(input) },
};
