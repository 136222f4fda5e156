import { setTimeout as pause } from 'node:timers/promises';
import { findMembersInSlices, type ProcessRecord, type ProcessTable } from './process-table.ts';
import type { StopBudget, StopResult, TreeIdentity } from './process-tree-types.ts';

const POLL_MS = 20;
/** Between full scans of the system only the known processes are checked, which is cheap. */
const FULL_SCAN_MS = 250;

/**
 * Ends a tree: SIGINT (and SIGCONT, so that frozen members wake up to it), then SIGKILL in rounds, until a full scan of
 * the system finds no member twice in a row. Waits in real time, because processes die in real time.
 */
export async function stopTree(table: ProcessTable, identity: TreeIdentity, budget: StopBudget): Promise<StopResult> {
  const startedMs = performance.now();
  const outcome = await emptyTree(table, identity, budget).catch((): Outcome => ({ step: 'unproven', survivors: [] }));
  return { dead: outcome.step !== 'unproven', ...outcome, tookMs: Math.round(performance.now() - startedMs) };
}

type Outcome = Pick<StopResult, 'step' | 'survivors'>;

async function emptyTree(table: ProcessTable, identity: TreeIdentity, budget: StopBudget): Promise<Outcome> {
  if ((await provenMembers(table, identity)).length === 0) return { step: 'already-dead', survivors: [] };
  if (budget.politeMs > 0) {
    await signalTree(table, identity, ['SIGINT', 'SIGCONT']);
    if ((await survivorsAfter(table, identity, budget.politeMs)).length === 0) return { step: 'polite', survivors: [] };
  }
  const deadlineMs = performance.now() + budget.verifyMs;
  for (;;) {
    await signalTree(table, identity, ['SIGKILL']);
    const roundMs = Math.max(Math.min(budget.forceMs, deadlineMs - performance.now()), POLL_MS);
    const survivors = await survivorsAfter(table, identity, roundMs);
    if (survivors.length === 0) return { step: 'forced', survivors: [] };
    if (performance.now() >= deadlineMs) return { step: 'unproven', survivors: survivors.map((survivor) => survivor.pid) };
  }
}

/** Finds the members, scanning twice before "none": one scan is not atomic and can miss a process that forks or execs meanwhile. */
async function provenMembers(table: ProcessTable, identity: TreeIdentity): Promise<readonly ProcessRecord[]> {
  const { all } = await findMembersInSlices(table, identity);
  return all.length > 0 ? all : (await findMembersInSlices(table, identity)).all;
}

/** Waits until the tree is empty, at most `limitMs`, and returns who is left. */
async function survivorsAfter(table: ProcessTable, identity: TreeIdentity, limitMs: number): Promise<readonly ProcessRecord[]> {
  const deadlineMs = performance.now() + limitMs;
  for (;;) {
    let watched = await provenMembers(table, identity);
    const nextFullScanMs = performance.now() + FULL_SCAN_MS;
    if (watched.length === 0 || performance.now() >= deadlineMs) return watched;
    while (watched.length > 0 && performance.now() < Math.min(nextFullScanMs, deadlineMs)) {
      await pause(POLL_MS);
      watched = watched.filter((member) => table.lives(member));
    }
  }
}

/** Signals the group as one and each member that left it by itself; whom a signal is for is read again just before. */
async function signalTree(table: ProcessTable, identity: TreeIdentity, signals: readonly NodeJS.Signals[]): Promise<void> {
  const { all, groupIsOurs } = await findMembersInSlices(table, identity);
  const groupId = groupIsOurs ? identity.pid : null;
  const isUnchanged = (member: ProcessRecord): boolean => {
    const fresh = table.read(member.pid);
    return fresh?.startedAt === member.startedAt && fresh.groupId === member.groupId;
  };
  // While a proven member is in it, the number of the group cannot have gone to another.
  if (groupId !== null && all.some((member) => member.groupId === groupId && isUnchanged(member))) send(-groupId, signals);
  for (const stray of all) if (stray.groupId !== groupId && isUnchanged(stray)) send(stray.pid, signals);
}

function send(target: number, signals: readonly NodeJS.Signals[]): void {
  for (const signal of signals) {
    try {
      process.kill(target, signal);
    } catch (error) {
      // Gone already, or not ours to signal: the next scan of the system tells which.
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'ESRCH' && code !== 'EPERM') throw error;
    }
  }
}
