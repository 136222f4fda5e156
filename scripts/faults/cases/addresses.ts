import type { Timings } from '../../../main/settings/timings.ts';

/** A healthy page whose video lies at `source`: what is asked for there is the download alone, never yt-dlp's probe of the page. */
export function page(source: string, id = 'film', title = 'Film'): string {
  return `/page/${id}?src=${encodeURIComponent(source)}&title=${encodeURIComponent(title)}`;
}

/** yt-dlp itself notices silence (after a second), well before the watchdog would. */
export const PATIENT: Partial<Timings> = { noOutputMs: 15_000, startSilenceMs: 15_000, socketTimeoutMs: 1000 };

/** The budget while downloading is 2.5 s; two checks and the end of the tree come on top, on a machine that is busy with many cases. */
export const NOTICED_WITHIN_MS = 15_000;

/** The same before the first byte, where the budget is 7.5 s. */
export const START_NOTICED_WITHIN_MS = 20_000;

/** yt-dlp tries six times with growing pauses (31 s), the engine six times. */
export const SIX_PATIENT_ATTEMPTS_MS = 360_000;
