/** Lets pieces of work run, so many at the same time; the others wait for their turn. */
export type Turns = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** `newestFirst`: for what somebody looks at now, and no longer at what they asked for before. Otherwise in the order in which they came. */
export function createTurns(parallel: number, { newestFirst = false } = {}): Turns {
  const waiting: (() => void)[] = [];
  let freeSlots = parallel;
  return async (work) => {
    if (freeSlots > 0) freeSlots -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = newestFirst ? waiting.pop() : waiting.shift();
      if (next) next();
      else freeSlots += 1;
    }
  };
}
