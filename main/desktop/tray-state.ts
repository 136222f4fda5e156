import type { Speaker } from '../../phrasebook/speaker.ts';
import type { Services } from '../ipc/services.ts';
import type { Session } from '../ipc/session.ts';
import type { Clock } from '../platform/clock.ts';
import { createCoalescer } from '../platform/coalescer.ts';
import type { TrayState } from './tray-model.ts';

const MIN_UPDATE_INTERVAL_MS = 500;

export interface TrayStateWatch {
  /** Reads the state again after a change that the services do not announce, such as of who the window acts as. */
  refresh(): void;
  stop(): void;
}

/** Calls `show` with what the tray shows, soon after a change and at most twice a second. */
export function watchTrayState(
  options: {
    services: Services;
    session: Session;
    clock: Clock;
    speaker: () => Speaker;
    onError: (error: unknown) => void;
  },
  show: (state: TrayState, runningCount: number) => void,
): TrayStateWatch {
  const { services, session, clock, speaker, onError } = options;
  let latest = 0;
  const update = async (): Promise<void> => {
    latest += 1;
    const mine = latest;
    const profileId = session.activeProfileId();
    const profile = profileId === undefined ? undefined : services.profiles.get(profileId);
    // Not read from the database: ten thousand items take a tenth of a second, and this happens twice a second.
    const items = profile === undefined ? [] : session.queue();
    const cancelled = profile === undefined ? [] : (await services.downloads.recentlyCancelled({ profileId: profile.id })).items;
    const requests =
      profile === undefined ? [] : (await services.requests.list({ profileId: profile.id, status: 'waiting' })).requests;
    const { active, hold } = await services.health();
    const running = active.map(({ videoId }) => videoId);
    if (mine !== latest) return; // a later update has read something newer
    const own = new Set(items.map(({ videoId }) => videoId));
    show(
      {
        ...(profile === undefined ? {} : { profile }),
        speaker: speaker(),
        locked: profile === undefined,
        items,
        ...(hold !== null && { hold }),
        recentlyCancelled: cancelled,
        othersActiveCount: running.filter((videoId) => !own.has(videoId)).length,
        requests,
        waitingRequestCount: profile === undefined ? services.requests.waitingCount() : requests.length,
      },
      running.length,
    );
  };
  const updates = createCoalescer(clock, MIN_UPDATE_INTERVAL_MS, () => void update().catch(onError));
  const subscriptions = (['video-changed', 'profiles-changed', 'requests-changed'] as const).map((fact) =>
    services.on(fact, updates.request),
  );
  updates.request();
  return {
    refresh: updates.request,
    stop: () => {
      latest += 1;
      updates.cancel();
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}
