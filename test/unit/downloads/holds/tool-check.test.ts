import { describe, expect, test } from 'vitest';
import { createToolCheck } from '../../../../main/downloads/holds/tool-check.ts';
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
  const looks: ((tools: DetectedTools) => void)[] = [];
  const told: string[] = [];
  const check = createToolCheck({
    detect: (onAsk) => {
      onAsk('/bin/yt-dlp');
      return new Promise((resolve) => looks.push(resolve));
    },
    clock,
    onSilent: (file) => told.push(`silent: ${file}`),
    onAnswer: () => told.push('answer'),
  });
  const settled = () => new Promise(setImmediate);
  /** The look that is under way ends. */
  const answer = async (tools: DetectedTools): Promise<void> => {
    looks.at(-1)?.(tools);
    await settled();
  };
  return { clock, check, told, looks, answer, settled };
}

describe('a program that answers', () => {
  test('is known to all who asked meanwhile by one look, and nothing is told', async () => {
    const { check, told, looks, answer, clock } = programs();
    const asked = Promise.all([check.isAnswered(), check.ready(), check.health()]);
    await answer(GOOD);
    expect(await asked).toMatchObject([true, { ytDlp: { version: '2025.01.15' } }, { ffmpeg: { found: true, version: '7.1' } }]);
    expect([looks.length, told, clock.pendingTimers()]).toEqual([1, [], 0]);
  });

  test('that it is gone is an answer, too', async () => {
    const { check, answer } = programs();
    const [isAnswered, ready] = [check.isAnswered(), check.ready().catch((error: unknown) => error)];
    await answer(GONE);
    expect([await isAnswered, await ready]).toMatchObject([true, { reason: 'tool-missing', message: 'Install it.' }]);
    expect(check.isSilent()).toBe(false);
  });
});

describe('a program that says nothing', () => {
  test('holds up nobody for longer than ten seconds, and all hear what is waited for', async () => {
    const { check, clock, told, settled } = programs();
    const asked = Promise.all([check.isAnswered(), check.ready().catch((error: unknown) => error), check.health()]);
    clock.advance(9_999);
    await settled();
    expect([told, check.isSilent()]).toEqual([[], false]);
    clock.advance(1);
    const [isAnswered, refusal, health] = await asked;
    expect(isAnswered).toBe(false);
    expect(refusal).toMatchObject({ reason: 'tool-silent', message: expect.stringContaining('/bin/yt-dlp') });
    expect(health.ytDlp).toMatchObject({ found: true, advice: expect.stringMatching(/has not answered yet.*Downloads wait/) });
    expect([told, check.isSilent()]).toEqual([['silent: /bin/yt-dlp'], true]);
  });

  test('is waited for by nobody once that is known', async () => {
    const { check, clock } = programs();
    void check.isAnswered();
    clock.advance(10_000);
    await new Promise(setImmediate);
    expect((await check.health()).ytDlp.found).toBe(true);
  });

  test('is asked again by itself until it answers, and that is told once', async () => {
    const { check, clock, told, looks, answer } = programs();
    void check.isAnswered();
    for (let round = 1; round <= 3; round += 1) {
      clock.advance(10_000);
      await answer(SILENT);
      expect([looks.length, check.isSilent()]).toEqual([round, true]);
      clock.advance(15_000);
    }
    await answer(GOOD);
    expect([check.isSilent(), told]).toEqual([false, ['silent: /bin/yt-dlp', 'answer']]);
    expect(clock.pendingTimers()).toBe(0);
  });

  test('shows what was known of both meanwhile', async () => {
    const { check, clock, answer } = programs();
    void check.isAnswered();
    await answer(GOOD);
    const asked = check.health();
    clock.advance(10_000);
    expect(await asked).toMatchObject({ ytDlp: { found: true, version: '2025.01.15' }, ffmpeg: { version: '7.1' } });
  });

  test('is not asked again after the end of the app', async () => {
    const { check, clock, answer, told } = programs();
    const asked = check.isAnswered();
    check.stop();
    await answer(SILENT);
    expect([await asked, clock.pendingTimers(), told]).toEqual([false, 0, []]);
  });
});
