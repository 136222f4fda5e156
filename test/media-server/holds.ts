import type { ServerResponse } from 'node:http';

/** Responses that wait, for ever if nobody releases them. */
export type Holds = {
  /** Waits until released (true), or until the connection is gone (false). `name` is the asked path. */
  wait(name: string, response: ServerResponse): Promise<boolean>;
  /** Lets all waiting responses go on whose name starts with `namePrefix`; answers how many. */
  release(namePrefix: string): number;
  /** How many wait now. */
  count(namePrefix: string): number;
};

/** No response waits yet. */
export function createHolds(): Holds {
  const held = new Set<{ name: string; resolve: (released: boolean) => void }>();
  const matching = (namePrefix: string) => [...held].filter((hold) => hold.name.startsWith(namePrefix));
  return {
    wait(name, response) {
      if (response.destroyed) return Promise.resolve(false);
      return new Promise((resolve) => {
        const hold = { name, resolve };
        held.add(hold);
        response.once('close', () => {
          held.delete(hold);
          resolve(false);
        });
      });
    },
    release(namePrefix) {
      const released = matching(namePrefix);
      for (const hold of released) {
        held.delete(hold);
        hold.resolve(true);
      }
      return released.length;
    },
    count: (namePrefix) => matching(namePrefix).length,
  };
}
