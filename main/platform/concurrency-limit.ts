/** Runs a task as soon as fewer than the limit are running. */
export type ConcurrencyLimit = <Value>(task: () => Promise<Value>) => Promise<Value>;

/** Runs at most `limit` tasks at once; the rest queue. `newestFirst` serves the latest first: for what somebody scrolls to now. */
export function createConcurrencyLimit(limit: number, { newestFirst = false } = {}): ConcurrencyLimit {
  const waiting: (() => void)[] = [];
  let freeSlots = limit;
  return async (task) => {
    if (freeSlots > 0) freeSlots -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = newestFirst ? waiting.pop() : waiting.shift();
      if (next) next();
      else freeSlots += 1;
    }
  };
}
