import { useSyncExternalStore } from 'react';

const TICK_MS = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let nowMs = 0;

function subscribe(onTick: () => void): () => void {
  listeners.add(onTick);
  if (timer === undefined) {
    nowMs = Date.now();
    timer = setInterval(() => {
      nowMs = Date.now();
      for (const listener of listeners) listener();
    }, TICK_MS);
  }
  return () => {
    listeners.delete(onTick);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
      nowMs = 0;
    }
  };
}

function read(): number {
  if (nowMs === 0) nowMs = Date.now();
  return nowMs;
}

/** Reads the time in epoch milliseconds, renewed once a second by one timer for the whole window. */
export const useNow = (): number => useSyncExternalStore(subscribe, read);
