import type { Readable } from 'node:stream';

/** The environment variable that every process of a tree inherits; its value is the tree's token. */
export const TOKEN_VARIABLE = 'HOMEREEL_RUN';

/** What is stored of a tree, so that it can be found again after a restart and never be mistaken for another. */
export interface TreeIdentity {
  /** Process id of the leader, which on POSIX is its process group id as well; null when it is not known. */
  readonly pid: number | null;
  /** When the leader started: opaque, compare for equality only (Linux: boot id and start ticks). Null when it is not known. */
  readonly startedAt: string | null;
  /** A value that no other tree has; it is in the environment of each member and in the leader's command line. */
  readonly token: string;
}

/** How the program ended: exactly one of the two is not null. */
export interface TreeExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A started tree. Both streams must be read, or the program blocks on a full pipe. */
export interface RunningTree {
  readonly identity: TreeIdentity;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when the program itself has ended, which proves nothing about its children; never rejects. */
  readonly exit: Promise<TreeExit>;
}

export interface SpawnRequest {
  /** An absolute path, a path relative to `cwd`, or a name to look up on `env.PATH`. */
  readonly command: string;
  readonly args: readonly string[];
  /** An existing folder. */
  readonly cwd: string;
  /** The whole environment of the program; added are only the token and what a shell sets by itself (PWD). */
  readonly env: Readonly<Record<string, string>>;
  readonly token: string;
  /** Absolute path of the folder that belongs to this run alone; shown in the leader's command line. */
  readonly runFolder: string;
}

/** How far a stop had to go: nothing to do, SIGINT was enough, it took force, or survivors could not be removed in time. */
export type StopStep = 'already-dead' | 'polite' | 'forced' | 'unproven';

export interface StopResult {
  /** True only if a scan of all processes proved that no member lives. */
  readonly dead: boolean;
  readonly step: StopStep;
  /** Process ids that still lived at the end; empty if `dead`. */
  readonly survivors: readonly number[];
  readonly tookMs: number;
}

export interface StopBudget {
  /** How long members may take to end by themselves after SIGINT; 0 goes straight to force. */
  readonly politeMs: number;
  /** How long one round of force may take before it is repeated. */
  readonly forceMs: number;
  /** How long the rounds of force may take in all before the stop gives up as `unproven`. */
  readonly verifyMs: number;
}

/** One live process. */
export interface ProcessInfo {
  readonly pid: number;
  readonly parentPid: number;
  readonly groupId: number;
  /** Opaque, as in {@link TreeIdentity.startedAt}. */
  readonly startedAt: string;
  /** Short name of the program, for logs. */
  readonly name: string;
}

/** Work that a tree has done so far. A member that ends may take its share along, so compare for change, not for growth. */
export interface TreeUsage {
  readonly cpuMs: number;
  /** Bytes read and written, caches included; 0 where the system does not tell (macOS). */
  readonly ioBytes: number;
}

/** Starts, finds and stops whole process trees. */
export interface ProcessTrees {
  /** Starts a program as leader of a tree. Rejects with the system's error (`code` ENOENT, EACCES …) if it cannot start. */
  spawn(request: SpawnRequest): Promise<RunningTree>;
  /** The live members right now, zombies excluded: those in the leader's group, and any other process bearing the token. */
  members(identity: TreeIdentity): ProcessInfo[];
  /** Finds the tokens of those trees that have a live member, in one scan of the system for all of them. */
  living(identities: readonly TreeIdentity[]): Promise<ReadonlySet<string>>;
  /** CPU time and I/O of the live members; null if there are none, or not known yet (Windows, first call). */
  usage(identity: TreeIdentity): TreeUsage | null;
  /** Ends the tree and proves it; never signals a process that is not proven to belong to it. Does not reject. */
  stop(identity: TreeIdentity, budget: StopBudget): Promise<StopResult>;
}
