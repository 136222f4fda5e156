import { readFileSync } from 'node:fs';

/** Wall and CPU time of some work. */
export interface Cost {
  readonly wallMs: number;
  /** This process and all of its descendants that have ended and been waited for, user and system. */
  readonly cpuMs: number;
}

const TICK_MS = 10;

/** CPU time of this process with its ended descendants, from /proc: fields 14 to 17 of `stat`. Linux only. */
function cpuMs(): number {
  const afterName = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return [11, 12, 13, 14].reduce((sum, field) => sum + Number(afterName[field]), 0) * TICK_MS;
}

export async function measure(work: () => Promise<unknown>): Promise<Cost> {
  const cpuBefore = cpuMs();
  const startedAt = performance.now();
  await work();
  return { wallMs: performance.now() - startedAt, cpuMs: cpuMs() - cpuBefore };
}

/** The value below which the given share (0 to 1) of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

export function round(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
