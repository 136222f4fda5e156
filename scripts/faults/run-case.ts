import path from 'node:path';
import type { Expectation, FaultCase, Stage } from './fault-case.ts';
import { containersOf, sha256, streamDigest } from './finished-file.ts';
import { judge } from './judge.ts';
import { type Measured, measure } from './row.ts';
import { DiskUnavailable } from './small-disk.ts';
import { onStage } from './stage.ts';

/** One line of the table. */
export interface Row extends Partial<Measured> {
  readonly fault: string;
  readonly phase: string;
  readonly version: string;
  readonly seconds: number;
  readonly file: 'whole' | 'damaged' | null;
  readonly asExpected: boolean;
  readonly unexpected: readonly string[];
  /** Why the case could not be run here; it then counts as expected. */
  readonly skipped?: string;
}

export interface YtDlpVersion {
  readonly path: string;
  readonly version: string;
}

/** Runs cases with one version; healthy downloads to compare with are made once. */
export function createCaseRunner(tool: YtDlpVersion): (faultCase: FaultCase) => Promise<Row> {
  const references = new Map<string, Promise<string>>();

  function reference(address: string): Promise<string> {
    const known = references.get(address);
    if (known !== undefined) return known;
    const healthy: FaultCase = { fault: 'none', phase: 'download', address, expect: { status: 'complete', retries: 0 } };
    const digest = onStage(healthy, tool.path, async (stage) => {
      await stage.untilEnd();
      const [name] = await stage.files();
      if (name === undefined) throw new Error(`the healthy ${address} could not be downloaded`);
      return streamDigest(path.join(stage.library, name));
    });
    references.set(address, digest);
    return digest;
  }

  async function fileState(stage: Stage, measured: Measured, expected: Expectation): Promise<Row['file']> {
    const [name] = measured.libraryFiles;
    if (name === undefined || expected.file === undefined) return null;
    const file = path.join(stage.library, name);
    const isWhole =
      'media' in expected.file
        ? (await sha256(file)) === (await stage.server.sha256(expected.file.media))
        : (await streamDigest(file)) === (await reference(expected.file.sameAs)) &&
          (await containersOf(file)).includes(expected.file.container ?? '');
    return isWhole ? 'whole' : 'damaged';
  }

  return async (faultCase) => {
    const { fault, phase, expect } = faultCase;
    const startedAt = performance.now();
    const about = { fault, phase, version: tool.version };
    const seconds = (): number => Math.round((performance.now() - startedAt) / 100) / 10;
    try {
      return await onStage(faultCase, tool.path, async (stage) => {
        await (faultCase.drive ?? ((own: Stage) => own.untilEnd()))(stage);
        const measured = await measure(faultCase, stage);
        const file = await fileState(stage, measured, expect);
        const unexpected = [...judge(measured, expect), ...stage.broken, ...(file === 'damaged' ? ['the file is damaged'] : [])];
        return { ...about, seconds: seconds(), ...measured, file, asExpected: unexpected.length === 0, unexpected };
      });
    } catch (error) {
      if (error instanceof DiskUnavailable) {
        return { ...about, seconds: seconds(), file: null, asExpected: true, unexpected: [], skipped: error.message };
      }
      const why = error instanceof Error ? error.message : String(error);
      return { ...about, seconds: seconds(), file: null, asExpected: false, unexpected: [why] };
    }
  };
}
