import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type MediaServer, startMediaServer } from '../../test/media-server/index.ts';
import { createFindings, type Fault, type Findings } from './findings.ts';
import { createInspector, type Inspector } from './inspection.ts';
import { type CopiedVideo, copyLibrary, type LibraryCopy } from './library-copy.ts';
import { createModel, type Model } from './model.ts';
import { createHousehold } from './people.ts';
import { processesAround, watchForDoubles } from './process-watch.ts';
import { createChance } from './random.ts';
import { playRound, type RoundContext, type RoundResult, startLife } from './round.ts';
import { SETTLE_MS } from './timings.ts';
import type { Victim } from './victim/victim-process.ts';
import { MADE_KINDS, nameIn, type VideoKind } from './videos.ts';

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dan'];
const OPENING_LIMIT_MS = 60_000;
/** Longer than the watchdog, a stop and all retries of one video together: if nothing ends in this time, nothing ever will. */
const NOTHING_ENDS_MS = 60_000;
const POLL_MS = 250;

export interface TortureOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly onRound: (number: number, result: RoundResult, ms: number) => void;
  readonly say: (text: string) => void;
}

export interface TortureReport {
  readonly seed: number;
  readonly rounds: number;
  /** What was done by force: rounds that ended with a proper quit do not count. */
  readonly kills: number;
  readonly killsByKind: Readonly<Record<string, number>>;
  readonly killsByPhase: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<Fault, number>>;
  /** Sum of the places at which downloads were continued: what did not have to come again. */
  readonly resumedBytes: number;
  readonly slowestOrphanMs: number;
  readonly videos: number;
  /** How the wanted videos ended, failures by reason. */
  readonly ends: Readonly<Record<string, number>>;
  readonly wallSeconds: number;
  /** Kept for inspection when something went wrong. */
  readonly folder: string | undefined;
}

