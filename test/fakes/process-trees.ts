import { PassThrough } from 'node:stream';
import type {
  ProcessTrees,
  SpawnRequest,
  StopBudget,
  StopResult,
  TreeExit,
  TreeIdentity,
  TreeUsage,
} from '../../main/platform/processes/process-tree.ts';

/** A process tree that does only what the test tells it to. */
export interface FakeTree {
  readonly request: SpawnRequest;
  readonly identity: TreeIdentity;
  readonly alive: boolean;
  usage: TreeUsage;
  /** Writes to stdout. */
  write(text: string): void;
  /** Writes to stderr. */
  complain(text: string): void;
  /** The program ends and leaves a child behind, which holds the pipes open. */
  endLeader(exit: TreeExit): void;
  /** The program and all of its children end; harmless when they have. */
  end(exit: TreeExit): void;
}

export type StopScript = (tree: FakeTree, budget: StopBudget) => StopResult | Promise<StopResult>;

export interface FakeProcessTrees extends ProcessTrees {
  /** All trees that were ever started, oldest first. */
  readonly spawned: readonly FakeTree[];
  /** The identities that were asked to stop, in order. */
  readonly stops: readonly TreeIdentity[];
  alive(): FakeTree[];
  /** What an app that died left running. */
  leaveBehind(identity: TreeIdentity): FakeTree;
}

export interface FakeTreesOptions {
  /** The program: called once its tree is known. */
  readonly onSpawn?: (tree: FakeTree) => void;
  /** By default a stop is polite and works at once. */
  readonly stop?: StopScript;
}

const FIRST_PID = 50_000_000;
const PROVEN_DEAD: StopResult = { dead: true, step: 'already-dead', survivors: [], tookMs: 0 };

/** Ends the tree at once, as a program that honours SIGINT does. */
export function endPolitely(tree: FakeTree): StopResult {
  tree.end({ code: null, signal: 'SIGINT' });
  return { dead: true, step: 'polite', survivors: [], tookMs: 1 };
}

/** A tree that outlives every signal. */
export function refuseToEnd(tree: FakeTree): StopResult {
  return { dead: false, step: 'unproven', survivors: [tree.identity.pid ?? 0], tookMs: 1 };
}

/** Process trees without processes: for what real ones cannot be made to do on demand. */
export function createFakeTrees(options: FakeTreesOptions = {}): FakeProcessTrees {
  const { onSpawn, stop = endPolitely } = options;
  const spawned: FakeTree[] = [];
  const byToken = new Map<string, FakeTree>();
  const stops: TreeIdentity[] = [];

  function add(request: SpawnRequest, identity: TreeIdentity) {
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    let alive = true;
    let resolveExit: (exit: TreeExit) => void = () => undefined;
    const exit = new Promise<TreeExit>((resolve) => {
      resolveExit = resolve;
    });
    const tree: FakeTree = {
      request,
      identity,
      get alive() {
        return alive;
      },
      usage: { cpuMs: 0, ioBytes: 0 },
      write: (text) => void stdout.write(text),
      complain: (text) => void stderr.write(text),
      endLeader: (how) => resolveExit(how),
      end(how) {
        if (!alive) return;
        alive = false;
        stdout.end();
        stderr.end();
        resolveExit(how);
      },
    };
    spawned.push(tree);
    byToken.set(identity.token, tree);
    return { tree, running: { identity, stdout, stderr, exit } };
  }

  const living = ({ token }: TreeIdentity): FakeTree | undefined => {
    const tree = byToken.get(token);
    return tree?.alive ? tree : undefined;
  };

  return {
    spawned,
    stops,
    alive: () => spawned.filter((tree) => tree.alive),
    leaveBehind: (identity) =>
      add({ command: 'yt-dlp', args: [], cwd: '/', env: {}, token: identity.token, runFolder: '/' }, identity).tree,
    spawn: (request) => {
      const pid = FIRST_PID + spawned.length;
      const { tree, running } = add(request, { pid, startedAt: `start of ${pid}`, token: request.token });
      onSpawn?.(tree);
      return Promise.resolve(running);
    },
    members(identity) {
      const { pid } = living(identity)?.identity ?? { pid: null };
      return pid === null ? [] : [{ pid, parentPid: 1, groupId: pid, startedAt: `start of ${pid}`, name: 'yt-dlp' }];
    },
    living: (identities) =>
      Promise.resolve(new Set(identities.filter((identity) => living(identity) !== undefined).map(({ token }) => token))),
    usage: (identity) => living(identity)?.usage ?? null,
    async stop(identity, budget) {
      stops.push(identity);
      const tree = living(identity);
      return tree === undefined ? PROVEN_DEAD : await stop(tree, budget);
    },
  };
}
