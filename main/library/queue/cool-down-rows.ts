import type { FailureReason } from '../../../preload/contract/failure-reasons.ts';
import type { WritableDatabase } from '../database/database.ts';

/** Describes the rest that a site asked for. `until` is epoch milliseconds, `strikes` how often in a row it asked. */
export interface CoolDown {
  readonly site: string;
  readonly until: number;
  readonly reason: FailureReason;
  readonly strikes: number;
}

/** Keeps at most one rest per site, also over a restart. */
export interface CoolDownRows {
  get(site: string): CoolDown | undefined;
  /** Adds the site's row or replaces it. */
  put(coolDown: CoolDown): void;
  /** Ends a site's rest; false when there was none. */
  clear(site: string): boolean;
  /** Lists all, the one that ends first before the others. */
  all(): CoolDown[];
}

const SELECT = 'SELECT site, until, reason, strikes FROM cool_downs';

export function createCoolDownRows({ prepare, run }: WritableDatabase): CoolDownRows {
  return {
    get: (site) => prepare(`${SELECT} WHERE site = ?`).get(site) as CoolDown | undefined,
    put(coolDown) {
      run('INSERT OR REPLACE INTO cool_downs (site, until, reason, strikes) VALUES (@site, @until, @reason, @strikes)', coolDown);
    },
    clear: (site) => run('DELETE FROM cool_downs WHERE site = ?', site) > 0,
    all: () => prepare(`${SELECT} ORDER BY until, site`).all() as CoolDown[],
  };
}
