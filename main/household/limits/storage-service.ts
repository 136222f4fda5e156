import type { HouseholdStorage, ProfileStorage, TrashedVideo } from '../../../preload/contract/household.ts';
import type { Notice, Profile } from '../../../preload/contract/types.ts';
import type { QuotaRows } from '../../library/household/quota-rows.ts';
import type { StorageRows } from '../../library/household/storage-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { sizeText } from '../notice-text.ts';
import { type HouseholdRules, NEARLY_FULL_SHARE } from './household-rules.ts';

/** Several changes of the library in a row lead to one check. */
const GATHER_MS = 1000;

export interface StorageServiceDependencies {
  readonly profiles: () => readonly Profile[];
  readonly rules: HouseholdRules;
  readonly quotas: QuotaRows;
  readonly rows: StorageRows;
  readonly disk: () => { readonly freeBytes: number; readonly totalBytes: number };
  readonly trashUndoMs: number;
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
  trash(of: OfProfile): { items: TrashedVideo[] };
  /** Warns, soon and once, whoever has come near a quota; again only after it was less meanwhile. */
  libraryChanged(): void;
  stop(): void;
}

export function createStorageService(dependencies: StorageServiceDependencies): StorageService {
  const { profiles, rules, quotas, rows, clock, notify } = dependencies;
  const warned = new Set<string>();
  let cancelCheck: (() => void) | undefined;

  function levelOf(takenBytes: number, quotaBytes: number | null): ProfileStorage['level'] {
    if (quotaBytes === null) return 'ok';
    if (takenBytes >= quotaBytes) return 'full';
    return takenBytes >= quotaBytes * NEARLY_FULL_SHARE ? 'nearly-full' : 'ok';
  }

  function warn(): void {
    cancelCheck = undefined;
    for (const { id } of profiles()) {
      const { quotaBytes } = rules.limits(id);
      const { used, expected } = quotaBytes === null ? { used: 0, expected: 0 } : quotas.charged(id);
      const level = levelOf(used + expected, quotaBytes);
      if (level === 'ok' || quotaBytes === null) warned.delete(id);
      else if (!warned.has(id)) {
        warned.add(id);
        notify(id, {
          level: 'warning',
          text: `Your part of the disk is ${level === 'full' ? 'full' : 'nearly full'}: ${sizeText(used + expected)} of ${sizeText(quotaBytes)}.`,
          action: { label: 'Free up space', kind: 'open-storage' },
        });
      }
    }
  }

  return {
    ofProfile({ profileId }) {
      const { quotaBytes } = rules.limits(profileId);
      const { used, expected } = quotas.charged(profileId);
      return {
        usedBytes: used,
        expectedBytes: expected,
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
    trash: ({ profileId }) => ({
      items: rows.trashOf(profileId).map((item) => ({ ...item, purgeAt: item.trashedAt + dependencies.trashUndoMs })),
    }),
    libraryChanged() {
      cancelCheck ??= clock.after(GATHER_MS, warn);
    },
    stop() {
      cancelCheck?.();
    },
  };
}
