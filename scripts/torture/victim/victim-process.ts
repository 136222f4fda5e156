import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import path from 'node:path';
import type { RunPhase } from '../../../preload/contract/types.ts';
import { BOOT_LIMIT_MS, QUIT_LIMIT_MS } from '../timings.ts';
import type { Action, Command, Report } from './protocol.ts';

export type Answer =
  | { readonly kind: 'done'; readonly value: string }
  | { readonly kind: 'refused'; readonly code: string }
  /** The app died before it said anything: it may have happened or not. */
  | { readonly kind: 'unknown' };

export type VideoState = Extract<Report, { kind: 'state' }>;

/** One life of the app, from its start to its death. */
export interface Victim {
  readonly pid: number;
  /** Resolves with true once everything is healed; with false when it died or took too long. */
  readonly ready: Promise<boolean>;
  readonly exit: Promise<{ code: number | null; signal: string | null }>;
  /** When it was healed, in epoch milliseconds; undefined before. */
  readonly readyAt: number | undefined;
  /** What each video was last said to be in this life. */
  readonly states: ReadonlyMap<string, VideoState>;
  isAlive(): boolean;
  /** Calls back on each change of state; the returned function ends that. */
  onState(listener: (state: VideoState) => void): () => void;
  ask(action: Action): Promise<Answer>;
  welcome(name: string): Promise<Answer>;
  signal(name: NodeJS.Signals): void;
  /** Ends it with SIGKILL and waits until it is gone. */
  kill(): Promise<void>;
  /** Lets it quit by itself; false when it did not do so in time, or badly (it is killed then). */
  quit(): Promise<boolean>;
}

/** Starts the app on the folders below `root`. What it writes to stderr goes to `onComplaint`, for it has nothing to say there. */
export function startVictim(root: string, onComplaint: (text: string) => void): Victim {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'victim.ts'), [root], {
    execArgv: ['--no-warnings'],
    // Whatever is started in a folder for temporary files can be found by its working folder as well.
    env: { ...process.env, TMPDIR: root },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const states = new Map<string, VideoState>();
  const open = new Map<number, (answer: Answer) => void>();
  const changes = new EventEmitter();
  let readyAt: number | undefined;
  let lastId = 0;

  child.stderr?.setEncoding('utf8').on('data', onComplaint);
  const exit = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  const ready = new Promise<boolean>((resolve) => {
    changes.once('ready', () => resolve(true));
    void exit.then(() => resolve(false));
    setTimeout(() => resolve(false), BOOT_LIMIT_MS).unref();
  });
  child.on('message', (report: Report) => {
    if (report.kind === 'ready') {
      readyAt = Date.now();
      changes.emit('ready');
    } else if (report.kind === 'state') {
      states.set(report.videoId, report);
      changes.emit('state', report);
    } else {
      const { id, refusal, value = '' } = report;
      open.get(id)?.(refusal === undefined ? { kind: 'done', value } : { kind: 'refused', code: refusal });
      open.delete(id);
    }
  });
  // The channel is read to its end before this: what is open now was never acknowledged.
  child.once('close', () => {
    for (const resolve of open.values()) resolve({ kind: 'unknown' });
    open.clear();
  });

  const send = (command: Command): void => {
    if (child.connected) child.send(command, () => undefined);
  };
  const expect = (makeCommand: (id: number) => Command): Promise<Answer> => {
    lastId += 1;
    const id = lastId;
    if (!isAlive()) return Promise.resolve({ kind: 'unknown' });
    return new Promise((resolve) => {
      open.set(id, resolve);
      send(makeCommand(id));
    });
  };

  async function kill(): Promise<void> {
    if (isAlive()) child.kill('SIGKILL');
    await exit;
    if (child.connected) await once(child, 'disconnect');
  }

  return {
    pid: child.pid ?? -1,
    ready,
    exit,
    get readyAt() {
      return readyAt;
    },
    states,
    isAlive,
    onState(listener) {
      changes.on('state', listener);
      return () => changes.off('state', listener);
    },
    ask: (action) => expect((id) => ({ kind: 'act', id, action })),
    welcome: (name) => expect((id) => ({ kind: 'person', id, name })),
    signal: (name) => void child.kill(name),
    kill,
    async quit() {
      send({ kind: 'quit' });
      const limit = new Promise<undefined>((resolve) => setTimeout(resolve, QUIT_LIMIT_MS, undefined).unref());
      const end = await Promise.race([exit, limit]);
      if (end === undefined) await kill();
      return end?.code === 0;
    },
  };
}

/** What a running video does, in one word. */
export function phaseOf(state: VideoState | undefined): RunPhase | 'cancelling' | undefined {
  if (state?.status === 'cancelling') return 'cancelling';
  return state?.status === 'downloading' ? state.phase : undefined;
}
