import { watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './random.ts';
import { phaseOf, type Victim, type VideoState } from './victim/victim-process.ts';

/** The moments at which the app is killed; after each comes a random wait of up to so many milliseconds. */
const SPREAD_MS = {
  time: 3000,
  boot: 900,
  starting: 150,
  probing: 800,
  downloading: 1500,
  'post-processing': 60,
  finalizing: 250,
  commit: 3,
  'file-appears': 6,
  complete: 6,
  cancelling: 60,
} as const;

export type Aim = keyof typeof SPREAD_MS;

const SHARES: Readonly<Record<Aim, number>> = {
  time: 12,
  boot: 8,
  starting: 4,
  probing: 6,
  downloading: 16,
  'post-processing': 10,
  finalizing: 12,
  commit: 11,
  'file-appears': 12,
  complete: 4,
  cancelling: 6,
};

/** An aim that does not come is given up after this long: on a busy machine the end of a download is rare. */
const LONGEST_WAIT_MS = 10_000;

export function chooseAim(chance: Chance): Aim {
  return chance.weighted(SHARES);
}

/** Resolves at the moment to strike, or when that moment does not come, or when the victim dies by itself. */
export async function awaitAim(aim: Aim, victim: Victim, root: string, chance: Chance): Promise<void> {
  const spreadMs = chance.next() * SPREAD_MS[aim];
  if (aim !== 'boot' && aim !== 'time') await Promise.race([momentOf(aim, victim, root), pause(LONGEST_WAIT_MS), victim.exit]);
  await Promise.race([pause(spreadMs), victim.exit]);
}

/** The next time that what is aimed at happens, not counting what has already happened. */
function momentOf(aim: Exclude<Aim, 'boot' | 'time'>, victim: Victim, root: string): Promise<void> {
  switch (aim) {
    case 'file-appears':
      return fileEvent(path.join(root, 'library'), (name) => !name.startsWith('.'));
    case 'commit':
      return fileEvent(path.join(root, 'user-data'), (name) => name === 'library.sqlite-wal' && isFinalizing(victim));
    case 'complete':
      return stateEvent(victim, (state) => state.status === 'complete');
    default:
      return stateEvent(victim, (state) => phaseOf(state) === aim);
  }
}

function isFinalizing(victim: Victim): boolean {
  return [...victim.states.values()].some((state) => phaseOf(state) === 'finalizing');
}

function stateEvent(victim: Victim, isIt: (state: VideoState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = victim.onState((state) => {
      if (!isIt(state)) return;
      unsubscribe();
      resolve();
    });
  });
}

function fileEvent(folder: string, isIt: (name: string) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || !isIt(name)) return;
      watcher.close();
      resolve();
    });
    setTimeout(() => watcher.close(), LONGEST_WAIT_MS).unref();
  });
}
