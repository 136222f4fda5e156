import type { Profile } from '../../preload/contract/types.ts';
import type { Clock } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Caller } from './caller.ts';
import type { Services } from './services.ts';

export interface WindowIdentityOptions {
  readonly services: Services;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** For so long a PIN that was given counts for what asks for it again. */
  readonly pinFreshMs: number;
  /** Called before the window acts as somebody else; when it throws, nothing has changed. */
  readonly beforeChange: (profileId: string | undefined) => void;
  readonly onChanged: () => void;
}

/** Keeps who one window acts as, and since when their PIN is known. */
export interface WindowIdentity {
  /** Returns who the window acts as, as long as they exist. */
  profile(): Profile | undefined;
  /** Stands for the window at the moment of one call: a PIN that was entered before a lock does not open it afterwards. */
  forCall(): Omit<Caller, 'shell' | 'snapshot'>;
  /** Lets the window act as nobody. */
  lock(): void;
  /** Does so only if whoever acts has a PIN; tells whether that was so. */
  lockIfPin(): boolean;
  /** Lets the window act as nobody for good. */
  end(): void;
}

export function createWindowIdentity(options: WindowIdentityOptions): WindowIdentity {
  const { services, clock, pinFreshMs, beforeChange, onChanged } = options;
  let activeId: string | undefined;
  let pinGivenAtMs: number | undefined;
  let lockCount = 0;
  let isClosing = false;
  let hasEnded = false;

  const profile = (): Profile | undefined => (activeId === undefined ? undefined : services.profiles.get(activeId));
  const actAs = (profileId: string | undefined): void => {
    if (hasEnded || profileId === activeId) return;
    beforeChange(profileId);
    activeId = profileId;
    pinGivenAtMs = undefined;
    onChanged();
  };
  const leave = (): void => actAs(undefined);
  const subscriptions = [
    services.on('profiles-changed', () => {
      if (profile() === undefined) leave();
    }),
    // From here on nobody can be asked who has a PIN; the window is hidden once more on the way out.
    services.on('closing', () => {
      isClosing = true;
    }),
  ];

  return {
    profile,
    forCall() {
      const locksBefore = lockCount;
      const notePin = (profileId: string): void => {
        if (profileId === activeId && lockCount === locksBefore) pinGivenAtMs = clock.monotonicMs();
      };
      return {
        profile,
        become(next) {
          if (next.hasPin && lockCount !== locksBefore) {
            throw new Refusal('forbidden', 'Homereel was locked in the meantime. Choose who you are again.');
          }
          actAs(next.id);
          notePin(next.id);
        },
        notePin,
        hasFreshPin: () => pinGivenAtMs !== undefined && clock.monotonicMs() - pinGivenAtMs < pinFreshMs,
        leave,
      };
    },
    lock() {
      lockCount += 1;
      leave();
    },
    lockIfPin() {
      lockCount += 1;
      if (isClosing || profile()?.hasPin !== true) return false;
      leave();
      return true;
    },
    end() {
      leave();
      hasEnded = true;
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}
