import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type CancelTimer, type Clock, systemClock } from '../../../main/platform/clock.ts';
import { householdFolders, openHousehold, serveMedia } from '../household/household.ts';

/** The real clock, which also tells how many of its timers are still to fire. */
function countingClock(): { clock: Clock; armed: () => number } {
  const armed = new Set<object>();
  const track = (arm: (done: () => void) => CancelTimer): CancelTimer => {
    const key = {};
    armed.add(key);
    const cancel = arm(() => armed.delete(key));
    return () => {
      armed.delete(key);
      cancel();
    };
  };
  const clock: Clock = {
    ...systemClock,
    after: (delayMs, fn) =>
      track((done) =>
        systemClock.after(delayMs, () => {
          done();
          fn();
        }),
      ),
    every: (intervalMs, fn) => track(() => systemClock.every(intervalMs, fn)),
  };
  return { clock, armed: () => armed.size };
}

/** Process ids of the whole system with just this command line. */
const pidsOf = (commandLine: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8') === commandLine;
      } catch {
        return false; // no process, or gone meanwhile
      }
    });

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('an app that stops while it makes the picture of a success leaves nothing that would reach for the closed library', async () => {
  const server = await serveMedia();
  const folders = await householdFolders();
  const ffmpegPath = path.join(path.dirname(folders.library), 'ffmpeg');
  // The real ffmpeg, but a grab of a frame never ends.
  const script = ['#!/bin/sh', `case " $* " in *" -frames:v "*) exec sleep 3575;; esac`, 'exec ffmpeg "$@"', ''];
  await mkdir(path.dirname(ffmpegPath), { recursive: true });
  await writeFile(ffmpegPath, script.join('\n'), { mode: 0o755 });
  const { clock, armed } = countingClock();
  const home = await openHousehold({ clock, folders, ffmpegPath });
  const mia = await home.person('Mia');
  const videoId = await home.trigger(mia, server.url('/video/last.mp4'));
  await home.until(mia, videoId, (item) => item?.status === 'complete');
  // Found from outside: in a box the program has another number, and can leave no mark here.
  await expect.poll(() => pidsOf('sleep\u00003575\u0000'), { timeout: 20_000 }).toHaveLength(1);
  const [pid = 0] = pidsOf('sleep\u00003575\u0000');
  expect(isAlive(pid)).toBe(true);
  await home.core.stop();
  expect(armed()).toBe(0);
  await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
});
