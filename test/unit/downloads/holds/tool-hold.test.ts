import { describe, expect, test } from 'vitest';
import { createToolHold } from '../../../../main/downloads/holds/tool-hold.ts';
import type { DetectedTools } from '../../../../main/yt-dlp/tools.ts';
import { createManualClock } from '../../../fakes/manual-clock.ts';

const GOOD: DetectedTools = {
  ytDlp: { path: '/bin/yt-dlp', version: '2025.01.15' },
  ffmpeg: { ffmpegPath: '/bin/ffmpeg', ffprobePath: '/bin/ffprobe', version: '7.1' },
};
const SILENT: DetectedTools = { ...GOOD, ytDlp: { missing: true, reason: 'tool-silent', advice: 'It says nothing.' } };
const GONE: DetectedTools = { ...GOOD, ytDlp: { missing: true, reason: 'tool-missing', advice: 'Install it.' } };

function programs() {
  const clock = createManualClock();
  const detections: ((tools: DetectedTools) => void)[] = [];
  const told: string[] = [];
  const forgotten = { count: 0 };
  const hold = createToolHold(
    {
      detect(onAsk) {
        onAsk('/bin/yt-dlp');
        return new Promise((resolve) => detections.push(resolve));
      },
      forget() {
        forgotten.count += 1;
      },
    },
    clock,
  );
  void hold.start(() => told.push(hold.reason() ?? 'answer'));
  const settled = () => new Promise(setImmediate);
  /** The detection that is under way ends. */
  const answer = async (tools: DetectedTools): Promise<void> => {
    detections.at(-1)?.(tools);
    await settled();
  };
  return { clock, hold, told, detections, forgotten, answer, settled };
}

describe('a program that answers', () => {
  test('is known to all who asked meanwhile by one detection, and nothing is told', async () => {
    const { hold, told, detections, answer, clock } = programs();
    const asked = Promise.all([hold.check(), hold.ready(), hold.health()]);
    await answer(GOOD);
    expect(await asked).toMatchObject([
      undefined,
      { ytDlp: { version: '2025.01.15' } },
      { ffmpeg: { found: true, version: '7.1' } },
    ]);
    expect([detections.length, told, clock.pendingTimers()]).toEqual([1, [], 0]);
  });

  test.each([
    ['2025.10.03', {}],
    [
      '2025.10.02',
      {
        advice: expect.stringMatching(/more than 90 days old.*update it/),
        advicePhrase: expect.objectContaining({ key: 'toolAdvice.old' }),
      },
    ],
  ])('and is of %s, on the first day of 2026, holds nothing; Health says when it wants an update', async (version, advice) => {
    const { hold, answer } = programs();
    const [checked, health] = [hold.check(), hold.health()];
    await answer({ ...GOOD, ytDlp: { path: '/bin/yt-dlp', version } });
    expect(await checked).toBeUndefined();
    expect((await health).ytDlp).toEqual({ found: true, path: '/bin/yt-dlp', version, ...advice });
    expect(hold.wantsUpdate()).toBe('advice' in advice);
  });

  test('and is too old to run is not called missing on Health', async () => {
    const { hold, answer } = programs();
    expect(hold.wantsUpdate()).toBe(false);
    const health = hold.health();
    const tooOld = { missing: true, reason: 'tool-too-old', advice: 'Update it.', version: '2023.03.04' } as const;
    await answer({ ...GOOD, ytDlp: tooOld });
    expect((await health).ytDlp).toEqual({ found: true, version: '2023.03.04', advice: 'Update it.' });
    expect(hold.wantsUpdate()).toBe(false);
  });

  test('and is gone holds the queue, and says how to get it', async () => {
    const { hold, answer } = programs();
    const [checked, ready] = [hold.check(), hold.ready().catch((error: unknown) => error)];
    await answer(GONE);
    expect([await checked, await ready]).toMatchObject(['tool-missing', { reason: 'tool-missing', message: 'Install it.' }]);
    expect([hold.reason(), hold.advice?.()]).toEqual(['tool-missing', 'Install it.']);
  });
});

