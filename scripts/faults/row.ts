import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { folderBytes } from '../../main/platform/files.ts';
import type { ActivityEntry } from '../../preload/contract/types.ts';
import { processesIn } from '../../test/integration/platform/processes/processes.ts';
import type { MediaServer, RequestLog } from '../../test/media-server/index.ts';
import type { FaultCase, Stage } from './fault-case.ts';

/** What was measured of one case with one version. */
export interface Measured {
  /** What the engine did, in the words of its activity log. */
  readonly did: string;
  /** From the last request before it (or from the cancel) to the first thing that the engine did; null when it had nothing to do. */
  readonly noticedMs: number | null;
  readonly retries: number;
  /** Body bytes of the video that the server sent more than once. */
  readonly bytesFetchedTwice: number;
  readonly status: string;
  readonly reason: string | null;
  readonly partials: 'kept' | 'none';
  readonly dropped: number;
  readonly libraryFiles: readonly string[];
  /** Processes that still work in the library's folder. */
  readonly processesLeft: number;
}

const REACTIONS = ['stalled', 'deadline', 'retry-planned', 'failed', 'cool-down', 'hold-began'];
/** Words that say nothing about what the engine did about a fault. */
const SILENT = ['triggered', 'stopping', 'started', 'dropped', 'joined'];

/** Reads the state of a case that has come to its end. */
export async function measure(faultCase: FaultCase, stage: Stage): Promise<Measured> {
  const { server, library, videoId, cancelled } = stage;
  const processesLeft = processesIn(library).length;
  const events = await stage.events();
  const item = stage.item();
  const reaction = events.find(({ event }) => REACTIONS.includes(event));
  return {
    did: story(events),
    noticedMs: cancelled === undefined ? noticedMs(reaction, server) : cancelled.deadAt - cancelled.at,
    retries: Math.max(0, events.filter(({ event }) => event === 'started').length - 1),
    bytesFetchedTwice: faultCase.media === undefined ? 0 : bytesFetchedTwice(server.requests, faultCase.media),
    status: item?.status ?? 'gone',
    reason: item?.reason ?? lastReason(events),
    partials: (await partialBytes(library, videoId)) > 0 ? 'kept' : 'none',
    dropped: events.filter(({ event }) => event === 'partials-dropped').length,
    libraryFiles: await stage.files(),
    processesLeft,
  };
}

function story(events: readonly ActivityEntry[]): string {
  const words = events.filter(({ event }) => !SILENT.includes(event)).map(wordOf);
  const told: { word: string; times: number }[] = [];
  for (const word of words) {
    const last = told.at(-1);
    if (last?.word === word) last.times += 1;
    else told.push({ word, times: 1 });
  }
  return collapsePairs(told.map(({ word, times }) => (times === 1 ? word : `${times} × ${word}`))).join(', ');
}

/** `a, b, a, b` is `2 × (a, b)`. */
function collapsePairs(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let index = 0; index < words.length; ) {
    let times = 1;
    while (
      words[index] === words[index + 2 * times] &&
      words[index + 1] === words[index + 2 * times + 1] &&
      index + 2 * times + 1 < words.length
    )
      times += 1;
    if (times > 1) {
      out.push(`${times} × (${words[index]}, ${words[index + 1]})`);
      index += 2 * times;
    } else {
      out.push(words[index] ?? '');
      index += 1;
    }
  }
  return out;
}

function wordOf({ event, detail }: ActivityEntry): string {
  if (event === 'stalled' || event === 'deadline') return `${event} in ${detail.phase}`;
  if (event === 'retry-planned') return `retry (${detail.reason})`;
  if (event === 'failed') return `gave up (${detail.reason})`;
  return event.replaceAll('-', ' ');
}

function noticedMs(reaction: ActivityEntry | undefined, server: MediaServer): number | null {
  if (reaction === undefined) return null;
  const before = server.requests.map(({ startedAt }) => startedAt).filter((startedAt) => startedAt <= reaction.at);
  return before.length === 0 ? null : reaction.at - Math.max(...before);
}

function lastReason(events: readonly ActivityEntry[]): string | null {
  const told = events.findLast(({ detail }) => typeof detail.reason === 'string' && detail.reason !== 'cancelled');
  return (told?.detail.reason as string | undefined) ?? null;
}

/** For each address: all bytes sent, less the bytes that were sent at least once. */
function bytesFetchedTwice(requests: readonly RequestLog[], prefix: string): number {
  const spans = new Map<string, [number, number][]>();
  for (const { path: address, range, bytesSent, status } of requests) {
    if (!address.startsWith(prefix) || bytesSent === 0) continue;
    const start = status === 206 ? Number(/^bytes=(\d+)/.exec(range ?? '')?.[1] ?? 0) : 0;
    spans.set(address, [...(spans.get(address) ?? []), [start, start + bytesSent]]);
  }
  let twice = 0;
  for (const own of spans.values()) {
    let reached = 0;
    for (const [start, end] of own.sort((a, b) => a[0] - b[0])) {
      twice += Math.max(0, Math.min(end, reached) - start);
      reached = Math.max(reached, end);
    }
  }
  return twice;
}

/** What is on disk of a video that is not finished, reports of runs left aside. */
async function partialBytes(library: string, videoId: string): Promise<number> {
  const root = path.join(library, '.homereel', 'work', videoId);
  const isThere = await stat(root).catch(() => undefined);
  if (isThere === undefined) return 0;
  const folders = (await readdir(root)).filter((name) => !name.startsWith('run-'));
  const sizes = await Promise.all(folders.map((name) => folderBytes(path.join(root, name))));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}
