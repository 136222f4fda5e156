import { Worker } from 'node:worker_threads';
import { threadEntry } from '../platform/processes/thread-entry.ts';
import type { GateCommand, GateReport, GateStart } from './gate-messages.ts';
import type { Reach } from './proxy/reachability.ts';

/** The gate's thread as the main thread sees it. */
export interface GateThread {
  readonly port: number;
  /** Resolves when the thread is gone. */
  readonly ended: Promise<void>;
  send(command: GateCommand): void;
  /** Resolves with what the thread found; undefined when it ended before. */
  check(): Promise<Reach | undefined>;
  stop(): Promise<void>;
}

export interface GateThreadEvents {
  readonly onReport: (report: GateReport) => void;
  readonly onEnded: (error: unknown) => void;
}

const ENTRY = threadEntry(import.meta.url, 'gate-worker');

/** Starts the thread; rejects when it cannot listen. */
export async function startGateThread(start: GateStart, events: GateThreadEvents): Promise<GateThread> {
  const worker = new Worker(ENTRY, { workerData: start, name: 'gate' });
  const questions = new Map<number, (state: Reach | undefined) => void>();
  let nextQuestion = 1;
  let cause: unknown;
  worker.on('error', (error) => {
    cause = error;
  });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));

  const listening = new Promise<number>((resolve, reject) => {
    worker.on('message', (report: GateReport) => {
      if (report.type === 'listening') resolve(report.port);
      else if (report.type === 'failed') reject(new Error(`the gate cannot listen: ${report.message}`));
      else if (report.type === 'checked') {
        questions.get(report.question)?.(report.state);
        questions.delete(report.question);
      } else events.onReport(report);
    });
    ended.then(() => reject(new Error('the gate ended while it started', { cause })));
  });
  const port = await listening.catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  ended.then(() => {
    for (const answer of questions.values()) answer(undefined);
    events.onEnded(cause);
  });

  return {
    port,
    ended,
    send: (command) => worker.postMessage(command),
    check: () =>
      new Promise((resolve) => {
        const question = nextQuestion++;
        questions.set(question, resolve);
        worker.postMessage({ type: 'check', question } satisfies GateCommand);
      }),
    async stop() {
      worker.postMessage({ type: 'stop' } satisfies GateCommand);
      await ended;
    },
  };
}