/** Tortures one household for so many rounds and says what became of it. Leaves nothing behind when all is well. */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const startedMs = performance.now();
  const root = await mkdtemp(path.join(tmpdir(), 'homereel-torture-'));
  const findings = createFindings(options.say);
  const server = await startMediaServer();
  const watch = watchForDoubles(root, (videoId, trees) => {
    findings.add('doubled', `${videoId}: ${trees.map((tree) => `${tree.groupId} ${tree.command.slice(0, 120)}`).join(' and ')}`);
  });
  const tally = { kills: {} as Record<string, number>, phases: {} as Record<string, number>, slowestOrphanMs: 0, rounds: 0 };
  let isWhole = false;
  try {
    const [people, hashes] = await Promise.all([openHousehold(root, findings), calmHashes(root, findings, server)]);
    const model = createModel(people);
    const inspector = createInspector({ root, model, findings, expectedHash: (kind) => hashes.get(kind) });
    const context: RoundContext = { root, household: createHousehold(server, model, findings), inspector, findings, frozen: [] };
    for (let round = 1; round <= options.rounds; round += 1) {
      const roundMs = performance.now();
      const result = await playRound(context, createChance(options.seed, round));
      tally.rounds = round;
      count(tally.kills, result.blow);
      for (const phase of result.phases) count(tally.phases, phase);
      tally.slowestOrphanMs = Math.max(tally.slowestOrphanMs, Math.round(result.orphanMs));
      options.onRound(round, result, Math.round(performance.now() - roundMs));
    }
    const copy = await bringHome(context, model, inspector);
    isWhole = findings.total() === 0;
    return {
      seed: options.seed,
      rounds: tally.rounds,
      kills: Object.entries(tally.kills).reduce((sum, [kind, number]) => sum + (kind === 'quit' ? 0 : number), 0),
      killsByKind: tally.kills,
      killsByPhase: tally.phases,
      faults: findings.counts,
      resumedBytes: resumedBytes(server),
      slowestOrphanMs: tally.slowestOrphanMs,
      videos: model.videos.length,
      ends: endsOf(copy),
      wallSeconds: Math.round((performance.now() - startedMs) / 1000),
      folder: isWhole ? undefined : root,
    };
  } finally {
    watch.stop();
    await server.close();
    if (isWhole) await rm(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The first life: people move in. */
async function openHousehold(root: string, findings: Findings): Promise<string[]> {
  const victim = await startFirstLife(root, findings);
  const people: string[] = [];
  for (const name of PEOPLE) people.push(await moveIn(victim, name));
  await victim.quit();
  return people;
}

/** What a file of each kind is when nobody disturbs its download: the server's bytes, or what the programs make of them, always alike. */
async function calmHashes(root: string, findings: Findings, server: MediaServer): Promise<Map<VideoKind, string>> {
  const calmRoot = await mkdtemp(path.join(root, 'calm-'));
  const victim = await startFirstLife(calmRoot, findings);
  const person = await moveIn(victim, 'Eve');
  const model = createModel([person]);
  const household = createHousehold(server, model, findings);
  for (const kind of MADE_KINDS) await household.askFor(victim, person, kind, createChance(0));
  await until(() => model.videos.every(({ name }) => isSettled(victim, model, name)), OPENING_LIMIT_MS);
  await victim.quit();
  const copy = await copyLibrary(calmRoot);
  const inspector = createInspector({ root: calmRoot, model, findings, expectedHash: () => undefined });
  const clip = await server.sha256('clip.mp4');
  const hashes = new Map<VideoKind, string>([
    ['direct', clip],
    ['page', clip],
    ['stalling', clip],
  ]);
  for (const { name, kind } of model.videos) {
    const fileName = copy.videos.find((video) => nameIn(video.url) === name)?.fileName;
    if (fileName == null) throw new Error(`a calm download of the kind ${kind} did not come home`);
    hashes.set(kind, await inspector.hashOf(fileName));
  }
  await rm(calmRoot, { recursive: true });
  return hashes;
}

async function startFirstLife(root: string, findings: Findings): Promise<Victim> {
  const victim = startLife({ root, findings });
  if (!(await victim.ready)) throw new Error('the app does not start at all');
  return victim;
}

async function moveIn(victim: Victim, name: string): Promise<string> {
  const answer = await victim.welcome(name);
  if (answer.kind !== 'done') throw new Error(`${name} could not move in: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** The last life: nobody disturbs, and everything that is wanted has to come to an end; what nobody wants has to go. */
async function bringHome(context: RoundContext, model: Model, inspector: Inspector): Promise<LibraryCopy> {
  const { root, household, findings } = context;
  const victim = startLife(context);
  if (!(await victim.ready)) findings.add('crashes', 'the app did not start for the end');
  for (const { profileId, name, reference } of model.references()) {
    if (reference.wanted === true && reference.paused !== false) await household.ask(victim, 'unpause', profileId, name);
  }
  if (!(await untilAllEnd(root))) findings.add('stuck', 'not everything that is wanted came to an end');
  await pause(SETTLE_MS);
  if (!(await victim.quit())) findings.add('crashes', 'the app did not quit well at the end');
  for (const seen of processesAround(root)) findings.add('orphans', `${seen.pid} lives at the end: ${seen.command}`);
  const copy = await copyLibrary(root);
  await inspector.inspectEnd(copy);
  return copy;
}

/** False when there is something left to fetch and nothing has ended for a long time. */
async function untilAllEnd(root: string): Promise<boolean> {
  let fewest = Number.POSITIVE_INFINITY;
  let progressMs = performance.now();
  for (;;) {
    const { videos, references } = await copyLibrary(root);
    const wanted = new Set(references.map((reference) => reference.videoId));
    const isOver = ({ id, status }: CopiedVideo): boolean =>
      status === 'complete' || status === 'failed' || (!wanted.has(id) && status === 'cataloged');
    const open = videos.filter((video) => !isOver(video)).length;
    if (open === 0) return true;
    if (open < fewest) progressMs = performance.now();
    fewest = Math.min(fewest, open);
    if (performance.now() - progressMs > NOTHING_ENDS_MS) return false;
    await pause(POLL_MS);
  }
}

function isSettled(victim: Victim, model: Model, name: string): boolean {
  const status = victim.states.get(model.ids.get(name) ?? '')?.status;
  return status === 'complete' || status === 'failed';
}

/** False when it is still not so after the limit. */
async function until(isSo: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean> {
  const deadlineMs = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > deadlineMs) return false;
    await pause(POLL_MS);
  }
  return true;
}

function resumedBytes(server: MediaServer): number {
  return server.requests.reduce((sum, { range }) => sum + Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0), 0);
}

function endsOf(copy: LibraryCopy): Record<string, number> {
  const wanted = new Set(copy.references.map((reference) => reference.videoId));
  const ends: Record<string, number> = {};
  for (const { id, status, reason } of copy.videos) {
    if (wanted.has(id)) count(ends, status === 'failed' ? `failed, ${reason}` : status);
  }
  return ends;
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
