import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Failure, FailureDetail } from '../../../preload/contract/errors.ts';
import type { FreeableVideo } from '../../../preload/contract/household.ts';
import type { ProbeEntry } from '../../../preload/contract/types.ts';
import type { AddOptions } from './add-videos.ts';

/** A full quota: its numbers, and what could not be added because of it. */
export interface QuotaExceeded {
  readonly storage: NonNullable<FailureDetail['storage']>;
  readonly entries: readonly ProbeEntry[];
  readonly options: AddOptions;
}

const quotaStore = createStore<{ readonly exceeded: QuotaExceeded | undefined }>(() => ({ exceeded: undefined }));

export const useQuotaExceeded = (): QuotaExceeded | undefined => useStore(quotaStore, ({ exceeded }) => exceeded);
export const closeQuotaDialog = (): void => quotaStore.setState({ exceeded: undefined });

/** Opens the dialog that frees space, if this failure is about a person's quota; false when it is not. */
export function offerToFreeSpace({ code, detail }: Failure, entries: readonly ProbeEntry[], options: AddOptions): boolean {
  if (code !== 'quota-exceeded' || detail?.storage === undefined) return false;
  quotaStore.setState({ exceeded: { storage: detail.storage, entries, options } });
  return true;
}

/** Counts the bytes that have to go before there is space. */
export const bytesToFree = ({ usedBytes, quotaBytes, neededBytes }: QuotaExceeded['storage']): number =>
  Math.max(0, usedBytes + Math.max(1, neededBytes) - quotaBytes);

/** Suggests watched videos to remove: from the one watched longest ago, until there is space. */
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
