import type { Result } from '../../preload/contract/errors.ts';
import type { LockReason } from '../../preload/contract/events.ts';
import type { QueueItem } from '../../preload/contract/types.ts';
import type { Clock } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Call, Caller, ShellActions } from './caller.ts';
import { createChangeFeed, type Send } from './change-feed.ts';
import { admit, answer, type BorderLog, toResult } from './router.ts';
import type { Services } from './services.ts';
import { createWindowIdentity } from './window-identity.ts';

/** Answers one window, and says who it acts as. */
export interface Session {
  /** Answers one raw message with an envelope; never rejects. */
  invoke(channel: unknown, request: unknown): Promise<Result<unknown>>;
  /** Returns the profile that this window acts as, as long as it exists. */
  activeProfileId(): string | undefined;
  /** Returns the queue of that profile, as the window has been told of it. */
  queue(): readonly QueueItem[];
  /** Lets the window act as nobody until a profile is unlocked in it again, and tells it why if it acted as somebody. */
  lock(reason: LockReason): void;
  /** Locks the window if whoever acts in it has a PIN, and tells it why. A PIN that is still being checked opens nothing then. */
  lockIfPin(reason: LockReason): void;
  /** Returns by the monotonic clock when somebody last chose who they are, or had a video playing. */
  lastPresenceMs(): number;
  /** Ends the session: no more events, and every request is refused. */
  disconnect(): void;
}

/** Channels after which the window may act as somebody else, or as nobody. */
const IDENTITY_CHANGES: ReadonlySet<string> = new Set(['profiles:unlock', 'profiles:create', 'profiles:lock']);

/** Channels that only somebody who is there uses; a film is watched without touching anything. */
const SIGNS_OF_PRESENCE: ReadonlySet<string> = new Set([...IDENTITY_CHANGES, 'profiles:confirm', 'playback:progress']);

/** Guards the core: one session per window. */
export interface Border {
  connect(window: { readonly send: Send; readonly onProfileChange?: () => void }): Session;
}

export interface BorderOptions {
  /** Paces the events. */
  readonly clock: Clock;
  /** Gets the causes that people are not shown. */
  readonly log: BorderLog;
  /** For so long a PIN that was given counts for what asks for it again. */
  readonly pinFreshMs: number;
}

/** Guards the given services. */
export function createBorder(services: Services, shell: ShellActions, options: BorderOptions): Border {
  return {
    connect: ({ send, onProfileChange }) => createSession(services, shell, options, send, onProfileChange ?? (() => {})),
  };
}

function createSession(
  services: Services,
  shell: ShellActions,
  options: BorderOptions,
  send: Send,
  onProfileChange: () => void,
): Session {
  const { clock, log, pinFreshMs } = options;
  let connected = true;
  let lastPresenceMs = clock.monotonicMs();
  let lastIdentityChange: Promise<unknown> = Promise.resolve();
  const feed = createChangeFeed(services, clock, send, (error) => {
    log.error('A queue delta failed.', { channel: 'queue:changed', error });
  });
  const identity = createWindowIdentity({
    services,
    clock,
    pinFreshMs,
    beforeChange: feed.follow,
    onChanged() {
      onProfileChange();
      tellNews();
    },
  });

  const tellNews = (): void => {
    const profileId = identity.profile()?.id;
    if (profileId === undefined) return;
    for (const notice of services.profiles.takeNews(profileId)) send('notice', notice);
  };

  const run = (call: Call, caller: Caller): Promise<unknown> => answer(call, services, caller);
  /** Changes who the window acts as in the order of the calls, however long a PIN takes to check. */
  const runInTurn = (call: Call, caller: Caller): Promise<unknown> => {
    const turn = lastIdentityChange.then(() => run(call, caller));
    lastIdentityChange = turn.catch(() => {});
    return turn;
  };

  return {
    invoke: (channel, request) =>
      toResult(
        async () => {
          if (!connected) throw new Refusal('forbidden', 'This window is closed.');
          const call = admit(channel, request);
          const caller: Caller = { shell, snapshot: feed.snapshot, ...identity.forCall() };
          if (SIGNS_OF_PRESENCE.has(call.channel)) lastPresenceMs = clock.monotonicMs();
          const changesIdentity = IDENTITY_CHANGES.has(call.channel);
          return await (changesIdentity ? runInTurn(call, caller) : run(call, caller));
        },
        channel,
        log,
      ),
    activeProfileId: () => identity.profile()?.id,
    queue: feed.told,
    lock(reason) {
      const actedAsSomebody = identity.profile() !== undefined;
      identity.lock();
      if (actedAsSomebody) send('session:locked', { reason });
    },
    lockIfPin(reason) {
      if (identity.lockIfPin()) send('session:locked', { reason });
    },
    lastPresenceMs: () => lastPresenceMs,
    disconnect: () => {
      identity.end();
      connected = false;
      feed.close();
    },
  };
}
