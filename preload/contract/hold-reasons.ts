import type { FailureReason } from './failure-reasons.ts';

/** Which page of the window helps with a hold. What rows, tray, notices, the activity log and Health say of it is in the phrasebook. */
export interface HoldHelp {
  readonly help: 'health' | 'library' | 'settings';
  /** The household wants it so: nobody is warned, and the activity log stays quiet. */
  readonly isPlanned?: true;
}

/**
 * What this computer or the household lacks, so that downloads wait: the closed set of reasons to hold the queue.
 * A hold uses up no attempt and fails nothing; each is one file in `main/downloads/holds`.
 */
export const HOLDS = {
  'library-missing': { help: 'settings' },
  'library-not-writable': { help: 'settings' },
  'disk-full': { help: 'library' },
  'tool-missing': { help: 'health' },
  'tool-too-old': { help: 'health' },
  'tool-silent': { help: 'health' },
  offline: { help: 'health' },
  'download-hours': { help: 'settings', isPlanned: true },
} as const satisfies Record<string, HoldHelp>;

export type HoldReason = keyof typeof HOLDS;

/** Why a video waits or has failed: for the computer or the household, or for something of its own. */
export type WaitReason = FailureReason | HoldReason;

/** The help with a hold; undefined for a reason of the video's own. */
export function holdHelp(reason: WaitReason | undefined): HoldHelp | undefined {
  return reason !== undefined && Object.hasOwn(HOLDS, reason) ? HOLDS[reason as HoldReason] : undefined;
}
