import type { OnReadOpts, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Line } from '../dial/dial.ts';
import type { ServedPass } from './gate-pass.ts';

/** The way from a server to a client: reads as much as the client takes and the speed limit allows, and keeps nothing. */
export interface Pump {
  /** Handed to the socket that the pump reads from. */
  readonly onread: OnReadOpts;
  /** Connects the pump with that socket; one that knows nothing of `onread` is read as any other. */
  start(line: Pick<Line, 'socket' | 'isPumped'>): void;
  close(): void;
}

/** What one connection reads at once. A larger one saves system calls, but not many. */
const BUFFER_BYTES = 256 * 1024;

/**
 * Creates a pump with one buffer that is used again and again. So it must not be read into while a write still needs it: most writes are
 * done when the call returns, and for the others reading pauses, which is also what slows a server down for a slow client. `sift` returns
 * what of some bytes is carried on.
 */
export function createPump(to: Duplex, pass: ServedPass, sift?: (bytes: Buffer) => Buffer): Pump {
  const whole = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  let from: Socket | undefined;
  let view = whole;
  let isWriting = false;
  const flow = pass.share.createFlow(() => from?.resume());

  const written = (): void => {
    if (!isWriting || to.writableLength > 0) return;
    isWriting = false;
    if (flow.mayRead()) from?.resume();
  };
  const carry = (read: Buffer): boolean => {
    pass.count(read.length);
    flow.take(read.length);
    const carried = sift === undefined ? read : sift(read);
    if (carried.length > 0 && !to.destroyed) to.write(carried, written);
    isWriting = to.writableLength > 0;
    return !isWriting && flow.mayRead();
  };
  return {
    onread: {
      buffer() {
        const size = flow.readSize(BUFFER_BYTES);
        if (size !== view.length) view = size === BUFFER_BYTES ? whole : whole.subarray(0, size);
        return view;
      },
      callback: (bytes) => carry(bytes === BUFFER_BYTES ? whole : whole.subarray(0, bytes)),
    },
    start({ socket, isPumped }) {
      from = socket;
      if (!isPumped) socket.on('data', (chunk: Buffer) => carry(chunk) || socket.pause());
    },
    close() {
      from = undefined;
      flow.close();
    },
  };
}
