import { safeExcerpt } from '../platform/plain-text.ts';
import { withoutUndefined } from '../platform/without-undefined.ts';
import { FAILURE_PATTERNS, type ProgramFailureReason } from './failure-patterns.ts';

/** How one run of yt-dlp ended. */
export interface EndedRun {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last part of stderr. Never stdout: a title there can imitate an error. */
  readonly stderr: string;
  /** Set when the program could not be started at all, such as `ENOENT`. */
  readonly spawnErrorCode?: string;
}

/** Says why a run failed, for the retry policy and for people. */
export interface ClassifiedFailure {
  readonly reason: ProgramFailureReason;
  /** How long the site or the event asks us to wait. */
  readonly retryAfterSeconds?: number;
  /** True when a next run would continue into a damaged file or fail for ever: the partial files must go first. */
  readonly partialsUnsafe: boolean;
  /** What the program said: without secrets and control characters, at most 500 characters. */
  readonly evidence: string;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
};
const WAIT =
  /(?:retry[- ]after:?|try again in|will (?:begin|start) in|Premieres in|up to|wait)\s+(an?|\d+)\s*(second|minute|hour|day|week|month)?s?\b/i;

/** Finds the messages after `ERROR:`, each with the lines that belong to it; a run may print several. */
function errorMessages(stderr: string): string[] {
  const messages: string[] = [];
  let open = false;
  for (const line of stderr.split(/\r\n|\n|\r/)) {
    if (/^(?:yt-dlp(?:\.exe|\.py)?: error:|ERROR:)/.test(line)) {
      messages.push(line);
      open = true;
    } else if (/^(?:WARNING|Deprecated Feature|\[debug\]|Traceback)/.test(line)) {
      open = false;
    } else if (open && line.trim() !== '') {
      messages[messages.length - 1] += `\n${line}`;
    }
  }
  return messages;
}

function retryAfterSeconds(text: string): number | undefined {
  const found = WAIT.exec(text);
  if (!found) return undefined;
  const [, amount = '', unit = 'second'] = found;
  const count = /^an?$/i.test(amount) ? 1 : Number(amount);
  return count * (UNIT_SECONDS[unit.toLowerCase()] ?? 1);
}

/**
 * Two faults measured with real versions: after 416 newer ones ask for the same range for ever, and a full disk leaves half a fragment that
 * the next run takes for a whole one (a single file, `unable to write data`, is continued at the right byte). Damaged data stays damaged.
 */
function partialsUnsafe(reason: ProgramFailureReason | undefined, text: string): boolean {
  if (/HTTP Error 416/.test(text) || reason === 'corrupt') return true;
  return reason === 'disk-full' && /unable to download video/i.test(text);
}

/** Addresses and ids are the page's own words: `https://example.org/captcha` is no bot check. */
function withoutNames(text: string): string {
  return text.replace(/^(ERROR: \[[^\]\n]*\]) [^\s:]+: /gm, '$1 ').replace(/\bhttps?:\/\/\S+/gi, '<address>');
}

function reasonOf(text: string): ProgramFailureReason | undefined {
  const said = withoutNames(text);
  return FAILURE_PATTERNS.find(({ pattern }) => pattern.test(said))?.reason;
}

/** ffmpeg says it in a line of its own, before yt-dlp's "exited with code 1". */
function diskFull(stderr: string): ProgramFailureReason | undefined {
  return /No space left on device/.test(stderr) ? 'disk-full' : undefined;
}

/** What a program that cannot be started is missing. */
const SPAWN_ERRORS: Readonly<Record<string, ProgramFailureReason>> = {
  ENOENT: 'tool-missing',
  EACCES: 'tool-missing',
  ENOEXEC: 'tool-missing',
  ENOSPC: 'disk-full',
};

/** When the text says nothing: what the way of ending says. */
function reasonOfExit({ exitCode, spawnErrorCode }: EndedRun): ProgramFailureReason {
  if (spawnErrorCode !== undefined) return SPAWN_ERRORS[spawnErrorCode] ?? 'internal';
  if (exitCode === 126 || exitCode === 127) return 'tool-missing';
  return exitCode === 2 ? 'tool-too-old' : 'internal';
}

/**
 * Finds the reason in what the program said. The last error decides; an earlier one only where the last tells nothing, and other lines of
 * stderr (warnings, a traceback) only where no error does.
 */
export function classifyFailure(run: EndedRun): ClassifiedFailure {
  const messages = errorMessages(run.stderr).reverse();
  const telling = messages.find((message) => reasonOf(message) !== undefined);
  const text = telling ?? messages[0] ?? run.stderr;
  const reason = run.spawnErrorCode === undefined ? (diskFull(run.stderr) ?? reasonOf(text) ?? reasonOf(run.stderr)) : undefined;
  const ending = run.spawnErrorCode ?? (run.signal === null ? `exit code ${run.exitCode}` : `signal ${run.signal}`);
  return {
    reason: reason ?? reasonOfExit(run),
    partialsUnsafe: partialsUnsafe(reason, run.stderr),
    evidence: safeExcerpt(text.trim() === '' ? `The program ended with ${ending}.` : text),
    ...withoutUndefined({ retryAfterSeconds: retryAfterSeconds(text) }),
  };
}
