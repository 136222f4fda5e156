import type { ActivityEntry } from '../../../preload/contract/types.ts';
import type { FaultCase, FaultPhase, Stage } from '../fault-case.ts';
import { page, SIX_PATIENT_ATTEMPTS_MS } from './addresses.ts';

const places: readonly { phase: FaultPhase; prefix: string; fault: (code: number) => string }[] = [
  { phase: 'page', prefix: '/page/', fault: (code) => `/page-status/${code}/` },
  { phase: 'headers', prefix: '/file/', fault: (code) => `/status/${code}/` },
];

function always(code: number, expect: FaultCase['expect'], isPatient: boolean): FaultCase[] {
  return places.map(({ phase, prefix, fault }) => ({
    fault: `${code}, always`,
    phase,
    address: page('/file/clip.mp4'),
    media: '/file/',
    limitMs: isPatient && phase === 'headers' ? SIX_PATIENT_ATTEMPTS_MS : 150_000,
    async drive(stage) {
      stage.server.set(prefix, fault(code));
      await stage.untilEnd();
    },
    expect,
  }));
}

/** A rest for the site, a second video that waits for it, one trial that is refused again, a second one that gets through. */
async function coolDown(stage: Stage, prefix: string): Promise<void> {
  const { server } = stage;
  server.set(prefix, prefix === '/page/' ? '/page-status/429/' : '/status/429/');
  await stage.untilEvent('cool-down');
  const second = await stage.trigger(page('/slow/500000/second.mp4', 'second'));
  await stage.untilEvent('cool-down', 2);
  server.set(prefix, prefix === '/page/' ? null : '/slow/500000/');
  await stage.untilEnd();
  await stage.untilEnd(second);
  checkTrials(stage, [...(await stage.events()), ...(await ofVideo(stage, second))]);
  stage.check('the second video is complete', stage.item(second)?.status === 'complete');
}

/** While the site rests nothing of it starts, and after each rest exactly one video tries it: whichever, since the refused one lets others go first. */
function checkTrials(stage: Stage, unsorted: readonly ActivityEntry[]): void {
  const events = unsorted.toSorted((a, b) => a.id - b.id);
  const trials: number[] = [];
  let restsUntil: number | undefined;
  for (const { event, at, detail } of events) {
    if (event === 'cool-down-over') restsUntil = undefined;
    if (event === 'cool-down') {
      restsUntil = Number(detail['until']);
      trials.push(0);
    }
    if (event !== 'started' || restsUntil === undefined) continue;
    stage.check('nothing starts during a rest', at >= restsUntil);
    trials[trials.length - 1] = (trials.at(-1) ?? 0) + 1;
  }
  stage.check(
    `one trial after each rest, not ${trials.join(' and ')}`,
    trials.length >= 2 && trials.every((count) => count === 1),
  );
}

async function ofVideo(stage: Stage, videoId: string): Promise<ActivityEntry[]> {
  return (await stage.events(videoId)).filter((entry) => entry.videoId === videoId);
}

/** What a server says instead of the page or the file. */
export const statusCases: readonly FaultCase[] = [
  ...always(403, { status: 'failed', reason: 'network', retries: 5 }, false),
  ...always(404, { status: 'failed', reason: 'not-found', retries: 0, partials: 'none' }, false),
  ...always(410, { status: 'failed', reason: 'not-found', retries: 0, partials: 'none' }, false),
  ...always(500, { status: 'failed', reason: 'network', retries: 5 }, true),
  ...always(503, { status: 'failed', reason: 'network', retries: 5 }, true),
  {
    fault: '503, twice',
    phase: 'page',
    address: page('/file/clip.mp4'),
    async drive(stage) {
      stage.server.set('/file/', '/m/');
      stage.server.set('/page/', '/page-status/503/');
      await stage.untilEvent('retry-planned', 2);
      stage.server.set('/page/', null);
      await stage.untilEnd();
    },
    expect: { status: 'complete', retries: [2, 3], file: { media: 'clip.mp4' } },
  },
  {
    // yt-dlp announces pauses of 1, 2, 4 and 8 seconds: longer than the budget for silence, and not a stall.
    fault: '503, four times',
    phase: 'headers',
    address: page('/flaky/4/503/clip.mp4'),
    media: '/flaky/',
    expect: { status: 'complete', retries: 0, file: { media: 'clip.mp4' } },
  },
  {
    fault: '403 in the middle, once',
    phase: 'download',
    address: page('/file/large.mp4'),
    media: '/file/',
    async drive(stage) {
      stage.server.set('/file/', '/stall/4000000/');
      await stage.untilEvent('stalled');
      stage.server.set('/file/', '/status/403/');
      await stage.untilEvent('retry-planned', 2);
      stage.server.set('/file/', '/m/');
      await stage.untilEnd();
    },
    expect: { status: 'complete', retries: [2, 3], file: { media: 'large.mp4' }, fetchedTwiceAtMost: 2_100_000 },
  },
  ...places.map(
    ({ phase, prefix }): FaultCase => ({
      fault: '429, twice',
      phase,
      address: page('/file/clip.mp4'),
      media: '/file/',
      async drive(stage) {
        if (prefix === '/page/') stage.server.set('/file/', '/slow/500000/');
        await coolDown(stage, prefix);
      },
      expect: { status: 'complete', retries: [1, 2], file: { media: 'clip.mp4' }, libraryFiles: 2 },
    }),
  ),
];
