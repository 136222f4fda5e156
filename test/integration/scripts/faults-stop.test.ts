import { mkdir, readFile, writeFile } from 'node:fs/promises';
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
  const [pidFile, ffmpegPath] = ['pid', 'ffmpeg'].map((name) => path.join(path.dirname(folders.library), name)) as [
    string,
    string,
  ];
  // The real ffmpeg, but a grab of a frame never ends.
  const script = [
    '#!/bin/sh',
    `case " $* " in *" -frames:v "*) echo $$ > '${pidFile}'; exec sleep 600;; esac`,
    'exec ffmpeg "$@"',
    '',
  ];
  await mkdir(path.dirname(ffmpegPath), { recursive: true });
  await writeFile(ffmpegPath, script.join('\n'), { mode: 0o755 });
  const { clock, armed } = countingClock();
  const home = await openHousehold({ clock, folders, ffmpegPath });
  const mia = await home.person('Mia');
  const videoId = await home.trigger(mia, server.url('/video/last.mp4'));
  await home.until(mia, videoId, (item) => item?.status === 'complete');
  await expect.poll(() => readFile(pidFile, 'utf8').catch(() => ''), { timeout: 20_000 }).toMatch(/^\d+\n$/);
  const pid = Number(await readFile(pidFile, 'utf8'));
  expect(isAlive(pid)).toBe(true);
  await home.core.stop();
  expect(armed()).toBe(0);
  await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
});
