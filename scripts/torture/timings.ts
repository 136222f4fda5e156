import type { Timings } from '../../main/settings/timings.ts';

/** Numbers that let a watchdog, a sweep, the trash and the partials' keep time happen within a few rounds; everything else is as in the app. */
export const TORTURE_TIMINGS = {
  noOutputMs: 2500,
  // The usage of a tree counts processes that joined it only after up to five seconds.
  startSilenceMs: 7500,
  postProcessingSilenceMs: 4000,
  mediaCheckMs: 6000,
  deadlineMs: 120_000,
  heartbeatMs: 300,
  staleMs: 30_000,
  sweepMs: 1000,
  politeStopMs: 2000,
  backoffFirstMs: 100,
  backoffMaxMs: 400,
  trashUndoMs: 4000,
  keepPartialsMs: 6000,
  spaceCheckMs: 1000,
  lowSpaceBytes: 0,
  floorSpaceBytes: 0,
} satisfies Partial<Timings>;

/** Every pid a frozen program may still live until the watchdog has seen it twice and the stop is proven. */
export const RECOVERY_LIMIT_MS = 20_000;
/** The guard empties a group when the app dies; a busy machine may take its time to run it. */
export const ORPHAN_LIMIT_MS = 1000;
export const BOOT_LIMIT_MS = 30_000;
export const QUIT_LIMIT_MS = 15_000;
/** After this nobody's trash and nobody's partials are left. */
export const SETTLE_MS = TORTURE_TIMINGS.keepPartialsMs + 3 * TORTURE_TIMINGS.sweepMs;
