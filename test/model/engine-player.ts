import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'vitest';
import type { PreparedReference } from '../../main/downloads/reference.ts';
import type { StopResult } from '../../main/platform/processes/process-tree.ts';
import { Refusal } from '../../main/platform/refusal.ts';
import { endPolitely, type FakeTree, refuseToEnd } from '../fakes/process-trees.ts';
import { createEngineChecks, type References } from './engine-checks.ts';
import { untilQuiet } from './engine-quiet.ts';
import { type EngineWorld, linkTo } from './engine-world.ts';
import { createUnkindWorld, type Mishap } from './steps/engine-mishaps.ts';
import { act, WRITES } from './steps/engine-programs.ts';
import { type EngineStep, PERSONS, TITLES } from './steps/engine-steps.ts';

const MOST_ROUNDS = 60;
/** Short pauses, so that what waits comes back within seconds of the manual clock. */
const TIMINGS = { backoffFirstMs: 1000, backoffMaxMs: 2000, coolDownFirstMs: 4000, coolDownMaxMs: 8000, keepPartialsMs: 60_000 };

interface PendingStop {
  readonly tree: FakeTree;
  readonly answer: (result: StopResult) => void;
}

const befallen = (mishap: Mishap): string =>
  'isThere' in mishap
    ? `${mishap.do} ${mishap.isThere ? 'there' : 'away'}`
    : mishap.do === 'disk'
      ? `disk: ${mishap.free}`
      : mishap.do;

