import type { FailureReason } from './failure-reasons.ts';

/** What one hold says to people, and which page of the window helps with it. */
export interface HoldWords {
  /** Short, a whole sentence: shown by every waiting row, the tray, notices, the activity log and Health. */
  readonly sentence: string;
  readonly help: 'health' | 'library' | 'settings';
  /** The household wants it so: nobody is warned, and the activity log stays quiet. */
  readonly isPlanned?: true;
}

/**
 * What this computer or the household lacks, so that downloads wait: the closed set of reasons to hold the queue, with their words.
 * A hold uses up no attempt and fails nothing; each is one file in `main/downloads/holds`.
 */
export const HOLDS = {
  'library-missing': { sentence: 'The library’s folder is not there. Is its disk plugged in?', help: 'settings' },
  'library-not-writable': { sentence: 'Homereel may not write to the library’s folder.', help: 'settings' },
  'disk-full': { sentence: 'Waiting for room on the disk.', help: 'library' },
  'tool-missing': { sentence: 'A program that Homereel needs is missing.', help: 'health' },
  'tool-too-old': { sentence: 'A program that Homereel needs is too old.', help: 'health' },
  'tool-silent': { sentence: 'A program that Homereel needs does not answer.', help: 'health' },
  offline: { sentence: 'No internet connection. Everything waits.', help: 'health' },
  'download-hours': { sentence: 'Waiting for the download hours.', help: 'settings', isPlanned: true },
} as const satisfies Record<string, HoldWords>;

export type HoldReason = keyof typeof HOLDS;

/** Why a video waits or has failed: for the computer or the household, or for something of its own. */
export type WaitReason = FailureReason | HoldReason;

/** The words of a hold; undefined for a reason of the video's own. */
export function holdWords(reason: WaitReason | undefined): HoldWords | undefined {
  return reason !== undefined && Object.hasOwn(HOLDS, reason) ? HOLDS[reason as HoldReason] : undefined;
}
