import type { BoxStrength } from '../../../preload/contract/types.ts';

/** Why the box is as it is. */
export type BoxReason = 'whole' | 'withoutNetwork' | 'notInstalled' | 'doesNotWork' | 'otherSystem' | 'off';

/** The one way to the network that a boxed program gets. */
export interface GateAccess {
  /** As the program's environment names it, the run's secret included. */
  readonly proxyUrl: string;
  /** The Unix socket that speaks the same; undefined where there is none, and then the program shares the app's network. */
  readonly socketPath: string | undefined;
}

/** A program, and all that it may reach. */
export interface BoxRequest {
  /** An absolute path, or a name to look up on `env.PATH`. */
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute; inside the box only if it is `/` or in what may be reached. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Files and folders that it may change, each at its own absolute path. */
  readonly writable: readonly string[];
  /** Files and folders that it may read besides the system's programs and libraries. */
  readonly readable: readonly string[];
  /** Programs that it starts itself, as `command` is given; one that is not there is left out. */
  readonly programs?: readonly string[];
  readonly network: 'none' | 'shared' | GateAccess;
}

/** What to start instead; inside the box it does what the request says, with its exit code and streams. */
export interface BoxedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What a program may reach, for those who say the rest elsewhere. */
export type Reach = Pick<BoxRequest, 'writable' | 'readable' | 'programs' | 'network'>;

/** The operating system's sandbox round programs that read what strangers made. */
export interface Box {
  readonly strength: BoxStrength;
  readonly reason: BoxReason;
  /** Wraps a command. Rejects with the system's error (`code` ENOENT, EACCES …) if the program is not there. */
  wrap(request: BoxRequest): Promise<BoxedCommand>;
}