/** Plays steps on a whole engine and asks after each what must be true; `reached` counts the moments that it met. */
export async function createEnginePlayer(reached: Map<string, number>) {
  const stops: PendingStop[] = [];
  const unkind = createUnkindWorld({
    timings: TIMINGS,
    stop: (tree) => new Promise((answer) => stops.push({ tree, answer })),
  });
  const world: EngineWorld = unkind.world;
  await world.start();
  const people = new Map<string, References>();
  const idOfTitle = new Map<string, string>();
  const failures: unknown[] = [];
  const orphans = new Set<string>();
  const { check: checkRows, checkStops, checkEnd } = createEngineChecks({ world, people, idOfTitle, failures, orphans });
  function check(): void {
    checkRows();
    unkind.check();
  }
  let joined = 0;
  for (let index = 0; index < PERSONS; index += 1) await join();

  async function join(): Promise<void> {
    joined += 1;
    people.set(await world.addProfile(`Person ${joined}`), { wanted: new Set(), paused: new Set(), known: new Set() });
  }

  const reach = (what: string): void => void reached.set(what, (reached.get(what) ?? 0) + 1);
  /** The status of a video, and for a download its phase or that it is being stopped. */
  function momentOf(title: string): string {
    const status = statusOf(title);
    if (status !== 'downloading') return status;
    const token = world.programs().find(({ videoId }) => videoId === idOfTitle.get(title))?.tree.identity.token;
    if (token === undefined) return 'finalizing or before the spawn';
    if (world.trees.stops.some((stopped) => stopped.token === token)) return 'stopping';
    const profileId = [...people].find(([, { wanted }]) => wanted.has(title))?.[0] ?? '';
    return world.downloads.queue(profileId).find(({ videoId }) => videoId === idOfTitle.get(title))?.phase ?? 'a dead app ran it';
  }

  const personAt = (index: number): [string, References] => {
    const entry = [...people][index % people.size];
    if (entry === undefined) throw new Error('there are no people');
    return entry;
  };

  /** The new app knows nothing of the old one; what the old one had begun on the disk comes to its end first. */
  async function restart(): Promise<void> {
    await untilQuiet();
    reach('restart');
    for (const { identity } of world.trees.alive()) orphans.add(identity.token);
    void world.start();
  }

  /** Not awaited: cancels, ends and other triggers come in between. */
  function trigger(person: number, title: string): void {
    const [profileId, references] = personAt(person);
    const { app } = world;
    const { downloads } = app.engine;
    const register = (reference: PreparedReference): void => {
      reach(`trigger while ${momentOf(title)}`);
      const { videoId } = downloads.register(reference);
      idOfTitle.set(title, videoId);
      references.wanted.add(title);
      references.known.add(title);
      references.paused.delete(title);
    };
    const asked = downloads
      .prepare(profileId, linkTo(title))
      .then((reference) => world.database.immediate(() => register(reference)));
    // A person who was removed meanwhile, or an app that died, gets no answer; everybody else must.
    asked.catch((error: unknown) => {
      if (people.has(profileId) && !app.isDead) failures.push(error);
    });
  }

  /** Asks the engine, which must refuse exactly what the model says is not there. */
  function ask(isThere: boolean, call: () => unknown): boolean {
    try {
      call();
    } catch (error) {
      if (!(error instanceof Refusal) || isThere) throw error;
      return false;
    }
    expect(isThere).toBe(true);
    return true;
  }

  function request(person: number, video: number) {
    const [profileId, references] = personAt(person);
    const title = TITLES[video] ?? '';
    return { title, references, to: { profileId, videoId: idOfTitle.get(title) ?? 'not known yet' } };
  }

  /** The app may be about to die in its next durable step, which this is then. */
  function emptyTrash(): void {
    try {
      if (world.downloads.purge([...idOfTitle.values()]).items > 0) reach('purge');
    } catch (error) {
      if (world.app.isDead) return;
      throw error;
    }
    expect(world.database.prepare('SELECT id FROM videos WHERE trashed_at IS NOT NULL').all()).toEqual([]);
  }

  async function play(step: EngineStep): Promise<void> {
    if (world.app.isDead) await restart();
    switch (step.do) {
      case 'trigger':
        return trigger(step.person, TITLES[step.video] ?? '');
      case 'cancel': {
        const { title, references, to } = request(step.person, step.video);
        const moment = momentOf(title);
        if (!ask(references.wanted.has(title), () => world.downloads.cancel(to))) return;
        reach(`cancel while ${moment}`);
        references.wanted.delete(title);
        references.paused.delete(title);
        return;
      }
      case 'pause':
      case 'unpause': {
        const { title, references, to } = request(step.person, step.video);
        const moment = momentOf(title);
        if (
          !ask(references.wanted.has(title), () =>
            step.do === 'pause' ? world.downloads.pause(to) : world.downloads.unpause(to),
          )
        )
          return;
        reach(`${step.do} while ${moment}`);
        if (step.do === 'pause') references.paused.add(title);
        else references.paused.delete(title);
        return;
      }
      case 'pause all':
      case 'unpause all': {
        const [profileId, { wanted, paused }] = personAt(step.person);
        const moving = [...wanted].filter((title) => ['pending', 'downloading', 'cancelling'].includes(statusOf(title)));
        if (step.do === 'pause all') {
          world.downloads.pause({ profileId });
          for (const title of moving) paused.add(title);
        } else {
          world.downloads.unpause({ profileId });
          for (const title of moving) paused.delete(title);
        }
        return;
      }
      case 'retry': {
        const { title, references, to } = request(step.person, step.video);
        if (ask(references.wanted.has(title), () => world.downloads.retry(to))) references.paused.delete(title);
        return;
      }
      case 'resume': {
        const { title, references, to } = request(step.person, step.video);
        if (!ask(references.known.has(title), () => world.downloads.register(world.downloads.prepareResume(to)))) return;
        references.wanted.add(title);
        references.paused.delete(title);
        return;
      }
      case 'remove person': {
        const [profileId, { wanted }] = personAt(step.person);
        for (const title of wanted) reach(`removal while ${momentOf(title)}`);
        people.delete(profileId);
        world.app.profiles.remove({ profileId });
        return join();
      }
      case 'program': {
        const programs = world.programs();
        const program = programs[step.program % programs.length];
        if (program === undefined) return;
        const title = [...idOfTitle].find(([, videoId]) => videoId === program.videoId)?.[0] ?? '';
        const what = unkind.refuses(title) ? 'rate limit' : step.act;
        if (WRITES.has(what) && !unkind.isLibraryThere()) return;
        reach(`program: ${what}`);
        act(program, what);
        return;
      }
      case 'stop': {
        const [stop] = stops.splice(step.stop % Math.max(1, stops.length), 1);
        if (stop === undefined) return;
        const isProven = step.proven || !stop.tree.alive;
        reach(isProven ? 'stop that is proven' : 'stop without proof');
        stop.answer(isProven ? endPolitely(stop.tree) : refuseToEnd(stop.tree));
        return;
      }
      case 'turns':
        for (let turn = 0; turn < step.turns; turn += 1) await nextTurn();
        return;
      case 'rest':
        await untilQuiet();
        return checkStops();
      case 'wait':
        return world.pass(step.ms);
      case 'crash':
        reach(`crash with ${Math.min(1, world.trees.alive().length)} or more processes`);
        world.app.die();
        if (!step.orphansLive) for (const tree of world.trees.alive()) tree.end({ code: null, signal: 'SIGKILL' });
        return;
      case 'crash in move':
        return world.app.dieAtNextMove(step.moment);
      case 'purge':
        return emptyTrash();
      default:
        reach(befallen(step));
        unkind.befall(step, TITLES);
    }
  }

  function statusOf(title: string): string {
    return world.video(idOfTitle.get(title) ?? '')?.status ?? 'unknown';
  }

  /** From now on the world is kind: stops work, programs finish. Everything must come to its end. */
  async function calmDown(): Promise<void> {
    // What was set going wrongly shows before anybody is kind.
    await world.pass(4000);
    check();
    unkind.makeKind();
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      if (world.app.isDead) await restart();
      await untilQuiet();
      checkStops();
      for (const { tree, answer } of stops.splice(0)) answer(endPolitely(tree));
      for (const program of world.programs()) program.finish();
      await world.pass(12_000);
      check();
      if (isSettled()) return;
    }
    throw new Error(`never settled: ${JSON.stringify(TITLES.map((title) => [title, statusOf(title)]))}`);
  }

  function isSettled(): boolean {
    if (stops.length > 0 || world.trees.alive().length > 0 || world.app.isDead) return false;
    return TITLES.every((title) => {
      const holders = [...people.values()].filter(({ wanted }) => wanted.has(title));
      const status = statusOf(title);
      if (status === 'pending') return holders.length > 0 && holders.every(({ paused }) => paused.has(title));
      return status === 'unknown' || status === 'cataloged' || status === 'complete' || status === 'failed';
    });
  }

  return { world, play, check, calmDown, checkEnd };
}
