import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { GateAccess } from '../platform/box/box-types.ts';
import { createConcurrencyLimit } from '../platform/concurrency-limit.ts';
import { removeTree } from '../platform/files.ts';
import { type NetworkPatience, probeArguments } from './arguments.ts';
import { cacheFolder, minimalEnvironment, proxyEnvironment, reachOfYtDlp } from './child-environment.ts';
import { readProbeDocument } from './document/document-reader.ts';
import { classifyFailure } from './failure.ts';
import type { ProgramFailureReason } from './failure-patterns.ts';
import type { ProbeReport } from './probe-report.ts';
import type { ProgramAnswer, ProgramRunner } from './run-program.ts';
import type { YtDlpTool } from './tools.ts';

export type { ProbeReport, ProbeReportEntry } from './probe-report.ts';

/** Says why a probe failed, and what the program said (fit for a log). */
export class ProbeFailure extends Error {
  readonly reason: ProgramFailureReason;
  readonly retryAfterSeconds: number | undefined;

  constructor(reason: ProgramFailureReason, evidence: string, retryAfterSeconds?: number) {
    super(evidence);
    this.name = 'ProbeFailure';
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** One probe's right to use the network. */
export interface ProbePass extends GateAccess {
  /** Hosts that the probe was refused, in order. */
  refusedHosts(): readonly string[];
  close(): void;
}

export interface Prober {
  /** Finds out what an address is, without downloading it. Rejects with `ProbeFailure`, or with what `tools` rejects with. */
  probe(url: string): Promise<ProbeReport>;
}

export interface ProberOptions {
  readonly programs: ProgramRunner;
  readonly tools: () => Promise<{ readonly ytDlp: YtDlpTool }>;
  /** The only way to the network. */
  readonly gate: { open(name: string): Promise<ProbePass> };
  /** Where each probe gets a short-lived folder of its own; made when it is missing. */
  readonly folder: string;
  /** Absolute; the program's home, so that it reads no settings of the user. */
  readonly privateHome: string;
  /** For one probe, from its start: then its whole tree is ended. */
  readonly timeoutMs: number;
  readonly network?: NetworkPatience;
  /** Probes at the same time; extraction keeps one core busy. */
  readonly parallel?: number;
}

const DEFAULT_PARALLEL = 2;
/** A list of 500 videos is half a megabyte; one video with subtitles in two hundred languages, or a manifest with each fragment, is tens of them. */
const MAX_DOCUMENT_BYTES = 32 * 1024 * 1024;

/** Probes addresses, a few at a time; calls for the same address share one probe. */
export function createProber(options: ProberOptions): Prober {
  const underWay = new Map<string, Promise<ProbeReport>>();
  const limited = createConcurrencyLimit(options.parallel ?? DEFAULT_PARALLEL);
  return {
    probe(url) {
      const shared = underWay.get(url);
      if (shared !== undefined) return shared;
      const probe = limited(() => runProbe(url, options)).finally(() => underWay.delete(url));
      underWay.set(url, probe);
      return probe;
    },
  };
}

async function runProbe(url: string, options: ProberOptions): Promise<ProbeReport> {
  const { ytDlp } = await options.tools();
  const cwd = path.join(options.folder, randomUUID());
  for (const folder of [cwd, cacheFolder(options.privateHome)]) await mkdir(folder, { recursive: true });
  let pass: ProbePass | undefined;
  try {
    pass = await options.gate.open('probe');
    const answer = await options.programs.run({
      command: ytDlp.path,
      args: probeArguments({
        url,
        ytDlpVersion: ytDlp.version,
        ...(options.network && { network: options.network }),
      }),
      cwd,
      env: { ...minimalEnvironment(process.env, options.privateHome), ...proxyEnvironment(pass.proxyUrl) },
      reach: reachOfYtDlp(cwd, options.privateHome, pass, []),
      timeoutMs: options.timeoutMs,
      maxOutputBytes: MAX_DOCUMENT_BYTES,
    });
    return await reportOf(answer, pass.refusedHosts());
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof ProbeFailure || code === undefined) throw error;
    throw failureOf({
      exitCode: null,
      signal: null,
      stderr: '',
      spawnErrorCode: code,
    });
  } finally {
    pass?.close();
    await removeTree(cwd);
  }
}

async function reportOf(
  { exit, stdout, stderr, cutShort }: ProgramAnswer,
  [refusedHost]: readonly string[],
): Promise<ProbeReport> {
  if (cutShort === 'stopped') throw new ProbeFailure('timeout', 'The app was closed before the page had answered.');
  const report = cutShort === undefined ? await readProbeDocument(stdout) : undefined;
  const isTooMuch = report === 'too-much' || cutShort === 'too-much-output';
  // A list that fails in part is an error to yt-dlp, and still a list.
  if (report !== undefined && report !== 'too-much' && (report.kind === 'playlist' || exit.code === 0)) return report;
  // Whatever yt-dlp made of the refusal.
  if (refusedHost !== undefined) throw new ProbeFailure('address-refused', refusedSentence(refusedHost));
  if (cutShort === 'timeout') throw new ProbeFailure('timeout', 'The page did not answer in time.');
  if (isTooMuch) throw new ProbeFailure('unsupported', 'The page tells more than any page should.');
  throw failureOf({ exitCode: exit.code, signal: exit.signal, stderr });
}

const refusedSentence = (host: string): string => `The page led to ${host}, which is at home and not on the internet.`;

function failureOf(ended: Parameters<typeof classifyFailure>[0]): ProbeFailure {
  const { reason, evidence, retryAfterSeconds } = classifyFailure(ended);
  return new ProbeFailure(reason, evidence, retryAfterSeconds);
}
