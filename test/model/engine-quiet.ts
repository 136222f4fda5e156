import { setImmediate as nextTurn } from 'node:timers/promises';

/** What the event loop is waiting for while work on files or a short program is under way. */
const BUSY = new Set(['CloseReq', 'FSReqPromise', 'FSReqCallback', 'ProcessWrap', 'GetAddrInfoReqWrap']);
/** A step between two pieces of file work may take some turns of the loop. */
const QUIET_TURNS = 4;
const MOST_TURNS = 200_000;

/** Resolves when everything that was started has come as far as it can without the (manual) clock. */
export async function untilQuiet(): Promise<void> {
  let quietTurns = 0;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    await nextTurn();
    quietTurns = process.getActiveResourcesInfo().some((resource) => BUSY.has(resource)) ? 0 : quietTurns + 1;
    if (quietTurns >= QUIET_TURNS) return;
  }
  throw new Error('the engine never came to rest');
}
