import { processesIn } from '../../../test/integration/platform/processes/processes.ts';
import type { FaultCase } from '../fault-case.ts';
import { NOTICED_WITHIN_MS, PATIENT, page, SIX_PATIENT_ATTEMPTS_MS, START_NOTICED_WITHIN_MS } from './addresses.ts';

/** Kills all of them; in the box the rest has gone with the first. */
function killAll(processIds: readonly number[]): void {
  for (const processId of processIds) {
    try {
      process.kill(processId, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

const gaveUp = { status: 'failed', reason: 'stalled', retries: 3, noticedWithinMs: START_NOTICED_WITHIN_MS } as const;
const whole = { status: 'complete', file: { media: 'clip.mp4' } } as const;
const wholeLarge = { status: 'complete', file: { media: 'large.mp4' } } as const;

/** Nothing comes, or too little. */
export const silenceCases: readonly FaultCase[] = [
  {
    fault: 'no answer, once',
    phase: 'page',
    address: page('/video/film.mp4'),
    async drive(stage) {
      stage.server.set('/page/', '/page-hang/');
      await stage.untilEvent('stalled');
      stage.server.set('/page/', null);
      await stage.untilEnd();
    },
    expect: { ...whole, retries: [1, 2], noticedWithinMs: START_NOTICED_WITHIN_MS },
  },
  { fault: 'no answer, always', phase: 'page', address: '/page-hang/film', expect: { ...gaveUp, partials: 'none' } },
  {
    fault: 'no answer, noticed by yt-dlp',
    phase: 'page',
    address: '/page-hang/film',
    timings: PATIENT,
    limitMs: SIX_PATIENT_ATTEMPTS_MS,
    expect: { status: 'failed', reason: 'timeout', retries: 5, noticedWithinMs: 20_000, partials: 'none' },
  },
  { fault: 'head byte by byte', phase: 'page', address: '/header-drip/film.mp4', expect: gaveUp },
  { fault: 'no answer, always', phase: 'headers', address: page('/hang/film.mp4'), media: '/hang/', expect: gaveUp },
  {
    fault: 'head byte by byte',
    phase: 'headers',
    address: page('/header-drip/film.mp4'),
    media: '/header-drip/',
    expect: gaveUp,
  },
  {
    fault: 'silent hang, once',
    phase: 'download',
    address: page('/stall-once/4000000/large.mp4'),
    media: '/stall-once/',
    expect: { ...wholeLarge, retries: 1, noticedWithinMs: NOTICED_WITHIN_MS, fetchedTwiceAtMost: 2_100_000 },
  },
  {
    fault: 'silent hang, always',
    phase: 'download',
    address: page('/stall/1000000/large.mp4'),
    media: '/stall/',
    expect: { ...gaveUp, partials: 'kept', fetchedTwiceAtMost: 3_000_000 },
  },
  {
    fault: 'silent hang, noticed by yt-dlp',
    phase: 'download',
    address: page('/stall-once/4000000/large.mp4'),
    media: '/stall-once/',
    timings: PATIENT,
    expect: { ...wholeLarge, retries: 0, fetchedTwiceAtMost: 2_100_000 },
  },
  {
    fault: 'slow but alive',
    phase: 'download',
    address: page('/drip/250000/clip.mp4'),
    timings: { noOutputMs: 6000 },
    media: '/drip/',
    expect: { ...whole, retries: 0, fetchedTwiceAtMost: 0 },
  },
  {
    fault: 'slow, then fast',
    phase: 'download',
    address: page('/slow-then-fast/clip.mp4'),
    timings: { noOutputMs: 6000 },
    media: '/slow-then-fast/',
    expect: { ...whole, retries: 0, fetchedTwiceAtMost: 0 },
  },
  {
    fault: 'too slow for the deadline',
    phase: 'download',
    address: page('/drip/30000/clip.mp4'),
    media: '/drip/',
    timings: { deadlineMs: 8000 },
    expect: {
      status: 'failed',
      reason: 'deadline',
      retries: 1,
      partials: 'kept',
      noticedWithinMs: 25_000,
      fetchedTwiceAtMost: 100_000,
    },
  },
  {
    fault: 'process is frozen',
    phase: 'download',
    address: page('/slow/1000000/clip.mp4'),
    media: '/slow/',
    async drive(stage) {
      await stage.until('bytes', () => (stage.item()?.bytes ?? 0) > 300_000);
      for (const pid of processesIn(stage.library)) process.kill(pid, 'SIGSTOP');
      await stage.untilEnd();
    },
    expect: { ...whole, retries: 1, noticedWithinMs: NOTICED_WITHIN_MS, fetchedTwiceAtMost: 2_100_000 },
  },
  {
    fault: 'process is killed',
    phase: 'download',
    address: page('/slow/1000000/clip.mp4'),
    media: '/slow/',
    async drive(stage) {
      await stage.until('bytes', () => (stage.item()?.bytes ?? 0) > 300_000);
      killAll(processesIn(stage.library));
      await stage.untilEnd();
    },
    expect: { ...whole, retries: 1, fetchedTwiceAtMost: 1_000_000 },
  },
];
