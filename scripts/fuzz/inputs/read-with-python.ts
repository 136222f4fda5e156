import { spawn } from 'node:child_process';

/** How Python, and with it yt-dlp, reads one address. */
export interface AsPythonReads {
  readonly host?: string;
  readonly port?: number | null;
  /** By its own lists: at home, or of this computer. */
  readonly isPrivate?: boolean;
  /** It does not take it for an address. */
  readonly error?: string;
}

/** Reads the same ways as urllib does when it connects: the split, then the host of the request, then the number that the system makes of it. */
const PROGRAM = `
import ipaddress, json, socket, sys, urllib.parse, urllib.request
# Addresses of examples are nobody's.
EXAMPLES = [ipaddress.ip_network(text) for text in ('192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20')]
def number(host):
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.ip_address(socket.inet_aton(host))
    except OSError:
        return None
def read(url):
    try:
        parts = urllib.parse.urlsplit(url)
        asked = urllib.parse.urlsplit('//' + urllib.request.Request(url).host)
        host, port = parts.hostname, parts.port
        if (asked.hostname, asked.port) != (host, port):
            return {'host': f'{host} and {asked.hostname}', 'port': port}
        at = number(host)
        carried = getattr(at, 'ipv4_mapped', None) or getattr(at, 'sixtofour', None)
        is_private = at is not None and not any(at in network for network in EXAMPLES) and (at.is_private or at.is_loopback or at.is_link_local or at.is_multicast
            or (carried is not None and (carried.is_private or carried.is_loopback or carried.is_link_local)))
        return {'host': host, 'port': port, 'isPrivate': is_private}
    except (ValueError, AttributeError) as error:
        return {'error': str(error)}
json.dump([read(url) for url in json.load(sys.stdin)], sys.stdout)
`;

/** Lets Python read addresses, all in one start; undefined where there is no Python. */
export function readWithPython(urls: readonly string[]): Promise<readonly AsPythonReads[] | undefined> {
  return new Promise((resolve, reject) => {
    const program = spawn('python3', ['-I', '-c', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
    let answer = '';
    program.once('error', () => resolve(undefined));
    program.stdout.on('data', (part: Buffer) => {
      answer += part.toString('latin1');
    });
    program.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(answer) as AsPythonReads[]);
      else reject(new Error(`python3 ended with ${code}`));
    });
    program.stdin.once('error', () => {});
    program.stdin.end(JSON.stringify(urls));
  });
}
