import type { ChannelRequest, ChannelValue } from '../../../preload/contract/channels.ts';
import type { ProfileStorage } from '../../../preload/contract/household.ts';
import type { Notice, Profile } from '../../../preload/contract/types.ts';
import type { QuotaRows } from '../../library/household/quota-rows.ts';
import type { StorageRows } from '../../library/household/storage-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { sizeText } from '../notice-text.ts';
import { type HouseholdRules, NEARLY_FULL_SHARE } from './household-rules.ts';

/** Several changes of the library in a row are looked at once. */
const GATHER_MS = 1000;

export interface StorageServiceDependencies {
  readonly profiles: () => readonly Profile[];
  readonly rules: HouseholdRules;
  readonly quotas: QuotaRows;
  readonly rows: StorageRows;
  readonly disk: () => Promise<{ readonly freeBytes: number; readonly totalBytes: number }>;
  readonly trashUndoMs: number;
  readonly clock: Pick<Clock, 'after'>;
  readonly notify: (profileId: string, notice: Notice) => void;
}

/** Whose the bytes are, and what is safe to free. */
export interface StorageService {
  ofProfile(request: ChannelRequest<'profiles:storage'>): ProfileStorage;
  ofHousehold(request: ChannelRequest<'household:storage'>): Promise<ChannelValue<'household:storage'>>;
  trash(request: ChannelRequest<'library:trash'>): ChannelValue<'library:trash'>;
  /** Warns, soon and once, whoever has come near a quota; again only after it was less meanwhile. */
  libraryChanged(): void;
  stop(): void;
}

export function createStorageService(dependencies: StorageServiceDependencies): StorageService {
  const { profiles, rules, quotas, rows, clock, notify } = dependencies;
  const warned = new Set<string>();
  let cancelLook: (() => void) | undefined;

  function levelOf(takenBytes: number, quotaBytes: number | null): ProfileStorage['level'] {
    if (quotaBytes === null) return 'ok';
    if (takenBytes >= quotaBytes) return 'full';
    return takenBytes >= quotaBytes * NEARLY_FULL_SHARE ? 'nearly-full' : 'ok';
  }

  function warn(): void {
    cancelLook = undefined;
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
          action: { label: 'Make room', kind: 'open-storage' },
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
    async ofHousehold() {
      const { freeBytes, totalBytes } = await dependencies.disk();
      const people = rows.people();
      const { bytes: trashBytes, items: trashItems } = rows.trash();
      const libraryBytes = people.reduce((sum, { chargedBytes }) => sum + chargedBytes, 0);
      return { people, libraryBytes, trashBytes, trashItems, freeBytes, totalBytes };
    },
    trash: ({ profileId }) => ({
      items: rows.trashOf(profileId).map((item) => ({ ...item, purgeAt: item.trashedAt + dependencies.trashUndoMs })),
    }),
    libraryChanged() {
      cancelLook ??= clock.after(GATHER_MS, warn);
    },
    stop() {
      cancelLook?.();
    },
  };
}
