import type { Bounds, Expectation } from './fault-case.ts';
import type { Measured } from './row.ts';

/** What of a row is not as expected, one sentence each. Pure. */
export function judge(measured: Measured, expected: Expectation): string[] {
  const problems: string[] = [];
  const compare = (what: string, actual: unknown, wanted: unknown): void => {
    if (wanted !== undefined && actual !== wanted) problems.push(`${what}: ${actual} instead of ${wanted}`);
  };
  const within = (what: string, actual: number, bounds: Bounds): void => {
    const [least, most] = typeof bounds === 'number' ? [bounds, bounds] : bounds;
    if (actual < least || actual > most)
      problems.push(`${what}: ${actual}, not ${least === most ? least : `${least} to ${most}`}`);
  };
  compare('end', measured.status, expected.status);
  compare('reason', measured.reason, expected.reason);
  compare('partial data', measured.partials, expected.partials ?? (expected.status === 'complete' ? 'none' : undefined));
  compare(
    'files in the library',
    measured.libraryFiles.length,
    expected.libraryFiles ?? (expected.status === 'complete' ? 1 : 0),
  );
  compare('processes left', measured.processesLeft, 0);
  within('retries', measured.retries, expected.retries);
  within('partials dropped', measured.dropped, expected.dropped ?? 0);
  if (expected.noticedWithinMs !== undefined) {
    within('milliseconds to notice', measured.noticedMs ?? Number.POSITIVE_INFINITY, [0, expected.noticedWithinMs]);
  }
  if (expected.fetchedTwiceAtMost !== undefined) {
    within('bytes fetched twice', measured.bytesFetchedTwice, [0, expected.fetchedTwiceAtMost]);
  }
  return problems;
}
