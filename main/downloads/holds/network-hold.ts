import type { HoldReason } from '../../../preload/contract/hold-reasons.ts';
import type { Gate } from '../../gate/gate.ts';
import { type Clock, waitAtMost } from '../../platform/clock.ts';
import type { Hold } from './hold.ts';

/** The gate tries the last host again; longer than this nobody waits for what a run stumbled over. */
const RECHECK_MS = 15_000;
/** A program tries again for about half a minute: one that gives up so soon after the network came back did not see it. */
const JUST_BACK_MS = 60_000;

/**
 * Holds the queue while the gate reaches nobody for want of a network. Who is asked whether it is back was asked by the household before.
 * Downloads that run go on trying: some survive a short gap.
 */
export interface NetworkHold extends Hold {
  /** Tries now: a run said that it reached nobody. A network that has just come back explains that, too. */
  recheck(): Promise<HoldReason | undefined>;
}

export function createNetworkHold(gate: Omit<Gate, 'open' | 'close' | 'setPolicy'>, clock: Clock): NetworkHold {
  let stopListening: (() => void) | undefined;
  let wasUnreachable = false;
  let backAtMs = Number.NEGATIVE_INFINITY;
  const reason = (): HoldReason | undefined => (gate.reachability() === 'unreachable' ? 'offline' : undefined);

  function noteChange(): void {
    const isUnreachable = reason() !== undefined;
    if (wasUnreachable && !isUnreachable) backAtMs = clock.monotonicMs();
    wasUnreachable = isUnreachable;
  }

  return {
    reason,
    check: async () => reason(),
    async recheck() {
      await waitAtMost(gate.checkReachability(), RECHECK_MS, clock);
      return clock.monotonicMs() - backAtMs < JUST_BACK_MS ? 'offline' : reason();
    },
    async start(onChanged) {
      noteChange();
      stopListening = gate.onReachabilityChanged(() => {
        noteChange();
        onChanged();
      });
    },
    stop: () => stopListening?.(),
    advice: () => 'No internet connection.',
  };
}
