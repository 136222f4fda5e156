import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Failure, FailureDetail } from '../../../preload/contract/errors.ts';
import type { FreeableVideo } from '../../../preload/contract/household.ts';
import type { ProbeEntry } from '../../../preload/contract/types.ts';
import type { WantedForm } from './add-videos.ts';

/** "Your part of the disk is full": the numbers, and what could not be added for it; undefined while it is closed. */
export interface RoomNeeded {
  readonly storage: NonNullable<FailureDetail['storage']>;
  readonly entries: readonly ProbeEntry[];
  /** How they were wanted. */
  readonly form: WantedForm;
}

const roomStore = createStore<{ readonly needed: RoomNeeded | undefined }>(() => ({ needed: undefined }));

export const useRoomNeeded = (): RoomNeeded | undefined => useStore(roomStore, ({ needed }) => needed);
export const closeRoom = (): void => roomStore.setState({ needed: undefined });

/** Opens the dialog that helps, if this failure is about a person's quota; false when it is not. */
export function offerRoom({ code, detail }: Failure, entries: readonly ProbeEntry[], form: WantedForm): boolean {
  if (code !== 'quota-exceeded' || detail?.storage === undefined) return false;
  roomStore.setState({ needed: { storage: detail.storage, entries, form } });
  return true;
}

/** Bytes that have to go before there is room. */
export const bytesToFree = ({ usedBytes, quotaBytes, neededBytes }: RoomNeeded['storage']): number =>
  Math.max(0, usedBytes + Math.max(1, neededBytes) - quotaBytes);

/** The watched videos to suggest: from the one watched longest ago, until there is room. */
export function suggestionFor(safeToFree: readonly FreeableVideo[], bytes: number): readonly string[] {
  const suggested: string[] = [];
  let freed = 0;
  for (const video of safeToFree) {
    if (freed >= bytes) break;
    suggested.push(video.videoId);
    freed += video.bytes;
  }
  return suggested;
}
