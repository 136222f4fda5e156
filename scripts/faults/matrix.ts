import { cancelCases } from './cases/cancel.ts';
import { diskCases } from './cases/disk.ts';
import { mergeCases } from './cases/merge.ts';
import { networkCases } from './cases/network.ts';
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
  ...networkCases,
  ...cancelCases,
];

/** How a case is named on the command line and in progress lines. */
export function nameOf({ fault, phase }: Pick<FaultCase, 'fault' | 'phase'>): string {
  return `${fault} × ${phase}`;
}

/** yt-dlp's own pauses make up most of such a case. */
const PATIENT_FROM_MS = 300_000;

export interface Lanes {
  /** Cases at the same time that need the processor. */
  readonly busy: number;
  /** Cases at the same time that wait for yt-dlp's pauses nearly all their time. */
  readonly patient: number;
}

/** Runs cases with all versions, several at a time. Rows come back in the order of the versions and the cases. */
export async function runMatrix(
  cases: readonly FaultCase[],
  versions: readonly YtDlpVersion[],
  lanes: Lanes,
  onRow: (row: Row) => void,
): Promise<Row[]> {
  const jobs = versions.flatMap((version) => {
    const run = createCaseRunner(version);
    return cases.map((faultCase) => ({ faultCase, run }));
  });
  const rows = new Map<(typeof jobs)[number], Row>();
  const isPatient = (job: (typeof jobs)[number]): boolean => (job.faultCase.limitMs ?? 0) >= PATIENT_FROM_MS;
  const work = (waiting: typeof jobs, atOnce: number): Promise<void>[] =>
    Array.from({ length: atOnce }, async () => {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
        const row = await job.run(job.faultCase);
        rows.set(job, row);
        onRow(row);
      }
    });
  await Promise.all([
    ...work(jobs.filter(isPatient), lanes.patient),
    ...work(
      jobs.filter((job) => !isPatient(job)),
      lanes.busy,
    ),
  ]);
  return jobs.flatMap((job) => rows.get(job) ?? []);
}
