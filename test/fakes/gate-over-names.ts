import { connect } from 'node:net';
import type { Gate, GatePass, Reach } from '../../main/gate/gate.ts';
import type { GateReport } from '../../main/gate/gate-messages.ts';
import { createPassBook } from '../../main/gate/pass-book.ts';
import { createGateServer } from '../../main/gate/proxy/gate-server.ts';
import { type Clock, systemClock } from '../../main/platform/clock.ts';
import { silentLogger } from '../../main/platform/logger.ts';

/** The real gate in this thread, over a network that the test makes up. */
export interface NamedGateOptions {
  /** Addresses that a name stands for; rejects with the system's code where there are none. */
  readonly lookup: (host: string) => Promise<readonly string[]>;
  /** Tells where on this computer an address of the internet really is: its port, the same one by default. */
  readonly portOf?: (address: string, port: number) => number;
  readonly hasNetwork?: () => Promise<boolean>;
  readonly clock?: Clock;
  readonly lookupTimeoutMs?: number;
}

/** What went through the gate. */
export interface NamedGate extends Gate {
  /** `address:port` of all that was dialled, in order. */
  readonly dialled: readonly string[];
  /** Every host that was looked up, in order. */
  readonly lookedUp: readonly string[];
}

export async function createNamedGate(options: NamedGateOptions): Promise<NamedGate> {
  const { lookup, portOf = (_address, port) => port, hasNetwork = async () => true, clock = systemClock } = options;
  const book = createPassBook(silentLogger);
  const hear = (report: GateReport): void => book.hear(report);
  const listeners = new Set<() => void>();
  const dialled: string[] = [];
  const lookedUp: string[] = [];
  let reach: Reach = 'unknown';
  const server = createGateServer({
    clock,
    ...(options.lookupTimeoutMs !== undefined && { lookupTimeoutMs: options.lookupTimeoutMs }),
    hasNetwork,
    lookup: async (host) => {
      lookedUp.push(host);
      return (await lookup(host)).map((address) => ({ address }));
    },
    connect([address = ''], port, onread) {
      dialled.push(`${address}:${port}`);
      const target = { port: portOf(address, port), host: '127.0.0.1', allowHalfOpen: true };
      return connect({ ...target, ...(onread !== undefined && { onread }) });
    },
    tell: {
      bytes: (counts) => hear({ type: 'bytes', counts }),
      refused: (id, host) => hear({ type: 'refused', id, host }),
      reach(state) {
        reach = state;
        for (const listener of listeners) listener();
      },
    },
  });
  const port = await server.listen(0);

  function openPass(name: string): GatePass {
    const pass = book.add(name);
    server.openPass(pass.facts);
    return {
      proxyUrl: `http://${pass.facts.user}:${pass.secret}@127.0.0.1:${port}`,
      socketPath: undefined,
      bytes: pass.bytes,
      onBytes: pass.onBytes,
      refusedHosts: pass.refusedHosts,
      close: () => book.remove(pass) && server.closePass(pass.facts.id),
    };
  }

  return {
    dialled,
    lookedUp,
    open: async (name) => openPass(name),
    setPolicy: server.setPolicy,
    reachability: () => reach,
    checkReachability: server.checkReachability,
    onReachabilityChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: server.close,
  };
}
