import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCrashNotice, createCrashRecord } from '../../../main/desktop/crash-record.ts';
import { createOrderlyEnd, MAX_LOGGED_CRASHES, STOP_LIMIT_MS } from '../../../main/desktop/orderly-end.ts';
import { createLogger, LOG_FILE_NAME } from '../../../main/platform/logger.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homereel-end-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const logged = (): { message: string; error: { name: string; stack: string } }[] =>
  readFileSync(join(folder, LOG_FILE_NAME), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** `steps` is what happened to the app, in its order. */
function endingApp(options: { folder?: string; hide?: () => void } = {}) {
  const steps: string[] = [];
  const clock = createManualClock();
  let exited: (code: number) => void = () => undefined;
  const exit = new Promise<number>((resolve) => {
    exited = resolve;
  });
  const end = createOrderlyEnd({
    clock,
    openLog: () => createLogger({ folder: options.folder ?? folder }),
    record: (atMs) => {
      createCrashRecord(options.folder ?? folder).write(atMs);
      steps.push('recorded');
    },
    complain: (line) => steps.push(line),
    hide: options.hide ?? (() => steps.push('hidden')),
    exit: (code) => {
      steps.push(`exit ${code}`);
      exited(code);
    },
  });
  return { end, clock, steps, exit };
}

describe('uncaught error', () => {
  test('an uncaught error is logged with its stack and recorded before the core is stopped, and the app exits with 1', async () => {
    const { end, steps, exit } = endingApp();
    end.stopWith(async () => void steps.push('core stopped'));
    end.crashed(new TypeError('no such row, pin=1234', { cause: new Error('SQLITE_FULL') }), 'uncaught exception');
    expect(await exit).toBe(1);
    expect(steps).toEqual([
      'homereel: uncaught exception: TypeError: no such row, pin=[redacted]\n',
      'recorded',
      'hidden',
      'core stopped',
      'exit 1',
    ]);
    expect(end.hasCrashed()).toBe(true);
    expect(logged()).toMatchObject([
      {
        message: 'uncaught exception in the main process',
        error: { stack: expect.stringContaining('orderly-end.test.ts'), cause: { message: 'SQLITE_FULL' } },
      },
    ]);
  });

  test.each([undefined, null, 'just a text', 7])('an uncaught %j, which is no error, ends the app, too', async (thrown) => {
    const { end, exit } = endingApp();
    end.crashed(thrown, 'unhandled rejection');
    expect(await exit).toBe(1);
    expect(logged()).toMatchObject([{ message: 'unhandled rejection in the main process', error: expect.anything() }]);
  });

  test('an uncaught error ends an app that has nothing to stop yet', async () => {
    const { end, steps, exit } = endingApp();
    end.crashed(new Error('before ready'), 'uncaught exception');
    expect(await exit).toBe(1);
    expect(steps.slice(1)).toEqual(['recorded', 'hidden', 'exit 1']);
  });

  test('the end after an uncaught error does not wait for a core that never stops', async () => {
    const { end, clock, exit, steps } = endingApp();
    end.stopWith(() => new Promise(() => undefined));
    end.crashed(new Error('first'), 'uncaught exception');
    clock.advance(STOP_LIMIT_MS - 1);
    await Promise.resolve();
    expect(steps).not.toContain('exit 1');
    clock.advance(1);
    expect(await exit).toBe(1);
    expect(logged().map(({ message }) => message)).toContain('core did not stop in time');
  });

  test.each([
    ['rejects', async () => Promise.reject(new Error('database is closed'))],
    [
      'throws',
      () => {
        throw new Error('database is closed');
      },
    ],
  ])('an uncaught error ends the app, too, when its stop %s', async (_how, stop) => {
    const { end, exit } = endingApp();
    end.stopWith(stop);
    end.crashed(new Error('first'), 'uncaught exception');
    expect(await exit).toBe(1);
    expect(logged()).toMatchObject([{}, { message: 'core could not be stopped', error: { message: 'database is closed' } }]);
  });

  test('a second uncaught error in the middle of the stop is logged and changes nothing else', async () => {
    const { end, steps, exit } = endingApp();
    const stop = vi.fn(async () => {
      end.crashed(new Error('second'), 'uncaught exception');
      end.crashed(new Error('third'), 'unhandled rejection');
    });
    end.stopWith(stop);
    end.crashed(new Error('first'), 'uncaught exception');
    await exit;
    await Promise.resolve();
    expect(stop).toHaveBeenCalledOnce();
    expect(steps.filter((step) => !step.startsWith('homereel: '))).toEqual(['recorded', 'hidden', 'exit 1']);
    expect(logged()).toHaveLength(3);
  });

  test('an uncaught error while the app quits, or after its database was closed, makes the exit code 1', async () => {
    const { end, steps, exit } = endingApp();
    const stop = vi.fn(async () => undefined);
    end.stopWith(stop);
    await end.stop();
    expect(end.hasCrashed()).toBe(false);
    end.crashed(new Error('late'), 'uncaught exception');
    expect(end.hasCrashed()).toBe(true);
    expect(await exit).toBe(1);
    expect(stop).toHaveBeenCalledOnce();
    expect(steps.filter((step) => step === 'exit 1')).toHaveLength(1);
  });

  test('an uncaught error that comes back with each tick does not fill the log', async () => {
    const { end, exit } = endingApp();
    for (let count = 0; count < 1000; count += 1) end.crashed(new Error(`tick ${count}`), 'uncaught exception');
    await exit;
    expect(logged()).toHaveLength(MAX_LOGGED_CRASHES);
  });

  test('an uncaught error ends the app in order where nothing can be written and the window cannot be hidden', async () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    const stop = vi.fn(async () => undefined);
    const { end, exit } = endingApp({
      folder: join(blocked, 'user-data'),
      hide: () => {
        throw new Error('Object has been destroyed');
      },
    });
    end.stopWith(stop);
    end.crashed(new Error('disk full'), 'uncaught exception');
    expect(await exit).toBe(1);
    expect(stop).toHaveBeenCalledOnce();
  });
});

