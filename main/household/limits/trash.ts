import type { TrashedVideo, TrashToEmpty } from '../../../preload/contract/household.ts';
import type { Profile } from '../../../preload/contract/types.ts';
import type { DownloadService } from '../../downloads/download-service.ts';
import type { QuotaRows } from '../../library/household/quota-rows.ts';
import type { StorageRows } from '../../library/household/storage-rows.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { HouseholdRules } from './household-rules.ts';

export interface TrashDependencies {
  readonly profiles: () => readonly Profile[];
  readonly rules: HouseholdRules;
  readonly quotas: QuotaRows;
  readonly rows: StorageRows;
  /** Deletes for good those of the given videos that are in the trash. */
  readonly purge: DownloadService['purge'];
  readonly trashUndoMs: number;
}

interface OfProfile {
  readonly profileId: string;
}

/** Shows people their trash and empties it. */
export interface Trash {
  list(of: OfProfile): { items: TrashedVideo[]; toEmpty: TrashToEmpty };
  /**
   * Deletes for good one video of the trash, or all that this person may: an adult everything, a child what it put there alone. Throws
   * `not-found` for a video that is not among that.
   */
  purge(of: OfProfile & { readonly videoId?: string | undefined }): { items: number; freedBytes: number };
  /** Keeps what each person has and threw away within their quota together: what was thrown away goes, the oldest first. */
  giveWay(): void;
}

export function createTrash({ profiles, rules, quotas, rows, purge, trashUndoMs }: TrashDependencies): Trash {
  const purgeable = (profileId: string): { videoId: string; bytes: number }[] =>
    profiles().some(({ id, role }) => id === profileId && role === 'adult') ? rows.allTrash() : rows.trashedAlone(profileId);

  return {
    list({ profileId }) {
      const toEmpty = purgeable(profileId);
      const ids = new Set(toEmpty.map(({ videoId }) => videoId));
      return {
        items: rows.trashOf(profileId).map((item) => ({
          ...item,
          purgeAt: item.trashedAt + trashUndoMs,
          canPurge: ids.has(item.videoId),
        })),
        toEmpty: { items: toEmpty.length, bytes: toEmpty.reduce((sum, { bytes }) => sum + bytes, 0) },
      };
    },
    purge({ profileId, videoId }) {
      const allowed = purgeable(profileId).map((item) => item.videoId);
      if (videoId === undefined) return purge(allowed);
      if (!allowed.includes(videoId)) throw new Refusal('not-found', 'That video is not in your trash any more.');
      return purge([videoId]);
    },
    giveWay() {
      for (const { id } of profiles()) {
        const { quotaBytes } = rules.limits(id);
        if (quotaBytes === null) continue;
        const { used, expected, trashed } = quotas.charged(id);
        const inTheWay = oldestUpTo(rows.trashedAlone(id), Math.min(trashed, used + expected + trashed - quotaBytes));
        if (inTheWay.length > 0) purge(inTheWay);
      }
    },
  };
}

/** Picks the first of the list, the oldest, until they make up that many bytes. */
function oldestUpTo(trashed: readonly { readonly videoId: string; readonly bytes: number }[], bytes: number): string[] {
  let found = 0;
  return trashed.flatMap((item) => {
    if (found >= bytes) return [];
    found += item.bytes;
    return [item.videoId];
  });
}
