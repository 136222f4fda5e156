import type { Expectation, FaultCase, FaultPhase } from '../fault-case.ts';
import { NOTICED_WITHIN_MS, SIX_PATIENT_ATTEMPTS_MS } from './addresses.ts';

const kinds: readonly { phase: FaultPhase; folder: string; manifest: string }[] = [
  { phase: 'HLS', folder: 'hls', manifest: 'index.m3u8' },
  { phase: 'HLS, two streams', folder: 'hlsav', manifest: 'master.m3u8' },
  { phase: 'DASH', folder: 'dash', manifest: 'manifest.mpd' },
];

const faults: readonly {
  name: string;
  fault: string;
  once: Pick<Expectation, 'retries' | 'noticedWithinMs'>;
  always: Expectation;
  limitMs: number;
}[] = [
  {
    name: 'missing',
    fault: 'segment missing',
    once: { retries: [0, 1] },
    always: { status: 'failed', reason: 'network', retries: 5 },
    limitMs: SIX_PATIENT_ATTEMPTS_MS,
  },
  {
    name: '503',
    fault: 'segment answers 503',
    once: { retries: 0 },
    always: { status: 'failed', reason: 'network', retries: 5 },
    limitMs: SIX_PATIENT_ATTEMPTS_MS,
  },
  {
    name: 'stall',
    fault: 'segment stalls',
    once: { retries: 1, noticedWithinMs: NOTICED_WITHIN_MS },
    always: { status: 'failed', reason: 'stalled', retries: 3, noticedWithinMs: NOTICED_WITHIN_MS, partials: 'kept' },
    limitMs: 150_000,
  },
];

/** A fault in the third segment of a stream, once and always. */
export const streamCases: readonly FaultCase[] = kinds.flatMap(({ phase, folder, manifest }) => [
  {
    fault: 'none',
    phase,
    address: `/${folder}/${manifest}`,
    media: `/${folder}/`,
    expect: { status: 'complete', retries: 0, file: { sameAs: `/${folder}/${manifest}` } },
  } satisfies FaultCase,
  ...faults.flatMap(({ name, fault, once, always, limitMs }): FaultCase[] => [
    {
      fault: `${fault}, once`,
      phase,
      address: `/${folder}-${name}-once/${manifest}`,
      media: `/${folder}-${name}-once/`,
      expect: { status: 'complete', file: { sameAs: `/${folder}/${manifest}` }, ...once },
    },
    {
      fault: `${fault}, always`,
      phase,
      address: `/${folder}-${name}/${manifest}`,
      media: `/${folder}-${name}/`,
      limitMs,
      expect: always,
    },
  ]),
]);