describe('next start after a crash', () => {
  const LOG_FILE = '/home/mum/logs/homereel.log';
  const adult = { role: 'adult' } as const;
  const noticeOfNextStart = () => createCrashNotice(createCrashRecord(folder), LOG_FILE);

  test('the next start tells one adult once, in plain words', () => {
    createCrashRecord(folder).write(new Date(2026, 2, 14, 9, 5).getTime());
    const notice = noticeOfNextStart();
    expect(notice(undefined)).toBeUndefined();
    expect(notice({ role: 'child' })).toBeUndefined();
    expect(notice(adult)).toEqual({
      level: 'warning',
      text: `Homereel ran into an unexpected error and closed itself (March 14 at 09:05). Nothing is lost: downloads continue where they stopped. The details are in the log: “${LOG_FILE}”.`,
      phrase: {
        key: 'notice.crashed',
        values: { when: { moment: new Date(2026, 2, 14, 9, 5).getTime() }, file: LOG_FILE },
      },
    });
    expect(notice(adult)).toBeUndefined();
    expect(noticeOfNextStart()(adult)).toBeUndefined();
    expect(existsSync(join(folder, 'crash.json'))).toBe(false);
  });

  test('what no adult has heard is kept for the start after it', () => {
    createCrashRecord(folder).write(Date.now());
    noticeOfNextStart()({ role: 'child' });
    expect(noticeOfNextStart()(adult)).toBeDefined();
  });

  test('the next start tells of the last of several crashes', () => {
    createCrashRecord(folder).write(0);
    createCrashRecord(folder).write(1);
    expect(createCrashRecord(folder).read()).toBe(1);
  });

  test.each(['', 'null', '[]', '{"atMs":"soon"}', '{"atMs":1e300}', 'not JSON'])(
    'the next start says nothing of a file that is not ours: %j',
    (text) => {
      writeFileSync(join(folder, 'crash.json'), text);
      expect(noticeOfNextStart()(adult)).toBeUndefined();
    },
  );
});
