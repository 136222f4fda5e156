import type { ProfileStorage } from '../../../../preload/contract/household.ts';
import type { SystemHealth } from '../../../../preload/contract/types.ts';
import { formatBytes } from '../../../words/format.ts';

/** What is known of the space for something new; absent parts are not known (yet). */
export interface Space {
  /** The size of what is new. */
  readonly bytes: number | undefined;
  readonly storage: Pick<ProfileStorage, 'usedBytes' | 'expectedBytes' | 'quotaBytes'> | undefined;
  readonly disk: Pick<SystemHealth['disk'], 'freeBytes'> | undefined;
}

/** Compares a size with what this person has left, or with the disk for somebody without a quota. `fits` false: it would be refused, or wait. */
export function spaceWords({ bytes, storage, disk }: Space): { readonly text: string; readonly fits: boolean } | undefined {
  if (storage === undefined) return undefined;
  if (storage.quotaBytes !== null) {
    const leftBytes = Math.max(0, storage.quotaBytes - storage.usedBytes - storage.expectedBytes);
    if (leftBytes === 0) return { text: `Your ${formatBytes(storage.quotaBytes)} are full.`, fits: false };
    return compare(bytes, leftBytes, `${formatBytes(leftBytes)} left of your ${formatBytes(storage.quotaBytes)}`);
  }
  if (disk === undefined || disk.freeBytes <= 0) return undefined;
  return compare(bytes, disk.freeBytes, `${formatBytes(disk.freeBytes)} free on the disk`);
}

function compare(bytes: number | undefined, leftBytes: number, left: string) {
  if (bytes === undefined) return { text: `${left}.`, fits: true };
  const size = `about ${formatBytes(bytes)}`;
  return bytes > leftBytes
    ? { text: `Too big: ${size}, but only ${left}.`, fits: false }
    : { text: `It takes ${size}; ${left}.`, fits: true };
}
