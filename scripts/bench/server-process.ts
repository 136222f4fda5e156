import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A media server in a process of its own, so that its CPU time is nobody's. */
export interface ServerProcess {
  url(pathname: string): string;
  close(): Promise<void>;
}

export async function startServerProcess(): Promise<ServerProcess> {
  const cli = path.resolve(import.meta.dirname, '..', '..', 'test', 'media-server', 'cli.ts');
  const child = spawn(process.execPath, ['--no-warnings', cli, '--port', '0'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { origin } = JSON.parse(line) as { origin: string };
  return {
    url: (pathname) => origin + pathname,
    async close() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
