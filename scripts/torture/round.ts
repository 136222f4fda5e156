import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { awaitAim, chooseAim } from './aims.ts';
import { type Blow, chooseBlow, strikeProgram } from './blows.ts';
import type { Findings } from './findings.ts';
import type { Inspector } from './inspection.ts';
import { copyLibrary, type LibraryCopy } from './library-copy.ts';
import type { Household } from './people.ts';
import { processesAround, type SeenProcess, signal, stillLives, untilGone } from './process-watch.ts';
import type { Chance } from './random.ts';
import { ORPHAN_LIMIT_MS } from './timings.ts';
import { startVictim, type Victim } from './victim/victim-process.ts';

export interface RoundContext {
  readonly root: string;
  readonly household: Household;
  readonly inspector: Inspector;
  readonly findings: Findings;
  /** Trees that stood still when their app died: the next start has to end them. */
  frozen: readonly SeenProcess[];
}

export interface RoundResult {
  readonly blow: Blow;
  readonly aim: string;
  /** What was going on when it was struck, one entry per video. */
  readonly phases: readonly string[];
  /** How long the last process outlived the app. */
  readonly orphanMs: number;
}

/** One life of the app: it heals, people ask for things, something is struck, it dies, and what is left is checked. */
export async function playRound(context: RoundContext, chance: Chance): Promise<RoundResult> {
  const { root, findings } = context;
  const victim = startLife(context);
  let blow = chooseBlow(chance);
  let aim: string = 'none';
  const phases: string[] = [];

  const wanted = chooseAim(chance);
  const isBoot = blow === 'app' && wanted === 'boot';
  let stopAsking = (): void => undefined;
  if (!isBoot) {
    if (await victim.ready) await expectThawed(context);
    else findings.add('crashes', 'the app did not start');
    stopAsking = keepAsking(victim, context.household, chance);
  }

  if (blow !== 'app' && blow !== 'quit') {
    const result = await strikeProgram(blow, victim, root, chance, findings);
    if (result.hit) {
      phases.push(result.phase ?? 'idle');
      context.frozen = result.frozen;
      if (blow !== 'frozen-tree' && blow !== 'freeze-app') await pause(chance.between(0, 800));
    } else {
      blow = 'app';
    }
  }
  if (blow === 'app') {
    aim = wanted;
    await awaitAim(wanted, victim, root, chance);
  } else if (blow === 'quit') {
    await pause(chance.between(0, 3000));
  }
  if (!victim.isAlive()) findings.add('crashes', `the app ended by itself: ${JSON.stringify(await victim.exit)}`);
  stopAsking();
  const isQuit = blow === 'quit';
  if (isQuit && !(await victim.quit())) findings.add('crashes', 'the app did not quit well');
  await victim.kill();

  const orphanMs = await expectNobody(context, isQuit);
  const copy = await copyLibrary(root);
  if (blow === 'app') phases.push(...(await phasesOf(copy, root)));
  if (isQuit && copy.openRuns.length > 0) findings.add('lost', 'the app quit and left a run open');
  await context.inspector.inspect(copy, victim.readyAt);
  return { blow, aim, phases, orphanMs };
}

/** Starts the app on the household's folders. */
export function startLife({ root, findings }: Pick<RoundContext, 'root' | 'findings'>): Victim {
  return startVictim(root, (text) => findings.add('crashes', `the app says: ${text.trim()}`));
}

/** After a start nothing may be left of the trees that could not die with their app. */
async function expectThawed(context: RoundContext): Promise<void> {
  const { left } = await untilGone(() => context.frozen.filter(stillLives), 0);
  context.frozen = [];
  for (const seen of left) report(context, seen, 'after the next start');
}

/** After the app's death nothing may be left but what stands still. Returns how long that took. */
async function expectNobody(context: RoundContext, isQuit: boolean): Promise<number> {
  const isFrozen = (seen: SeenProcess): boolean => context.frozen.some((frozen) => frozen.pid === seen.pid);
  const others = (): SeenProcess[] => processesAround(context.root).filter((seen) => !isFrozen(seen));
  const { left, tookMs } = await untilGone(others, isQuit ? 0 : ORPHAN_LIMIT_MS);
  for (const seen of left) report(context, seen, 'after the death of its app');
  return tookMs;
}

function report({ findings }: RoundContext, seen: SeenProcess, when: string): void {
  findings.add('orphans', `${seen.pid} lives ${when}: ${seen.command.slice(0, 200)}`);
  signal(seen, 'SIGKILL');
}

const LONGEST_THOUGHT_MS = 500;

/** People ask for one thing after the other until told to stop. */
function keepAsking(victim: Victim, household: Household, chance: Chance): () => void {
  let isOver = false;
  void (async () => {
    while (!isOver && victim.isAlive()) {
      // Now and then a flurry: requests that meet each other.
      const asked = Array.from({ length: chance.percent(15) ? 5 : 1 }, () => household.askSomething(victim, chance));
      await Promise.race([Promise.all(asked), victim.exit]);
      await pause(chance.between(0, LONGEST_THOUGHT_MS));
    }
  })();
  return () => {
    isOver = true;
  };
}

/** What each run was doing when the app was killed, from the journal that it left. */
async function phasesOf(copy: LibraryCopy, root: string): Promise<string[]> {
  const statuses = new Map(copy.videos.map((video) => [video.id, video]));
  const phases = copy.openRuns.map(async (run) => {
    if (statuses.get(run.videoId)?.status === 'cancelling') return 'cancelling';
    if (run.targetName === null) return run.phase;
    return (await exists(path.join(root, 'library', run.targetName))) ? 'moved' : 'journalled';
  });
  const cleaning = copy.videos
    .filter((video) => video.status === 'complete')
    .map(async (video) =>
      (await exists(path.join(root, 'library', '.homereel', 'work', video.id))) ? 'cleaning-up' : undefined,
    );
  const all = (await Promise.all([...phases, ...cleaning])).filter((phase) => phase !== undefined);
  return all.length === 0 ? ['idle'] : all;
}

function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
