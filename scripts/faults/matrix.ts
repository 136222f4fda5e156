import { cancelCases } from './cases/cancel.ts';
import { diskCases } from './cases/disk.ts';
import { mergeCases } from './cases/merge.ts';
import { pageCases } from './cases/pages.ts';
import { resumeCases } from './cases/resume.ts';
import { silenceCases } from './cases/silence.ts';
import { statusCases } from './cases/status.ts';
import { streamCases } from './cases/streams.ts';
import { toolCases } from './cases/tools.ts';
import { transferCases } from './cases/transfer.ts';
import type { FaultCase } from './fault-case.ts';
import { createCaseRunner, type Row, type YtDlpVersion } from './run-case.ts';

/** Every fault in every phase that it can hit, in the order of the table. */
export const FAULT_CASES: readonly FaultCase[] = [
  ...silenceCases,
  ...transferCases,
  ...resumeCases,
  ...statusCases,
  ...pageCases,
  ...streamCases,
  ...mergeCases,
  ...diskCases,
  ...toolCases,
  ...cancelCases,
];

/** How a case is named on the command line and in progress lines. */
export function nameOf({ fault, phase }: Pick<FaultCase, 'fault' | 'phase'>): string {
  return `${fault} × ${phase}`;
}

/**
 * Runs cases with all versions, so many at a time, those that take long first. Most of them wait for a timer most of their
 * time, so there may be more of them than cores. Rows come back in the order of the versions and the cases.
 */
export async function runMatrix(
  cases: readonly FaultCase[],
  versions: readonly YtDlpVersion[],
  atOnce: number,
  onRow: (row: Row) => void,
): Promise<Row[]> {
  const jobs = versions.flatMap((version) => {
    const run = createCaseRunner(version);
    return cases.map((faultCase) => ({ faultCase, run }));
  });
  const rows = new Map<(typeof jobs)[number], Row>();
  const waiting = [...jobs].sort((a, b) => (b.faultCase.limitMs ?? 0) - (a.faultCase.limitMs ?? 0));
  const worker = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const row = await job.run(job.faultCase);
      rows.set(job, row);
      onRow(row);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return jobs.flatMap((job) => rows.get(job) ?? []);
}
