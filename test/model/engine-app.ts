import { randomUUID } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import { createDownloadEngine, type DownloadEngine, type DownloadEngineOptions } from '../../main/downloads/engine.ts';
import { createProfileService, type ProfileService } from '../../main/household/people/profile-service.ts';
import { createActivityRows } from '../../main/library/activity/activity-rows.ts';
import type { LibraryDatabase } from '../../main/library/database/database.ts';
import type { Clock } from '../../main/platform/clock.ts';
import type { ProcessTrees, TreeExit } from '../../main/platform/processes/process-tree.ts';

/** One start of the app. After its death nothing that it still does reaches the database, the processes or the clock. */
export interface FakeApp {
  readonly engine: DownloadEngine;
  readonly profiles: ProfileService;
  readonly isDead: boolean;
  die(): void;
  /** Dies in its next move: before the journal is written, or when the file is moved and the row does not say so yet. */
  dieAtNextMove(moment: 'before the journal' | 'before the row'): void;
}

export interface FakeAppOptions extends Omit<DownloadEngineOptions, 'ownerId' | 'append' | 'onNotice'> {
  readonly onDeath: () => void;
}

const DEAD = 'this app has died';

export function createFakeApp(options: FakeAppOptions): FakeApp {
  let isDead = false;
  /** Durable transactions that still succeed before the death. */
  let durablesLeft = Number.POSITIVE_INFINITY;
  const timers = new Set<() => void>();
  const alive = (): void => {
    if (isDead) throw new Error(DEAD);
  };

  const database: LibraryDatabase = {
    ...options.database,
    prepare(sql) {
      alive();
      return options.database.prepare(sql);
    },
    run(sql, ...values) {
      alive();
      return options.database.run(sql, ...values);
    },
    runReturning(sql, ...values) {
      alive();
      return options.database.runReturning(sql, ...values);
    },
    immediate(fn) {
      alive();
      return options.database.immediate(fn);
    },
    durable(fn) {
      if (durablesLeft <= 0) die();
      durablesLeft -= 1;
      alive();
      return options.database.durable(fn);
    },
  };
  const clock: Clock = {
    ...options.clock,
    after: (delayMs, fn) => keep(options.clock.after(delayMs, fn)),
    every: (intervalMs, fn) => keep(options.clock.every(intervalMs, fn)),
  };
  const app = createDownloadEngine({
    ...options,
    ownerId: randomUUID(),
    database,
    clock,
    trees: mortal(options.trees, () => isDead),
    append: createActivityRows(database, clock).append,
    onNotice: () => undefined,
  });

  function keep(cancel: () => void): () => void {
    timers.add(cancel);
    if (isDead) cancel();
    return cancel;
  }

  function die(): void {
    if (isDead) return;
    isDead = true;
    for (const cancel of timers) cancel();
    // Only what it does at once matters: its scheduler looks no more.
    app.stop().catch(() => undefined);
    options.onDeath();
  }

  return {
    engine: app,
    profiles: createProfileService({
      database,
      clock,
      append: () => undefined,
      dropReferences: (profileId) => app.downloads.dropAll(profileId),
      onChanged: () => undefined,
    }),
    get isDead() {
      return isDead;
    },
    die,
    dieAtNextMove(moment) {
      durablesLeft = moment === 'before the journal' ? 0 : 1;
    },
  };
}

/** The same trees, which the app neither hears of nor reaches any more once it is dead; they live on. */
function mortal(trees: ProcessTrees, isDead: () => boolean): ProcessTrees {
  const whileAlive = <Value>(value: Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      value.then(
        (result) => !isDead() && resolve(result),
        (error: unknown) => !isDead() && reject(error),
      );
    });
  const copy = (source: Readable): Readable => {
    const target = new PassThrough();
    source.on('data', (chunk: Buffer) => !isDead() && target.write(chunk));
    source.on('end', () => !isDead() && target.end());
    return target;
  };
  const never = new Promise<never>(() => undefined);
  return {
    async spawn(request) {
      if (isDead()) return never;
      const { identity, stdout, stderr, exit } = await trees.spawn(request);
      return { identity, stdout: copy(stdout), stderr: copy(stderr), exit: whileAlive<TreeExit>(exit) };
    },
    members: (identity) => (isDead() ? [] : trees.members(identity)),
    living: (identities) => (isDead() ? never : whileAlive(trees.living(identities))),
    usage: (identity) => (isDead() ? null : trees.usage(identity)),
    stop: (identity, budget) => (isDead() ? never : whileAlive(trees.stop(identity, budget))),
  };
}
