import type { Gate, GatePass } from '../../../gate/gate.ts';
import type { LiveRun } from '../live-run.ts';
import type { RunResult } from '../run-result.ts';

/** Less than this since the last sign of life is none: a server that sends its head byte by byte moves bytes, too. */
const SIGN_OF_LIFE_BYTES = 4 * 1024;
/** A hostile list can name hosts without end. */
const NAMED_HOSTS = 3;

/** Opens a run's own way to the network. What goes over it is a sign of life, whatever the program prints. */
export async function openRunPass(run: LiveRun, gate: Pick<Gate, 'open'>): Promise<GatePass> {
  const pass = await gate.open(`run ${run.claim.runId}`);
  let countedBytes = 0;
  pass.onBytes((bytes) => {
    if (bytes - countedBytes < SIGN_OF_LIFE_BYTES) return;
    countedBytes = bytes;
    run.signOfLife();
  });
  return pass;
}

/** Says that a run ended for a refused address, where there was one: whatever the program made of that, and unless it came through all the same. */
export function inViewOfRefusals(result: RunResult, refusedHosts: readonly string[]): RunResult {
  if (refusedHosts.length === 0 || !mayBeForRefusal(result)) return result;
  const hosts = refusedHosts.slice(0, NAMED_HOSTS).join(', ');
  const detail = `The page led to ${hosts}, which is at home and not on the internet.`;
  return { kind: 'failed', reason: 'address-refused', detail, partialsUnsafe: result.kind === 'failed' && result.partialsUnsafe };
}

/** A program may also stand still for want of what it was refused. What the computer lacks comes first. */
function mayBeForRefusal(result: RunResult): boolean {
  if (result.kind === 'stopped') return ['stalled', 'stale', 'deadline'].includes(result.reason);
  return result.kind === 'failed' && !['tool-missing', 'tool-too-old', 'no-permission'].includes(result.reason);
}
