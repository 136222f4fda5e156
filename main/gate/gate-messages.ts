import type { PassFacts } from './proxy/gate-pass.ts';
import type { GateNews, GatePolicy } from './proxy/gate-server.ts';
import type { Reach } from './proxy/reachability.ts';

/** Asks the gate's thread for something. */
export type GateCommand =
  | ({ readonly type: 'open' } & PassFacts)
  | { readonly type: 'close'; readonly id: number }
  | ({ readonly type: 'policy' } & GatePolicy)
  | { readonly type: 'check'; readonly question: number }
  | { readonly type: 'stop' };

/** Reports from the gate's thread. */
export type GateReport =
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'opened'; readonly id: number }
  | { readonly type: 'bytes'; readonly counts: Parameters<GateNews['bytes']>[0] }
  | { readonly type: 'refused'; readonly id: number; readonly host: string }
  | { readonly type: 'reach'; readonly state: Reach }
  | { readonly type: 'checked'; readonly question: number; readonly state: Reach };

/** What the gate's thread is started with. */
export interface GateStart {
  /** The port of a thread that died, so that its passes go on; 0 for any. */
  readonly port: number;
  readonly socketPath: string | undefined;
  readonly policy: GatePolicy;
}
