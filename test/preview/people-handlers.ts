import type { AddingChoices, Profile } from '../../preload/contract/types.ts';
import { type Handlers, ok, refuse } from './answers.ts';
import type { PreviewState } from './preview-state.ts';

/** The PIN of every demo person who has one; two wrong ones lock for 42 seconds. */
const DEMO_PIN = '1234';

type PeopleChannel = 'create' | 'list' | 'unlock' | 'lock' | 'remove' | 'choices' | 'choose';

/** The channels of who is there and who acts. */
export function peopleHandlers(state: PreviewState): Handlers<`profiles:${PeopleChannel}`> {
  const choices = new Map<string, AddingChoices>();
  let wrongPins = 0;
  return {
    'profiles:list': () => ok({ profiles: [...state.profiles()] }),
    'profiles:create': ({ name, colour = 'violet', avatar = 'fox', role = 'adult', pin }) => {
      const profile: Profile = {
        id: `p${state.profiles().length}`,
        name,
        colour,
        avatar,
        role,
        hasPin: pin !== undefined,
        createdAt: Date.now(),
      };
      state.setProfiles([...state.profiles(), profile]);
      const hasCode = pin !== undefined && role === 'adult';
      return ok({ profile, ...(hasCode && { recoveryCode: '7K2M-P9QX-4TRE-W8HN' }) });
    },
    'profiles:unlock': ({ profileId, pin }) => {
      const profile = state.profiles().find(({ id }) => id === profileId);
      if (!profile) return refuse('not-found');
      if (profile.hasPin && pin !== DEMO_PIN) {
        wrongPins += 1;
        return wrongPins < 2 ? refuse('wrong-pin') : refuse('locked-out', { retryAfterSeconds: 42 });
      }
      return ok({ profile });
    },
    'profiles:lock': () => ok({ locked: true as const }),
    'profiles:remove': ({ profileId }) => {
      state.setProfiles(state.profiles().filter(({ id }) => id !== profileId));
      return ok({ freedBytes: 1_300_000_000 });
    },
    'profiles:choices': ({ profileId }) => ok({ choices: choices.get(profileId) ?? {} }),
    'profiles:choose': ({ profileId, ...chosen }) => {
      const kept = { ...choices.get(profileId), ...chosen } as AddingChoices;
      choices.set(profileId, kept);
      return ok({ choices: kept });
    },
  };
}
