import type { HouseholdStorage } from '../../../../preload/contract/household.ts';
import { formatBytes } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';

/** One bar of the chart: how long it is and where its quota stands, in percent of the longest thing shown. */
export interface StorageBar {
  readonly profileId: string;
  readonly name: string;
  readonly colour: string;
  readonly percent: number;
  /** Undefined without a quota. */
  readonly quotaPercent: number | undefined;
  readonly overQuota: boolean;
  readonly words: string;
  /** Undefined when nothing of theirs is in the trash. */
  readonly trashWords: string | undefined;
}

/** Measures the bars of the chart, biggest first; all to one scale, so that they can be compared. */
export function storageBars(people: HouseholdStorage['people']): readonly StorageBar[] {
  const longest = Math.max(1, ...people.flatMap(({ chargedBytes, quotaBytes }) => [chargedBytes, quotaBytes ?? 0]));
  return [...people]
    .sort((a, b) => b.chargedBytes - a.chargedBytes)
    .map(({ profileId, name, colour, chargedBytes, trashedBytes, quotaBytes }) => ({
      profileId,
      name,
      colour,
      percent: (chargedBytes / longest) * 100,
      quotaPercent: quotaBytes === null ? undefined : (quotaBytes / longest) * 100,
      overQuota: quotaBytes !== null && chargedBytes >= quotaBytes,
      words:
        quotaBytes === null
          ? formatBytes(chargedBytes)
          : say('format.partOf', { part: formatBytes(chargedBytes), whole: formatBytes(quotaBytes) }),
      trashWords: trashedBytes === 0 ? undefined : say('storage.inTrash', { size: formatBytes(trashedBytes) }),
    }));
}

/** The disk in parts, in percent of the whole. */
export interface DiskShares {
  readonly library: number;
  readonly trash: number;
  readonly other: number;
  readonly free: number;
}

/** Divides the disk into shares; what is neither ours nor free belongs to other files. */
export function diskShares({ libraryBytes, trashBytes, freeBytes, totalBytes }: HouseholdStorage): DiskShares {
  const total = Math.max(1, totalBytes);
  const share = (bytes: number): number => Math.min(100, Math.max(0, (bytes / total) * 100));
  const library = share(libraryBytes);
  const trash = share(trashBytes);
  const free = share(freeBytes);
  return { library, trash, free, other: Math.max(0, 100 - library - trash - free) };
}
