import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from './announce.mjs';
import { SetUpError } from './set-up-error.mjs';

const pollMs = 250;
// Between making the folder and writing the owner into it a lock looks ownerless; only an old one is abandoned.
const ownerlessGraceMs = 5_000;

/**
 * Runs `work` while no other process holds the lock at `folder`. A lock whose owner is dead is taken over.
 * @template T
 * @param {string} folder the lock itself: it exists while held
 * @param {() => Promise<T>} work
 * @param {{ waitMs: number, reason: string }} options `reason` is said when there is someone to wait for
 * @returns {Promise<T>}
 * @throws {SetUpError} when another process keeps it for longer than `waitMs`
 */
export async function withLock(folder, work, { waitMs, reason }) {
  mkdirSync(dirname(folder), { recursive: true });
  const giveUpAt = Date.now() + waitMs;
  let said = false;
  while (!take(folder)) {
    if (!ownerLives(folder)) {
      discard(folder);
      continue;
    }
    if (Date.now() > giveUpAt) throw new SetUpError(`${reason} It has not finished; try again when it has.`);
    if (!said) say(reason);
    said = true;
    await delay(pollMs);
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.on('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** @param {string} folder */
function take(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(folder, 'owner'), ownerMark(process.pid));
  return true;
}

/** @param {string} folder */
function ownerLives(folder) {
  const ageMs = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  try {
    const mark = readFileSync(join(folder, 'owner'), 'utf8');
    if (mark !== '') return isAlive(Number.parseInt(mark, 10)) && ownerMark(Number.parseInt(mark, 10)) === mark;
  } catch {
    // Not written yet, or the lock has just gone.
  }
  return ageMs < ownerlessGraceMs;
}

/**
 * A process by its number and, where the system tells, its start time: numbers are used again.
 * @param {number} pid
 * @returns {string}
 */
export function ownerMark(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return `${pid}`;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Renaming first lets only one of several waiters remove a dead lock.
 * @param {string} folder
 */
function discard(folder) {
  const aside = `${folder}.${randomUUID()}`;
  try {
    renameSync(folder, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // Another waiter was quicker.
  }
}
