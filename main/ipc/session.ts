import type { Result } from '../../preload/contract/errors.ts';
import type { Profile, QueueItem } from '../../preload/contract/types.ts';
import type { Clock } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Call, Caller, ShellActions } from './caller.ts';
import { createChangeFeed, type Send } from './change-feed.ts';
import { admit, answer, type BorderLog, toResult } from './router.ts';
import type { Services } from './services.ts';

/** Answers one window, and says who it acts as. */
export interface Session {
  /** Answers one raw message with an envelope; never rejects. */
  invoke(channel: unknown, request: unknown): Promise<Result<unknown>>;
  /** Returns the profile that this window acts as, as long as it exists. */
  activeProfileId(): string | undefined;
  /** Returns the queue of that profile, as the window has been told of it. */
  queue(): readonly QueueItem[];
  /** Lets the window act as nobody until a profile is unlocked in it again. */
  lock(): void;
  /** Ends the session: no more events, and every request is refused. */
  disconnect(): void;
}

/** Channels after which the window may act as somebody else, or as nobody. */
const IDENTITY_CHANGES: ReadonlySet<string> = new Set(['profiles:unlock', 'profiles:create', 'profiles:lock']);

/** Guards the core: one session per window. */
export interface Border {
  connect(window: { readonly send: Send; readonly onProfileChange?: () => void }): Session;
}

/** Guards the given services; `clock` paces the events, `log` gets the causes that people are not shown. */
export function createBorder(services: Services, shell: ShellActions, options: { clock: Clock; log: BorderLog }): Border {
  return {
    connect: ({ send, onProfileChange }) => createSession(services, shell, options, send, onProfileChange ?? (() => {})),
  };
}

function createSession(
  services: Services,
  shell: ShellActions,
  options: { clock: Clock; log: BorderLog },
  send: Send,
  onProfileChange: () => void,
): Session {
  let activeId: string | undefined;
  let connected = true;
  let lastIdentityChange: Promise<unknown> = Promise.resolve();
  const feed = createChangeFeed(services, options.clock, send, (error) => {
    options.log.error('A queue delta failed.', { channel: 'queue:changed', error });
  });

  const actAs = (profileId: string | undefined): void => {
    if (!connected || profileId === activeId) return;
    feed.follow(profileId);
    activeId = profileId;
    onProfileChange();
  };
  const profile = (): Profile | undefined => (activeId === undefined ? undefined : services.profiles.get(activeId));
  const caller: Caller = {
    shell,
    profile,
    become: (next) => actAs(next.id),
    leave: () => actAs(undefined),
    snapshot: feed.snapshot,
  };
  const unsubscribe = services.on('profiles-changed', () => {
    if (profile() === undefined) actAs(undefined);
  });

  const run = (call: Call): Promise<unknown> => answer(call, services, caller);
  /** Changes who the window acts as in the order of the calls, however long a PIN takes to check. */
  const runInTurn = (call: Call): Promise<unknown> => {
    const turn = lastIdentityChange.then(() => run(call));
    lastIdentityChange = turn.catch(() => {});
    return turn;
  };

  return {
    invoke: (channel, request) =>
      toResult(
        async () => {
          if (!connected) throw new Refusal('forbidden', 'This window is closed.');
          const call = admit(channel, request);
          const changesIdentity = IDENTITY_CHANGES.has(call.channel);
          return await (changesIdentity ? runInTurn(call) : run(call));
        },
        channel,
        options.log,
      ),
    activeProfileId: () => profile()?.id,
    queue: feed.told,
    lock: () => actAs(undefined),
    disconnect: () => {
      actAs(undefined);
      connected = false;
      unsubscribe();
      feed.close();
    },
  };
}
