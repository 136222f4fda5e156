import type { ProfileStorage } from '../../../../preload/contract/household.ts';
import type { SystemHealth } from '../../../../preload/contract/types.ts';
import { formatBytes } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';

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
    const quota = formatBytes(storage.quotaBytes);
    if (leftBytes === 0) return { text: say('space.full', { quota }), fits: false };
    const size = formatBytes(leftBytes);
    if (bytes === undefined) return { text: say('space.left', { size, quota }), fits: true };
    const fits = bytes <= leftBytes;
    const needed = formatBytes(bytes);
    return { text: say(fits ? 'space.leftEnough' : 'space.leftButTooBig', { needed, size, quota }), fits };
  }
  if (disk === undefined || disk.freeBytes <= 0) return undefined;
  const size = formatBytes(disk.freeBytes);
  if (bytes === undefined) return { text: say('space.free', { size }), fits: true };
  const fits = bytes <= disk.freeBytes;
  return { text: say(fits ? 'space.freeEnough' : 'space.freeButTooBig', { needed: formatBytes(bytes), size }), fits };
}
