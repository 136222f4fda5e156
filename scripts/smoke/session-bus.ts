import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const START_LIMIT_MS = 10_000;

/** A message bus of the test's own, on which nobody else is. */
export interface SessionBus {
  readonly socketPath: string;
  stop(): Promise<void>;
}

/** Only whom the test invites is on it: the daemon starts no services of the desktop. */
const configuration = (socketPath: string): string => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socketPath}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** Starts the bus in a folder. Rejects when the system has no `dbus-daemon`, which GTK brings along on most. */
export async function startSessionBus(folder: string): Promise<SessionBus> {
  const socketPath = join(folder, 'bus');
  const configurationPath = join(folder, 'bus.conf');
  await writeFile(configurationPath, configuration(socketPath));
  const child = spawn('dbus-daemon', [`--config-file=${configurationPath}`, '--nofork', '--nopidfile', '--print-address'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  await started(child);
  return {
    socketPath,
    stop: async () => {
      process.off('exit', kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      kill();
      await ended;
    },
  };
}

function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
    });
    const timer = setTimeout(() => reject(new Error(`The message bus did not start. ${said}`)), START_LIMIT_MS);
    const settle = (how: () => void): void => {
      clearTimeout(timer);
      how();
    };
    child.stdout?.once('data', () => settle(resolve));
    child.once('exit', () => settle(() => reject(new Error(`The message bus ended at once. ${said}`))));
    child.once('error', ({ message }) =>
      settle(() => reject(new Error(`${message}. Install the message bus: on Debian, the package dbus-daemon or dbus.`))),
    );
  });
}
