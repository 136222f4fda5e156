import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { HoldReason } from '../../../preload/contract/hold-reasons.ts';
import type { QueuePlace } from '../../../preload/contract/queue-place.ts';
import type { CancelledItem, QueueItem } from '../../../preload/contract/types.ts';
import { isHoldReason } from '../../words/hold-sentences.ts';
import { call, listen } from '../border/main-process.ts';
import { sessionStore } from '../window/acting-profile.ts';
import type { QueueGroup } from './queue-groups.ts';
import {
  applyDelta,
  EMPTY_MIRROR,
  mirrorFromSnapshot,
  type QueueDelta,
  type QueueMirror,
  type QueueSections,
} from './queue-mirror.ts';

export interface QueueState {
  readonly mirror: QueueMirror;
  readonly loaded: boolean;
  readonly recentlyCancelled: readonly CancelledItem[];
  /** Why there is no list yet; it is asked for again by itself. */
  readonly failure: Failure | undefined;
}

const ASK_AGAIN_MS = 2000;

const EMPTY: QueueState = { mirror: EMPTY_MIRROR, loaded: false, recentlyCancelled: [], failure: undefined };

export const queueStore = createStore<QueueState>(() => EMPTY);

const useQueue = <Value>(selector: (state: QueueState) => Value): Value => useStore(queueStore, selector);
export const useQueueItem = (videoId: string): QueueItem | undefined => useQueue((state) => state.mirror.items.get(videoId));
export const useQueueSections = (): QueueSections => useQueue((state) => state.mirror.sections);
export const useQueueGroup = (groupId: string): QueueGroup | undefined => useQueue((state) => state.mirror.groups.get(groupId));
/** Reads where the first of some waiting items stands among everybody's. */
export const useFirstPlace = (videoIds: readonly string[]): QueuePlace | undefined =>
  useQueue(({ mirror }) => {
    for (const videoId of videoIds) {
      const place = mirror.items.get(videoId)?.place;
      if (place !== undefined) return place;
    }
    return undefined;
  });
/** Why everything of this person waits, and when that ends if it is known: what holds one waiting item holds them all. */
export function useQueueHold(): { readonly reason: HoldReason; readonly endsAt: number | undefined } | undefined {
  const reason = useQueue(({ mirror }) => heldItem(mirror)?.reason);
  const endsAt = useQueue(({ mirror }) => heldItem(mirror)?.retryAt);
  return isHoldReason(reason) ? { reason, endsAt } : undefined;
}

/** A few are enough: those that wait for a try or a site of their own are rarely all of the first. */
const SAMPLE = 50;

const heldItem = ({ sections, items }: QueueMirror): QueueItem | undefined => {
  const first = sections.upNext.slice(0, SAMPLE).find((videoId) => isHoldReason(items.get(videoId)?.reason));
  return first === undefined ? undefined : items.get(first);
};

export const useQueueFailure = (): Failure | undefined => useQueue((state) => state.failure);
export const useQueueLoaded = (): boolean => useQueue((state) => state.loaded);
/** Tells whether this person has something paused, or something not paused: what "Resume all" and "Pause all" would act on. */
export const useAnyOpen = (paused: boolean): boolean =>
  useQueue(({ mirror: { sections, items } }) => {
    const isSo = (id: string): boolean => items.get(id)?.held === paused;
    return sections.now.some(isSo) || sections.upNext.some(isSo);
  });
export const useRecentlyCancelled = (): readonly CancelledItem[] => useQueue((state) => state.recentlyCancelled);

/**
 * Mirrors one person's queue: listens first, then asks for the snapshot, then applies what came in between. A missed delta
 * leads to a new snapshot. The returned function stops the mirror and empties it.
 */
export function mirrorQueue(profileId: string): () => void {
  let stopped = false;
  let waiting: QueueDelta[] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const synchronise = async (): Promise<void> => {
    if (waiting !== undefined) return;
    waiting = [];
    const answer = await call('queue:snapshot', { profileId });
    if (stopped) return;
    const buffered = waiting;
    waiting = undefined;
    if (!answer.ok) {
      queueStore.setState({ failure: answer });
      timer = setTimeout(() => void synchronise(), ASK_AGAIN_MS);
      return;
    }
    queueStore.setState({ mirror: mirrorFromSnapshot(answer.value), loaded: true, failure: undefined });
    for (const delta of buffered) receive(delta);
  };

  const receive = (delta: QueueDelta): void => {
    if (waiting !== undefined) {
      waiting.push(delta);
      return;
    }
    const outcome = applyDelta(queueStore.getState().mirror, delta);
    if (outcome.kind === 'applied') {
      queueStore.setState({ mirror: outcome.mirror });
      if (touchesCancelled(delta)) void loadRecentlyCancelled(profileId);
    }
    if (outcome.kind === 'gap') void synchronise();
  };

  const stopListening = listen('queue:changed', receive);
  void synchronise();
  void loadRecentlyCancelled(profileId);
  return () => {
    stopped = true;
    clearTimeout(timer);
    stopListening();
    queueStore.setState(EMPTY, true);
  };
}

/** Tells whether an item left the queue, or a cancelled one is back: by this window, the tray or another person. */
function touchesCancelled({ upserts, removals }: QueueDelta): boolean {
  const { recentlyCancelled } = queueStore.getState();
  return removals.length > 0 || recentlyCancelled.some(({ videoId }) => upserts.some((item) => item.videoId === videoId));
}

/** Asks again for what this person cancelled recently. */
export async function loadRecentlyCancelled(profileId: string): Promise<void> {
  const answer = await call('queue:recently-cancelled', { profileId });
  const stillHere = sessionStore.getState().activeId === profileId;
  if (answer.ok && stillHere) queueStore.setState({ recentlyCancelled: answer.value.items });
}
