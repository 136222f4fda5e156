/** One event of a Chromium trace; times are microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of the duration, how long the thread really ran: the rest of the machine's load is not in it. */
  readonly tdur?: number;
}

const MARK = 'frame';
const TASK = 'ThreadControllerImpl::RunTask';

/** Milliseconds that the main thread of the process that set the marks ran, between each mark and the next. */
export function frameWork(events: readonly TraceEvent[]): number[] {
  const first = events.find(({ name }) => name === MARK);
  if (first === undefined) throw new Error('The trace has no marks of frames.');
  const onThread = events.filter(({ pid, tid }) => pid === first.pid && tid === first.tid);
  const marks = onThread
    .filter(({ name }) => name === MARK)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const tasks = withoutNested(onThread.filter(({ name, ph, dur }) => name === TASK && ph === 'X' && dur !== undefined));
  const work = new Array<number>(Math.max(0, marks.length - 1)).fill(0);
  let frame = 0;
  for (const { start, end, busy } of tasks) {
    while (frame < work.length - 1 && (marks[frame + 1] ?? 0) <= start) frame += 1;
    for (let index = frame; index < work.length && (marks[index] ?? 0) < end; index += 1) {
      const overlap = Math.min(end, marks[index + 1] ?? 0) - Math.max(start, marks[index] ?? 0);
      if (overlap > 0) work[index] = (work[index] ?? 0) + (overlap * busy) / 1000;
    }
  }
  return work;
}

interface Span {
  readonly start: number;
  readonly end: number;
  /** The share of the time in which the thread ran, 0 to 1. */
  readonly busy: number;
}

/** A task that runs inside another one is part of it. */
function withoutNested(tasks: readonly TraceEvent[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { ts, dur = 0, tdur = dur } of [...tasks].sort((a, b) => a.ts - b.ts)) {
    if (ts >= (spans.at(-1)?.end ?? Number.NEGATIVE_INFINITY))
      spans.push({ start: ts, end: ts + dur, busy: dur > 0 ? Math.min(1, tdur / dur) : 0 });
  }
  return spans;
}
