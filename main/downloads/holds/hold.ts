import type { HoldReason } from '../../../preload/contract/hold-reasons.ts';

/** What a hold knows of a run: how much room it needs, and how to end it. */
export interface HeldRun {
  readonly progress: { readonly bytes?: number; readonly totalBytes?: number };
  /** What it takes in all, as far as the run knows more than its progress tells. */
  readonly neededBytes?: number;
  /** How much of that was on the disk when it started. */
  readonly keptBytes?: number;
  requestStop(reason: 'disk-full' | 'too-large' | 'library-missing'): void;
}

/**
 * Keeps every download waiting while this computer or the household lacks something, and lets go by itself when it is there.
 * A hold uses up no attempt and fails nothing. `createHolds` asks a list of them; the first that holds is the reason that
 * waiting rows, the forecast, the tray and Health show.
 */
export interface Hold {
  /** Tells why downloads wait, as of the last check; undefined while this hold lets them go. */
  reason(): HoldReason | undefined;
  /** Checks now; asked before each claim. */
  check(): Promise<HoldReason | undefined>;
  /** Begins to watch by itself; `onChanged` is to be called whenever `reason` may have changed without a check. */
  start(onChanged: () => void): Promise<void>;
  stop(): void;
  /** Says what is wrong and what helps, where the words of the reason are too general. */
  advice?(): string | undefined;
  /** Tells when it will let go, in epoch milliseconds, if it knows. */
  endsAt?(): number | undefined;
}
