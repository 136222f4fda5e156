import type { ChannelName, ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { Profile } from '../../preload/contract/types.ts';
import { healthFor } from './health-view.ts';
import type { Services } from './services.ts';

/** What the border needs from the desktop; those that open something answer false when the desktop refused. */
export interface ShellActions {
  /** Opens a file of the library in the player the desktop has for it. */
  openFile(path: string): Promise<boolean>;
  /** Shows a file in the desktop's file manager. */
  revealFile(path: string): Promise<boolean>;
  /** Lets the person pick a folder, starting at the given one; undefined when they thought better of it. */
  chooseFolder(startFolder: string): Promise<string | undefined>;
}

/** The window that a request came from, as far as a handler may see and change it. */
export interface Caller {
  /** The profile that the window acts as. */
  profile(): Profile | undefined;
  /** From now on the window acts as this profile. */
  become(profile: Profile): void;
  /** From now on the window acts as nobody. */
  leave(): void;
  /** The acting profile's queue, with the number of the last delta that it contains. */
  snapshot(): ChannelValue<'queue:snapshot'>;
}

/** One handler a channel: a channel without one is a compile error. Requests are validated and allowed by then. */
export type Handlers = {
  readonly [Name in ChannelName]: (
    request: ChannelRequest<Name>,
    caller: Caller,
  ) => Promise<ChannelValue<Name>> | ChannelValue<Name>;
};

/** The profile that asks; the sessions let nobody else through to a channel that needs one. */
function actorId(caller: Caller): string {
  const id = caller.profile()?.id;
  if (id === undefined) throw new Error('A call without an acting profile got through.');
  return id;
}

/** The handler table over the given services. */
export function createHandlers(services: Services, shell: ShellActions): Handlers {
  const { profiles, downloads, library, requests, storage, settings, activity } = services;
  return {
    'profiles:list': () => ({ profiles: profiles.list() }),
    'profiles:create': async (request, caller) => {
      const answer = await profiles.create(request);
      if (caller.profile() === undefined) caller.become(answer.profile);
      return answer;
    },
    'profiles:unlock': async (request, caller) => {
      const answer = await profiles.unlock(request);
      caller.become(answer.profile);
      return answer;
    },
    'profiles:lock': (_request, caller) => {
      caller.leave();
      return { locked: true };
    },
    'profiles:remove': (request) => profiles.remove(request),
    'profiles:update': (request, caller) => profiles.update(request, actorId(caller)),
    'profiles:set-pin': (request, caller) => profiles.setPin(request, actorId(caller)),
    'profiles:removal-preview': (request) => profiles.removalPreview(request),
    'profiles:limits': (request) => profiles.limits(request),
    'profiles:storage': (request) => storage.ofProfile(request),
    'profiles:choices': (request) => profiles.choices(request),
    'profiles:choose': (request) => profiles.choose(request),
    'videos:probe': (request) => downloads.probe(request),
    'downloads:trigger': (request) => downloads.trigger(request),
    'downloads:cancel': (request) => downloads.cancel(request),
    'downloads:resume': (request) => downloads.resume(request),
    'downloads:retry': (request) => downloads.retry(request),
    'downloads:pause': (request) => downloads.pause(request),
    'downloads:unpause': (request) => downloads.unpause(request),
    'downloads:move': (request) => downloads.move(request),
    'queue:snapshot': (_request, caller) => caller.snapshot(),
    'queue:recently-cancelled': (request) => downloads.recentlyCancelled(request),
    'library:list': (request) => library.list(request),
    'library:remove': (request) => library.remove(request),
    'library:undo': (request) => library.undo(request),
    'library:trash': (request) => library.trash(request),
    'library:reveal': async ({ profileId, videoId }) => ({
      opened: await shell.revealFile(library.filePath(profileId, videoId)),
    }),
    'library:open': async ({ profileId, videoId }) => ({ opened: await shell.openFile(library.filePath(profileId, videoId)) }),
    'library:subtitles': (request) => library.subtitles(request),
    'library:subtitle': (request) => library.subtitle(request),
    'playback:progress': (request) => library.progress(request),
    'requests:create': (request) => requests.create(request),
    'requests:list': (request) => requests.list(request),
    'requests:decide': (request) => requests.decide(request),
    'requests:withdraw': (request) => requests.withdraw(request),
    'requests:channels': (request) => requests.channels(request),
    'requests:forget-channel': (request) => requests.forgetChannel(request),
    'household:storage': (request) => storage.ofHousehold(request),
    'settings:get': (request) => settings.get(request),
    'settings:set': (request) => settings.set(request),
    'settings:choose-folder': async () => {
      const present = await settings.get(undefined);
      const libraryFolder = await shell.chooseFolder(present.libraryFolder);
      if (libraryFolder === undefined) return { chosen: false, settings: present };
      return { chosen: true, settings: await settings.set({ libraryFolder }) };
    },
    'system:health': async (request, caller) => healthFor(caller.profile(), await services.health(request), downloads),
    'activity:list': (request) => activity.list(request),
    'activity:report': (request) => activity.report(request),
  };
}
