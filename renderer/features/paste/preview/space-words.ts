import type { ProfileStorage } from '../../../../preload/contract/household.ts';
import type { SystemHealth } from '../../../../preload/contract/types.ts';
import { formatBytes } from '../../../words/format.ts';

/** What is known of the room for something new; absent parts are not known (yet). */
export interface Space {
  /** What it takes. */
  readonly bytes: number | undefined;
  readonly storage: Pick<ProfileStorage, 'usedBytes' | 'expectedBytes' | 'quotaBytes'> | undefined;
  readonly disk: Pick<SystemHealth['disk'], 'freeBytes'> | undefined;
}

/** Size against what this person has left, or against the disk for somebody without a quota. `fits` false: it would be refused, or wait. */
export function spaceWords({ bytes, storage, disk }: Space): { readonly text: string; readonly fits: boolean } | undefined {
  if (storage === undefined) return undefined;
  if (storage.quotaBytes !== null) {
    const leftBytes = Math.max(0, storage.quotaBytes - storage.usedBytes - storage.expectedBytes);
    const left = `you have ${formatBytes(leftBytes)} left of your ${formatBytes(storage.quotaBytes)}`;
    if (leftBytes === 0) return { text: `Your part of the disk is full: ${left}.`, fits: false };
    return spaceSentence(bytes, leftBytes, left, 'Too big for your part of the disk');
  }
  if (disk === undefined || disk.freeBytes <= 0) return undefined;
  return spaceSentence(bytes, disk.freeBytes, `${formatBytes(disk.freeBytes)} are free on the disk`, 'Too big for the disk');
}

function spaceSentence(bytes: number | undefined, leftBytes: number, left: string, tooBig: string) {
  if (bytes === undefined) return { text: `${left.charAt(0).toUpperCase()}${left.slice(1)}.`, fits: true };
  const takes = `it takes about ${formatBytes(bytes)}`;
  return bytes > leftBytes
    ? { text: `${tooBig}: ${takes}, and ${left}.`, fits: false }
    : { text: `It takes about ${formatBytes(bytes)}; ${left}.`, fits: true };
}
