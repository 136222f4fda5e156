import { addressChecks } from './addresses.ts';
import { fileChecks } from './files.ts';
import type { InputReport, InputRun } from './input-check.ts';
import { programChecks } from './program-output.ts';

/** What became of each kind of input. */
export type InputReports = Readonly<Record<string, InputReport>>;

/** Tries everything else that strangers fill: addresses, links from outside, ranges, settings, names, and what programs print of a page. */
export async function fuzzInputs(options: InputRun): Promise<InputReports> {
  const reports: Record<string, InputReport> = {};
  for (const { name, run } of [...addressChecks, ...fileChecks, ...programChecks]) reports[name] = await run(options);
  return reports;
}
