import path from 'node:path';
import type { BoxRequest } from './box-types.ts';
import { PROGRAM_FOLDERS, type ProgramNeeds } from './program-needs.ts';

/** What this computer's bubblewrap can do. */
export interface BubblewrapFacts {
  /** The program's absolute path. */
  readonly bubblewrap: string;
  /** How the system's own folders are shown: as they are, or as the links that they are (`/bin` on most systems of today). */
  readonly links: Readonly<Record<string, string>>;
  /** Whether it can keep programs from making namespaces of their own; 0.8 and later can. */
  readonly canDisableNamespaces: boolean;
  readonly hasNetworkNamespace: boolean;
  /** A Python of the system; it passes connections on to the gate. */
  readonly python: string | undefined;
  /** No process in the box may hold more data than this. */
  readonly memoryLimitBytes: number;
}

/** What programs read of `/etc`: where libraries are, and which certificates are good. No names of people, no keys. */
const SETTINGS: readonly string[] = [
  ...['/etc/ld.so.cache', '/etc/ld.so.conf', '/etc/ld.so.conf.d', '/etc/alternatives', '/etc/localtime', '/etc/mime.types'],
  ...['/etc/ssl/certs', '/etc/ssl/cert.pem', '/etc/ssl/openssl.cnf', '/etc/ca-certificates', '/etc/crypto-policies'],
  ...['/etc/pki/tls/certs', '/etc/pki/tls/cert.pem', '/etc/pki/tls/openssl.cnf', '/etc/pki/ca-trust', '/etc/python3'],
];
/** What a program needs to find names in the network that it shares with the app. */
const NAME_LOOKUP: readonly string[] = ['/etc/resolv.conf', '/etc/hosts', '/etc/nsswitch.conf', '/etc/gai.conf'];

/** Where the gate's socket lies inside the box, and the port at which programs find it; the network there is the box's own. */
const SOCKET_INSIDE = '/run/homereel-gate';
const PORT_INSIDE = '3128';

/**
 * Bounds memory, writes no memory to disk when a program falls, and keeps polite signals from bubblewrap itself: it would end at once and
 * take the program with it, which is to end by itself.
 */
const OUTSIDE = `ulimit -c 0; ulimit -d "$1" 2>/dev/null; shift; trap '' INT TERM HUP QUIT; exec "$@"`;

/** Gives the program the polite signals back, which are ignored outside. */
const WITH_SIGNALS: readonly string[] = ['/usr/bin/env', '--default-signal=INT,TERM,HUP,QUIT'];

/**
 * Passes connections of the box on to the gate's socket, beside the program and of no relation to it, and then becomes the program. A child
 * of a child, so that the program never sees it end. Copying costs as little as splicing here: the loopback is what takes the time.
 */
export const RELAY = `
import os, signal, socket, sys, _thread
port, gate, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
def carry(source, target):
    try:
        room = memoryview(bytearray(262144))
        while True:
            size = source.recv_into(room)
            if size == 0: break
            target.sendall(room[:size])
        target.shutdown(socket.SHUT_WR)
    except OSError:
        for end in (source, target):
            try: end.shutdown(socket.SHUT_RDWR)
            except OSError: pass
def relay(listener):
    while True:
        near = listener.accept()[0]
        far = socket.socket(socket.AF_UNIX)
        try: far.connect(gate)
        except OSError:
            near.close()
            continue
        near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _thread.start_new_thread(carry, (near, far))
        _thread.start_new_thread(carry, (far, near))
listener = socket.socket()
listener.bind(('127.0.0.1', port))
listener.listen(128)
if os.fork() == 0:
    if os.fork() != 0: os._exit(0)
    nothing = os.open('/dev/null', os.O_RDWR)
    for descriptor in (0, 1, 2): os.dup2(nothing, descriptor)
    relay(listener)
os.wait()
listener.close()
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGPIPE): signal.signal(number, signal.SIG_DFL)
os.execv(command[0], command)
`;

/** What is started for a request, on Linux with bubblewrap. */
export interface BubblewrapCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Builds the command that runs a program in a box of bubblewrap: own processes that die with their parent, the system's programs, libraries
 * and certificates to read, what the request names at its own path, and nothing else of this computer.
 */
