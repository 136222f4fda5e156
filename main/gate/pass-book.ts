import { randomBytes } from 'node:crypto';
import { createEmitter } from '../platform/emitter.ts';
import type { Logger } from '../platform/logger.ts';
import type { GateReport } from './gate-messages.ts';
import { digestOf, type PassFacts } from './proxy/gate-pass.ts';

/** A pass as the main thread knows it: what the gate's thread told of it last. */
export interface BookedPass {
  readonly facts: PassFacts;
  readonly secret: string;
  /** Resolves when the thread knows of the pass. */
  readonly opened: Promise<void>;
  bytes(): number;
  onBytes(listener: (bytes: number) => void): () => void;
  refusedHosts(): readonly string[];
}

/** The open passes. */
export interface PassBook {
  add(name: string): BookedPass;
  /** False when it was removed before. */
  remove(pass: BookedPass): boolean;
  /** Passes of a thread that died, for the next one, which counts from zero again. */
  takeOver(): readonly PassFacts[];
  hear(report: GateReport): void;
}

interface Entry {
  readonly name: string;
  readonly facts: PassFacts;
  readonly refused: Set<string>;
  readonly onOpened: () => void;
  readonly onBytes: (bytes: number) => void;
  bytes: number;
  /** What it had carried when its present thread began. */
  bytesBefore: number;
}

/** Creates an empty book. */
export function createPassBook(logger: Logger): PassBook {
  const entries = new Map<number, Entry>();
  let nextId = 1;
  const tellBytes = (id: number, counted: number): void => {
    const entry = entries.get(id);
    if (entry === undefined) return;
    entry.bytes = entry.bytesBefore + counted;
    entry.onBytes(entry.bytes);
  };
  const refuse = (id: number, host: string): void => {
    const entry = entries.get(id);
    logger.warn('the gate refused an address', { pass: entry?.name, host });
    entry?.refused.add(host);
  };

  return {
    add(name) {
      const id = nextId++;
      const secret = randomBytes(24).toString('base64url');
      const facts: PassFacts = { id, user: `run-${id}`, digest: digestOf(secret).toString('hex') };
      const events = createEmitter<{ bytes: number }>({
        onError: (error) => logger.error('a listener of a pass failed', { error }),
      });
      const { promise: opened, resolve } = promiseOf<void>();
      const entry: Entry = {
        name,
        facts,
        refused: new Set(),
        onOpened: resolve,
        onBytes: (bytes) => events.emit('bytes', bytes),
        bytes: 0,
        bytesBefore: 0,
      };
      entries.set(id, entry);
      return {
        facts,
        secret,
        opened,
        bytes: () => entry.bytes,
        onBytes: (listener) => events.on('bytes', listener),
        refusedHosts: () => [...entry.refused],
      };
    },
    remove: ({ facts }) => entries.delete(facts.id),
    takeOver() {
      for (const entry of entries.values()) entry.bytesBefore = entry.bytes;
      return [...entries.values()].map(({ facts }) => facts);
    },
    hear(report) {
      if (report.type === 'opened') entries.get(report.id)?.onOpened();
      else if (report.type === 'refused') refuse(report.id, report.host);
      else if (report.type === 'bytes') for (const [id, bytes] of report.counts) tellBytes(id, bytes);
    },
  };
}

// Promise.withResolvers is younger than the oldest Electron that the tests run on.
function promiseOf<Value>(): { readonly promise: Promise<Value>; readonly resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
