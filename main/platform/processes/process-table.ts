import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProcessInfo, TreeIdentity, TreeUsage } from './process-tree-types.ts';

/** A live process of the table, with what can be asked about it. A process that vanished meanwhile answers "no" and zeros. */
export interface ProcessRecord extends ProcessInfo {
  /** The token in its environment, or null: inherited by every descendant, whatever its group or session. */
  token(): string | null;
  /** True if the token is in its command line. */
  names(token: string): boolean;
  usage(): TreeUsage;
}

/** The system's processes, zombies excluded. */
export interface ProcessTable {
  /** All live processes, each read when the iteration comes to it; those that started before `notBefore` (a `startedAt`) may be left out, since they cannot be descendants. */
  list(notBefore: string | null): Iterable<ProcessRecord>;
  /** One live process as it is now, or null. */
  read(pid: number): ProcessRecord | null;
  /** Checks cheaply whether that same process still lives; may say yes for one that just became a zombie. */
  lives(process: ProcessInfo): boolean;
}

/** Finds the members of a tree at one moment. */
export interface TreeMembers {
  readonly all: readonly ProcessRecord[];
  /** True if the group whose id is the leader's pid is proven to be the tree's, so that it may be signalled as a whole. */
  readonly groupIsOurs: boolean;
}

interface Candidate {
  readonly record: ProcessRecord;
  readonly bearsToken: boolean;
}

/** How long a scan of a system with many processes may block the event loop before it lets others run. */
const SLICE_MS = 4;

/**
 * Finds the live members of a tree. A pid or group id alone proves nothing, since the system reuses them: the leader must bear
 * the token, or have the same start time and the token in its command line; without a leader a member of the group must bear it.
 */
export function findMembers(table: ProcessTable, identity: TreeIdentity): TreeMembers {
  return selectMembers([...candidates(table, identity)], identity);
}

/** Does the same in slices: some 15 µs per process of the system are too much to do at once and often. */
export async function findMembersInSlices(table: ProcessTable, identity: TreeIdentity): Promise<TreeMembers> {
  const found: (Candidate | null)[] = [];
  let sliceStartMs = performance.now();
  for (const candidate of candidates(table, identity)) {
    found.push(candidate);
    if (performance.now() - sliceStartMs < SLICE_MS) continue;
    await nextTurn();
    sliceStartMs = performance.now();
  }
  return selectMembers(found, identity);
}

/**
 * Finds the tokens of those trees that have a live member, in one scan of the system however many trees are asked for. A leaderless group
 * counts through its members' own tokens.
 */
export async function findLivingTokens(table: ProcessTable, identities: readonly TreeIdentity[]): Promise<Set<string>> {
  const tokens = new Set(identities.map((identity) => identity.token));
  const leaders = new Map(identities.filter(({ pid }) => pid !== null).map((identity) => [identity.pid, identity]));
  const living = new Set<string>();
  let sliceStartMs = performance.now();
  for (const record of table.list(null)) {
    const token = record.token();
    if (token !== null && tokens.has(token)) living.add(token);
    const leader = leaders.get(record.pid);
    if (leader !== undefined && leader.startedAt === record.startedAt && record.names(leader.token)) living.add(leader.token);
    if (performance.now() - sliceStartMs < SLICE_MS) continue;
    await nextTurn();
    sliceStartMs = performance.now();
  }
  return living;
}

/** Each process of the system, or null for one that can be no member. */
function* candidates(table: ProcessTable, identity: TreeIdentity): Generator<Candidate | null> {
  if (identity.token === '') return;
  for (const record of table.list(identity.startedAt)) {
    const bearsToken = record.pid !== process.pid && record.token() === identity.token;
    yield bearsToken || isInGroup(record, identity) ? { record, bearsToken } : null;
  }
}

/** Groups 0 and 1 mean "my own" and "everyone" to kill(2). */
function isInGroup(record: ProcessRecord, identity: TreeIdentity): boolean {
  return record.groupId > 1 && record.groupId === identity.pid && record.pid !== process.pid;
}

function selectMembers(found: readonly (Candidate | null)[], identity: TreeIdentity): TreeMembers {
  const present = found.filter((candidate) => candidate !== null);
  const group = present.filter(({ record }) => isInGroup(record, identity));
  const leader = group.find(({ record }) => record.pid === identity.pid);
  const groupIsOurs =
    leader === undefined
      ? group.some(({ bearsToken }) => bearsToken)
      : leader.bearsToken || (leader.record.startedAt === identity.startedAt && leader.record.names(identity.token));
  return { all: present.filter(({ bearsToken }) => groupIsOurs || bearsToken).map(({ record }) => record), groupIsOurs };
}
