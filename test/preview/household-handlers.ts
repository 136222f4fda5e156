import type { ChannelName, ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { Result } from '../../preload/contract/errors.ts';
import type { HouseholdRequest, ProfileLimits } from '../../preload/contract/household.ts';
import type { Profile } from '../../preload/contract/types.ts';
import { ok, refuse } from './answers.ts';
import {
  DEMO_CHILD_LIMITS,
  DEMO_LIMITS,
  demoChannels,
  demoProfileStorage,
  demoRequests,
  demoStorage,
  demoTrash,
} from './demo-household.ts';

type HouseholdChannel =
  | Extract<ChannelName, `requests:${string}` | `household:${string}` | 'library:trash' | 'library:purge'>
  | ProfileChannel;
type ProfileChannel =
  | 'profiles:update'
  | 'profiles:set-pin'
  | 'profiles:removal-preview'
  | 'profiles:limits'
  | 'profiles:storage';

/** These answer at once, since the queue asks them too. */
type HouseholdHandlers = {
  readonly [Name in HouseholdChannel]: (request: ChannelRequest<Name>) => Result<ChannelValue<Name>>;
};

interface HouseholdWorld {
  readonly profiles: () => readonly Profile[];
  readonly replaceProfile: (profile: Profile) => void;
  readonly requestsChanged: () => void;
}

const notFound = refuse('not-found');

/** The channels of people, requests and storage, over scripted data. */
export function householdHandlers(world: HouseholdWorld): HouseholdHandlers {
  const startMs = Date.now();
  let requests = demoRequests(startMs);
  let channels = demoChannels(startMs);
  const limits = new Map<string, ProfileLimits>();
  const profileOf = (id: string): Profile | undefined => world.profiles().find((profile) => profile.id === id);
  const limitsOf = (id: string): ProfileLimits =>
    limits.get(id) ?? (profileOf(id)?.role === 'child' ? DEMO_CHILD_LIMITS : DEMO_LIMITS);
  const replaceRequest = (id: string, patch: Partial<HouseholdRequest>): HouseholdRequest | undefined => {
    requests = requests.map((request) => (request.id === id ? { ...request, ...patch } : request));
    world.requestsChanged();
    return requests.find((request) => request.id === id);
  };
  const visibleTo = (profileId: string) =>
    requests.filter((request) => profileOf(profileId)?.role !== 'child' || request.profileId === profileId);

  return {
    'profiles:update': ({ profileId, limits: patch, name, colour, avatar, role }) => {
      const before = profileOf(profileId);
      if (!before) return notFound;
      const profile: Profile = {
        ...before,
        ...(name !== undefined && { name }),
        ...(colour !== undefined && { colour }),
        ...(avatar !== undefined && { avatar }),
        ...(role !== undefined && { role }),
      };
      if (patch) limits.set(profileId, { ...limitsOf(profileId), ...(patch as Partial<ProfileLimits>) });
      world.replaceProfile(profile);
      return ok({ profile, limits: limitsOf(profileId) });
    },
    'profiles:set-pin': ({ profileId, pin }) => {
      const before = profileOf(profileId);
      if (!before) return notFound;
      const profile = { ...before, hasPin: pin !== null };
      world.replaceProfile(profile);
      return ok({ profile });
    },
    'profiles:removal-preview': () => ok({ freedBytes: 1_300_000_000, items: 14, onlyTheirs: 9 }),
    'profiles:limits': ({ profileId }) =>
      ok({ limits: limitsOf(profileId), today: { items: 1, minutes: 12, resetsAt: startMs + 30_000_000 } }),
    'profiles:storage': ({ profileId }) => ok(demoProfileStorage(limitsOf(profileId).quotaBytes)),
    'household:storage': () => ok(demoStorage(world.profiles())),
    'library:trash': () => ok({ items: demoTrash(startMs), toEmpty: { items: 3, bytes: 1_800_000_000 } }),
    'library:purge': () => ok({ items: 3, freedBytes: 1_800_000_000 }),
    'requests:create': ({ profileId, url, title = url, kind = 'video', preset = 'good' }) => {
      const profileName = profileOf(profileId)?.name ?? '';
      const id = `request-${requests.length + 100}`;
      const request: HouseholdRequest = {
        id,
        profileId,
        profileName,
        status: 'waiting',
        url,
        title,
        kind,
        preset,
        details: 'looking',
        createdAt: Date.now(),
      };
      requests = [request, ...requests];
      world.requestsChanged();
      return ok({ request });
    },
    'requests:list': ({ profileId }) => ok({ requests: visibleTo(profileId) }),
    'requests:decide': ({ requestId, decision, alwaysThisChannel = false }) => {
      const request = replaceRequest(requestId, {
        status: decision === 'allow' ? 'allowed' : 'refused',
        decidedBy: 'Mia',
        decidedAt: Date.now(),
      });
      return request ? ok({ request, channelAllowed: alwaysThisChannel }) : notFound;
    },
    'requests:withdraw': ({ requestId }) => {
      const request = replaceRequest(requestId, { status: 'withdrawn', decidedAt: Date.now() });
      return request ? ok({ request }) : notFound;
    },
    'requests:channels': () => ok({ channels }),
    'requests:forget-channel': ({ channelId }) => {
      channels = channels.filter(({ id }) => id !== channelId);
      return ok({ channels });
    },
  };
}
