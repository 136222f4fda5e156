import type { EventName, EventPayloads } from '../../preload/contract/events.ts';
import type { Profile, QueueItem } from '../../preload/contract/types.ts';

type Listener<Name extends EventName> = (payload: EventPayloads[Name]) => void;

/** The people and the queue of the preview, and who hears of their changes. */
export interface PreviewState {
  readonly startMs: number;
  readonly queue: ReadonlyMap<string, QueueItem>;
  profiles(): readonly Profile[];
  /** Replaces all people and announces it. */
  setProfiles(profiles: readonly Profile[]): void;
  emit<Name extends EventName>(name: Name, payload: EventPayloads[Name]): void;
  /** Calls back on each event of that name; the returned function ends that. */
  listen<Name extends EventName>(name: Name, listener: Listener<Name>): () => void;
  /** Puts items into the queue and takes others out, as one numbered delta. */
  tell(upserts: readonly QueueItem[], removals?: readonly string[]): void;
  /** Changes one item; false where there is none. */
  change(videoId: string, patch: Partial<QueueItem>): boolean;
  /** The number of the last delta. */
  seq(): number;
}

/** Creates the preview's state from what is there at its start. */
export function createPreviewState(atStart: {
  readonly profiles: readonly Profile[];
  readonly items: (startMs: number) => readonly QueueItem[];
}): PreviewState {
  const startMs = Date.now();
  let profiles = atStart.profiles;
  let seq = 0;
  const queue = new Map(atStart.items(startMs).map((item) => [item.videoId, item]));
  const listeners = new Map<EventName, Set<(payload: never) => void>>();

  const emit: PreviewState['emit'] = (name, payload) => {
    for (const listener of listeners.get(name) ?? []) listener(payload as never);
  };
  const tell: PreviewState['tell'] = (upserts, removals = []) => {
    for (const item of upserts) queue.set(item.videoId, item);
    for (const videoId of removals) queue.delete(videoId);
    seq += 1;
    emit('queue:changed', { seq, upserts, removals });
  };
  return {
    startMs,
    queue,
    emit,
    tell,
    seq: () => seq,
    profiles: () => profiles,
    setProfiles(changed) {
      profiles = changed;
      emit('profiles:changed', {});
    },
    listen(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as (payload: never) => void);
      return () => set.delete(listener as (payload: never) => void);
    },
    change(videoId, patch) {
      const item = queue.get(videoId);
      if (item) tell([{ ...item, ...patch }]);
      return item !== undefined;
    },
  };
}