export function bubblewrapCommand(
  request: BoxRequest,
  needs: readonly ProgramNeeds[],
  facts: BubblewrapFacts,
): BubblewrapCommand {
  const gate = relayedGate(request, facts);
  const sharesNetwork = !facts.hasNetworkNamespace || (request.network !== 'none' && gate === undefined);
  const env = (name: string): string | undefined => request.env[name];
  const program = [needs[0]?.file ?? request.command, ...request.args];
  const inside =
    gate === undefined
      ? [...WITH_SIGNALS, ...program]
      : [gate.python, '-I', '-S', '-c', RELAY, PORT_INSIDE, SOCKET_INSIDE, ...program];
  return {
    command: '/bin/sh',
    args: [
      ...['-c', OUTSIDE, 'homereel-box', String(Math.ceil(facts.memoryLimitBytes / 1024)), facts.bubblewrap],
      ...['--die-with-parent', '--unshare-user', ...(facts.canDisableNamespaces ? ['--disable-userns'] : [])],
      ...['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try', '--cap-drop', 'ALL'],
      ...(sharesNetwork ? [] : ['--unshare-net']),
      ...systemFolders(facts.links),
      ...SETTINGS.flatMap(readOnlyIfThere),
      ...(sharesNetwork && request.network !== 'none' ? NAME_LOOKUP.flatMap(readOnlyIfThere) : []),
      ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
      ...[...needs.flatMap(({ paths }) => paths), ...request.readable].flatMap((place) => ['--ro-bind', place, place]),
      ...[env('SSL_CERT_FILE'), env('SSL_CERT_DIR')].flatMap((place) => (place === undefined ? [] : readOnlyIfThere(place))),
      ...request.writable.flatMap((place) => ['--bind', place, place]),
      ...(gate === undefined ? [] : ['--ro-bind', gate.socketPath, SOCKET_INSIDE]),
      ...['--remount-ro', '/', '--chdir', request.cwd, '--', ...inside],
    ],
    env: environmentInside(request.env, gate?.proxyUrl),
  };
}

interface RelayedGate {
  readonly proxyUrl: string;
  readonly socketPath: string;
  readonly python: string;
}

function relayedGate({ network }: BoxRequest, { python, hasNetworkNamespace }: BubblewrapFacts): RelayedGate | undefined {
  if (typeof network === 'string' || network.socketPath === undefined) return undefined;
  if (python === undefined || !hasNetworkNamespace) return undefined;
  return { proxyUrl: network.proxyUrl, socketPath: network.socketPath, python };
}

function systemFolders(links: BubblewrapFacts['links']): string[] {
  return PROGRAM_FOLDERS.flatMap((folder) => {
    const target = links[folder];
    return target === undefined ? readOnlyIfThere(folder) : ['--symlink', target, folder];
  });
}

const readOnlyIfThere = (place: string): string[] => ['--ro-bind-try', place, place];

/** Temporary files go to the box's own folder, and the gate is where the relay listens; its secret stays the same. */
function environmentInside(env: BoxRequest['env'], proxyUrl: string | undefined): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => name !== 'TEMP' && name !== 'TMP');
  const moved = kept.map(([name, value]) => [name, value === proxyUrl ? insideUrl(value) : value]);
  return { ...Object.fromEntries(moved), TMPDIR: '/tmp' };
}

function insideUrl(proxyUrl: string): string {
  const url = new URL(proxyUrl);
  url.host = `127.0.0.1:${PORT_INSIDE}`;
  return url.href.replace(/\/$/, '');
}

/** The request that a trial makes: the least that shows whether the parts of the box work together. */
export function trialRequest(socketPath: string | undefined): BoxRequest {
  return {
    command: '/usr/bin/env',
    args: ['true'],
    cwd: '/',
    env: { PATH: ['/usr/bin', '/bin'].join(path.delimiter) },
    writable: [],
    readable: [],
    network: socketPath === undefined ? 'none' : { proxyUrl: 'http://trial:trial@127.0.0.1:1', socketPath },
  };
}
