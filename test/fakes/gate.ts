import type { Gate, GatePass, GatePolicy, Reach } from '../../main/gate/gate.ts';

/** One run's way through the fake gate. */
export interface FakePass {
  readonly name: string;
  readonly isOpen: boolean;
  /** So many bytes went over it, all in all. */
  carry(bytes: number): void;
  refuse(host: string): void;
}

/** A gate that carries nothing and says what the test says; its address leads nowhere. */
export interface FakeGate extends Gate {
  /** Changes what is known of the network, and tells it. */
  setReachability(reach: Reach): void;
  readonly policy: GatePolicy | undefined;
  /** Every pass that was opened, in order. */
  readonly passes: readonly FakePass[];
}

export function createFakeGate(): FakeGate {
  const passes: FakePass[] = [];
  const reachListeners = new Set<() => void>();
  let policy: GatePolicy | undefined;
  let reach: Reach = 'unknown';

  function openPass(name: string): GatePass {
    const refused = new Set<string>();
    const listeners = new Set<(bytes: number) => void>();
    let isOpen = true;
    let carried = 0;
    passes.push({
      name,
      get isOpen() {
        return isOpen;
      },
      carry(bytes) {
        carried = bytes;
        for (const listener of listeners) listener(bytes);
      },
      refuse: (host) => void refused.add(host),
    });
    return {
      proxyUrl: 'http://run:secret@127.0.0.1:9',
      socketPath: undefined,
      bytes: () => carried,
      onBytes(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      refusedHosts: () => [...refused],
      close() {
        isOpen = false;
      },
    };
  }

  return {
    passes,
    get policy() {
      return policy;
    },
    open: async (name) => openPass(name),
    setPolicy(next) {
      policy = next;
    },
    reachability: () => reach,
    checkReachability: async () => reach,
    onReachabilityChanged(listener) {
      reachListeners.add(listener);
      return () => reachListeners.delete(listener);
    },
    setReachability(next) {
      reach = next;
      for (const listener of reachListeners) listener();
    },
    close: async () => undefined,
  };
}
