import { said } from '../../../phrasebook/said.ts';
import type { HouseholdStorage, ProfileStorage } from '../../../preload/contract/household.ts';
import type { Notice } from '../../../preload/contract/types.ts';
import type { Clock } from '../../platform/clock.ts';
import { NEARLY_FULL_SHARE } from './household-rules.ts';
import { createTrash, type Trash, type TrashDependencies } from './trash.ts';

/** Several changes of the library in a row lead to one check. */
const GATHER_MS = 1000;

export interface StorageServiceDependencies extends TrashDependencies {
  readonly disk: () => { readonly freeBytes: number; readonly totalBytes: number };
  readonly clock: Pick<Clock, 'after'>;
  readonly notify: (profileId: string, notice: Notice) => void;
}

interface OfProfile {
  readonly profileId: string;
}

/** Tells whose the bytes are, and what is safe to free. */
export interface StorageService {
  ofProfile(of: OfProfile): ProfileStorage;
  ofHousehold(): HouseholdStorage;
  readonly trash: Trash['list'];
  readonly purge: Trash['purge'];
  /**
   * Soon, and once for several changes: lets the trash of whoever is over a quota with it give way, and warns whoever has come near one; again
   * only after it was less meanwhile.
   */
  libraryChanged(): void;
  stop(): void;
}

export function createStorageService(dependencies: StorageServiceDependencies): StorageService {
  const { profiles, rules, quotas, rows, clock, notify } = dependencies;
  const trash = createTrash(dependencies);
  const warned = new Set<string>();
  let cancelCheck: (() => void) | undefined;

  function levelOf(takenBytes: number, quotaBytes: number | null): ProfileStorage['level'] {
    if (quotaBytes === null) return 'ok';
    if (takenBytes >= quotaBytes) return 'full';
    return takenBytes >= quotaBytes * NEARLY_FULL_SHARE ? 'nearly-full' : 'ok';
  }

  function warn(): void {
    cancelCheck = undefined;
    trash.giveWay();
    for (const { id } of profiles()) {
      const { quotaBytes } = rules.limits(id);
      const { used, expected } = quotaBytes === null ? { used: 0, expected: 0 } : quotas.charged(id);
      const level = levelOf(used + expected, quotaBytes);
      if (level === 'ok' || quotaBytes === null) warned.delete(id);
      else if (!warned.has(id)) {
        warned.add(id);
        notify(id, {
          level: 'warning',
          ...said(level === 'full' ? 'notice.full' : 'notice.nearlyFull', {
            used: { bytes: used + expected },
            quota: { bytes: quotaBytes },
          }),
          action: { label: said('noticeAction.open-storage').text, kind: 'open-storage' },
        });
      }
    }
  }

  return {
    ofProfile({ profileId }) {
      const { quotaBytes } = rules.limits(profileId);
      const { used, expected, trashed } = quotas.charged(profileId);
      return {
        usedBytes: used,
        expectedBytes: expected,
        trashedBytes: trashed,
        quotaBytes,
        level: levelOf(used + expected, quotaBytes),
        byVideo: rows.byVideo(profileId),
        safeToFree: rows.safeToFree(profileId),
      };
    },
    ofHousehold() {
      const { freeBytes, totalBytes } = dependencies.disk();
      const people = rows.people();
      const { bytes: trashBytes, items: trashItems } = rows.trash();
      const libraryBytes = people.reduce((sum, { chargedBytes }) => sum + chargedBytes, 0);
      return { people, libraryBytes, trashBytes, trashItems, freeBytes, totalBytes };
    },
    trash: trash.list,
    purge: trash.purge,
    libraryChanged() {
      cancelCheck ??= clock.after(GATHER_MS, warn);
    },
    stop() {
      cancelCheck?.();
    },
  };
}