describe('a program that says nothing', () => {
  test('holds up nobody for longer than ten seconds, and all hear what is waited for', async () => {
    const { hold, clock, told, settled } = programs();
    const asked = Promise.all([hold.check(), hold.ready().catch((error: unknown) => error), hold.health()]);
    clock.advance(9_999);
    await settled();
    expect([told, hold.reason()]).toEqual([[], undefined]);
    clock.advance(1);
    const [checked, refusal, health] = await asked;
    expect(checked).toBe('tool-silent');
    expect(refusal).toMatchObject({ reason: 'tool-silent', message: expect.stringContaining('/bin/yt-dlp') });
    expect(health.ytDlp).toMatchObject({ found: true, advice: expect.stringMatching(/has not answered yet.*Downloads wait/) });
    expect([told, hold.advice?.()]).toEqual([['tool-silent'], expect.stringContaining('/bin/yt-dlp')]);
  });

  test('is waited for by nobody once that is known', async () => {
    const { hold, clock } = programs();
    void hold.check();
    clock.advance(10_000);
    await new Promise(setImmediate);
    expect((await hold.health()).ytDlp.found).toBe(true);
  });

  test('is asked again by itself until it answers, and that is told once', async () => {
    const { hold, clock, told, detections, answer } = programs();
    void hold.check();
    for (let round = 1; round <= 3; round += 1) {
      clock.advance(10_000);
      await answer(SILENT);
      expect([detections.length, hold.reason()]).toEqual([round, 'tool-silent']);
      clock.advance(15_000);
    }
    await answer(GOOD);
    expect([hold.reason(), told]).toEqual([undefined, ['tool-silent', 'answer']]);
    expect(clock.pendingTimers()).toBe(0);
  });

  test('shows what was known of both meanwhile', async () => {
    const { hold, clock, answer } = programs();
    void hold.check();
    await answer(GOOD);
    const asked = hold.health();
    clock.advance(10_000);
    expect(await asked).toMatchObject({ ytDlp: { found: true, version: '2025.01.15' }, ffmpeg: { version: '7.1' } });
  });

  test('is not asked again after the end of the app', async () => {
    const { hold, clock, answer, told } = programs();
    const asked = hold.check();
    hold.stop();
    await answer(SILENT);
    expect([await asked, clock.pendingTimers(), told]).toEqual(['tool-silent', 0, []]);
  });
});

describe('a program that is gone or too old', () => {
  const OLD: DetectedTools = { ...GOOD, ytDlp: { missing: true, reason: 'tool-too-old', advice: 'Update it.' } };

  test('is looked for again by itself until it is there, and each change is told once', async () => {
    const { hold, clock, told, detections, answer } = programs();
    void hold.check();
    for (const found of [GONE, GONE, OLD]) {
      await answer(found);
      clock.advance(15_000);
    }
    await answer(GOOD);
    expect([told, detections.length]).toEqual([['tool-missing', 'tool-too-old', 'answer'], 4]);
    expect([hold.reason(), clock.pendingTimers()]).toEqual([undefined, 0]);
  });

  test('comes before one that is silent: that one needs only time', async () => {
    const { hold, answer } = programs();
    const checked = hold.check();
    await answer({ ...SILENT, ffmpeg: { missing: true, reason: 'tool-missing', advice: 'Install ffmpeg.' } });
    expect(await checked).toBe('tool-missing');
  });

  test('and answers late when it is back is called silent by the reason, too', async () => {
    const { hold, clock, answer, settled } = programs();
    void hold.check();
    await answer(GONE);
    clock.advance(15_000);
    await settled();
    clock.advance(12_000);
    expect([await hold.check(), hold.reason()]).toEqual(['tool-silent', 'tool-silent']);
    await answer(GOOD);
    expect(hold.reason()).toBeUndefined();
  });

  test('after it answered well is noticed when a run says so, and not before an older question is answered', async () => {
    const { hold, detections, forgotten, answer, settled } = programs();
    void hold.check();
    const rechecked = hold.recheck();
    expect([detections.length, forgotten.count]).toEqual([1, 0]);
    await answer(GOOD);
    await settled();
    expect([detections.length, forgotten.count, hold.reason()]).toEqual([2, 1, undefined]);
    await answer(GONE);
    expect([await rechecked, hold.reason()]).toEqual(['tool-missing', 'tool-missing']);
  });
});
