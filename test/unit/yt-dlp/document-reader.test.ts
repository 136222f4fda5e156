import { expect, test } from 'vitest';
import { MAX_ENTRIES } from '../../../main/yt-dlp/arguments.ts';
import { createProber, ProbeFailure } from '../../../main/yt-dlp/probe.ts';
import type { ProbeReport } from '../../../main/yt-dlp/probe-report.ts';
import type { ProgramRunner } from '../../../main/yt-dlp/run-program.ts';
import { createFakeGate } from '../../fakes/gate.ts';

const MEGABYTE = 1024 * 1024;
/** The main thread may work on one answer for so long, however fast the rest of the computer is. */
const MOST_WORK_MS = 100;

/** Probes a page of which yt-dlp prints this; returns what comes of it, and how long the main thread worked on it. */
async function probeOf(printed: string): Promise<{ readonly report: ProbeReport | ProbeFailure; readonly workMs: number }> {
  const runner: Pick<ProgramRunner, 'run'> = {
    run: async () => ({ exit: { code: 0, signal: null }, stdout: printed, stderr: '' }),
  };
  const prober = createProber({
    programs: runner as ProgramRunner,
    tools: async () => ({ ytDlp: { path: '/nowhere/yt-dlp', version: '2026.10.26' } }),
    gate: createFakeGate(),
    folder: '/tmp/homereel-document-reader',
    privateHome: '/nowhere',
    timeoutMs: 60_000,
  });
  const before = process.threadCpuUsage();
  const report = await prober.probe('https://tube.example/').catch((error: unknown) => {
    if (error instanceof ProbeFailure) return error;
    throw error;
  });
  const { user, system } = process.threadCpuUsage(before);
  return { report, workMs: (user + system) / 1000 };
}

const repeated = (part: string, bytes: number): string => part.repeat(Math.floor(bytes / part.length));

test.each([
  ['entries without anything', (bytes: number) => `{"_type":"playlist","entries":[${repeated('{},', bytes)}{}]}`],
  [
    'entries with the same link',
    (bytes: number) => `{"_type":"playlist","entries":[${repeated('{"url":"http://a/"},', bytes)}{}]}`,
  ],
  ['formats', (bytes: number) => `{"id":"a","formats":[${repeated('{"url":"http://a/","filesize":5},', bytes)}{}]}`],
  ['keys', (bytes: number) => `{"id":"a","automatic_captions":{${repeated('"a":{},', bytes)}"b":{}}}`],
  ['lists in lists', (bytes: number) => `{"id":"a","x":${repeated('[', bytes / 2)}${repeated(']', bytes / 2)}}`],
  ['subtitles', (bytes: number) => `{"id":"a","x":[${repeated(`{"url":"http://a/${'x'.repeat(300)}"},`, bytes)}{}]}`],
])('the largest answer of %s that is read takes the main thread no tenth of a second', async (_what, document) => {
  for (const bytes of [MEGABYTE / 5, MEGABYTE, 31 * MEGABYTE]) {
    const { workMs } = await probeOf(document(bytes));
    expect(workMs, `${bytes} bytes`).toBeLessThan(MOST_WORK_MS);
  }
});

test('a long document is read like a short one', async () => {
  const entry = (index: number) => ({ url: `https://tube.example/${index}`, title: `Film ${index}`, duration: index });
  const list = (many: number, more: object) =>
    JSON.stringify({
      _type: 'playlist',
      title: 'List',
      entries: Array.from({ length: many }, (_, index) => entry(index)),
      ...more,
    });
  const [short, long] = await Promise.all([probeOf(list(10, {})), probeOf(list(10, { description: 'x'.repeat(MEGABYTE) }))]);
  expect(short.report).toMatchObject({ kind: 'playlist', title: 'List', entries: { length: 10 } });
  expect(long.report).toEqual(short.report);
  const { report } = await probeOf(list(MAX_ENTRIES + 9000, {}));
  expect(report).toMatchObject({ entries: { length: MAX_ENTRIES } });
});

test('a video with subtitles in hundreds of languages is read', async () => {
  const url = `https://tube.example/subtitles?${'x'.repeat(400)}`;
  const { report } = await probeOf(`{"id":"a","title":"Film","x":[${repeated(`{"url":"${url}"},`, 31 * MEGABYTE)}{}]}`);
  expect(report).toMatchObject({ kind: 'video', title: 'Film' });
});

test('a page that tells more than any page should is refused with a sentence, and the app goes on', async () => {
  const { report } = await probeOf(`{"id":"a","x":[${repeated('{},', 31 * MEGABYTE)}{}]}`);
  expect(report).toMatchObject({ reason: 'unsupported', message: 'The page tells more than any page should.' });
});

test('a long answer that is no document is as little as a short one', async () => {
  const { report } = await probeOf(`WARNING: ${'x'.repeat(MEGABYTE)}`);
  expect(report).toBeInstanceOf(ProbeFailure);
});
