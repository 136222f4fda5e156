/** Lets pieces of work run, so many at the same time; the others wait for their turn, in the order in which they came. */
export type Turns = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function createTurns(parallel: number): Turns {
  const waiting: (() => void)[] = [];
  let freeSlots = parallel;
  return async (work) => {
    if (freeSlots > 0) freeSlots -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else freeSlots += 1;
    }
  };
}
