import { setImmediate as nextTurn } from 'node:timers/promises';

/** What the event loop is waiting for while work on files or a short program is under way. */
const BUSY = new Set(['CloseReq', 'FSReqPromise', 'FSReqCallback', 'ProcessWrap', 'GetAddrInfoReqWrap']);
/** A step between two pieces of file work may take some turns of the loop. */
const QUIET_TURNS = 4;
/** Real time: on a busy machine a short program may take some hundred thousand turns of the loop. */
const PATIENCE_MS = 30_000;

/** The pipes of the test's own process. More of them belong to a program: it may have ended before what it printed is read. */
const countPipes = (resources: readonly string[]): number => resources.filter((resource) => resource === 'PipeWrap').length;
const ownPipes = countPipes(process.getActiveResourcesInfo());

/** Resolves when everything that was started has come as far as it can without the (manual) clock. */
export async function untilQuiet(): Promise<void> {
  const startedMs = performance.now();
  let quietTurns = 0;
  while (performance.now() - startedMs < PATIENCE_MS) {
    await nextTurn();
    const resources = process.getActiveResourcesInfo();
    const isBusy = countPipes(resources) > ownPipes || resources.some((resource) => BUSY.has(resource));
    quietTurns = isBusy ? 0 : quietTurns + 1;
    if (quietTurns >= QUIET_TURNS) return;
  }
  throw new Error('the engine never came to rest');
}
