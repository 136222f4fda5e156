import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process that works for the packed app. */
export interface FoundProcess {
  readonly pid: number;
  readonly command: string;
}

/**
 * The living processes that have a folder in their environment, their command or as their place: the app started with that folder as its
 * home, and all that it has started, however they are related by now. Linux only.
 */
export function processesOf(folder: string): FoundProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const command = textOf(`/proc/${name}/cmdline`);
      const place = placeOf(name);
      const concerned = `${command}\0${textOf(`/proc/${name}/environ`)}`.includes(folder) || place.startsWith(folder);
      return concerned && !isDead(name) ? [{ pid: Number(name), command: command.replaceAll('\0', ' ').trim() }] : [];
    });
}

/** A process that has ended stays in the table until its parent has noticed. */
const isDead = (pid: string): boolean => /^\d+ \(.*\) [ZX]/s.test(textOf(`/proc/${pid}/stat`));

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it has just ended
  }
}

function placeOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
