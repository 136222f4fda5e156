import { folderBytes } from '../../platform/files.ts';
import type { ProcessTrees } from '../../platform/processes/process-tree.ts';
import type { LiveRun } from './live-run.ts';

/** Less CPU time than this between two measurements is a poll loop, not work (a header that drips byte by byte costs about none). */
const WORK_CPU_MS = 100;
const WORK_IO_BYTES = 64 * 1024;

/** What was last measured of a run beside its output. */
interface Measure {
  bytes: number;
  cpuMs: number;
  ioBytes: number;
}

/** Measures what a silent program does: growth of the run's files, and where silence is normal CPU time and I/O of its tree. */
export interface WorkMeter {
  /** Tells whether the run did something since it was last asked. */
  showsWork(run: LiveRun): Promise<boolean>;
}

/** `measureFolder` adds up the files of a folder; replaced only where a test cannot slow a disk down. */
export function createWorkMeter(trees: Pick<ProcessTrees, 'usage'>, measureFolder = folderBytes): WorkMeter {
  const measures = new WeakMap<LiveRun, Measure>();
  return {
    async showsWork(run) {
      const measure = measures.get(run) ?? { bytes: -1, cpuMs: 0, ioBytes: 0 };
      measures.set(run, measure);
      const bytes = await measureFolder(run.folder.root);
      const grew = measure.bytes >= 0 && bytes !== measure.bytes;
      measure.bytes = bytes;
      if (run.phase === 'downloading' || run.identity === undefined) return grew;
      const usage = trees.usage(run.identity);
      if (usage === null) return grew;
      // A member that ended takes its share along, so a drop is a change as well.
      const worked =
        Math.abs(usage.cpuMs - measure.cpuMs) >= WORK_CPU_MS ||
        (run.phase === 'post-processing' && Math.abs(usage.ioBytes - measure.ioBytes) >= WORK_IO_BYTES);
      if (worked) {
        measure.cpuMs = usage.cpuMs;
        measure.ioBytes = usage.ioBytes;
      }
      return grew || worked;
    },
  };
}
