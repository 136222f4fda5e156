import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger, silentLogger } from '../../../main/platform/logger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homereel-logger-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lines = (name = 'homereel.log'): Record<string, unknown>[] =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('logger', () => {
  test('the logger writes a JSON line with time, level, message and fields', () => {
    const logger = createLogger({ folder, now: () => 0 });
    logger.info('started', { port: 0, at: new Date(1), id: 10n });
    logger.close();
    logger.error('after the end');
    expect(lines()).toEqual([
      { time: '1970-01-01T00:00:00.000Z', level: 'info', message: 'started', port: 0, at: '1970-01-01T00:00:00.001Z', id: '10' },
    ]);
  });

  test('the logger makes its folder', () => {
    folder = join(folder, 'new', 'logs');
    const logger = createLogger({ folder });
    logger.warn('stale', { runId: 'r2' });
    expect(lines()[0]).toMatchObject({ level: 'warn', runId: 'r2', message: 'stale' });
    logger.close();
  });

  test('the logger tells no secret, at any depth, in messages, fields, errors and arrays', () => {
    const logger = createLogger({ folder });
    const error = Object.assign(new Error('GET https://a.test/v?sig=hunter2', { cause: new Error('pin: hunter2') }), {
      code: 'EFETCH',
    });
    logger.error('Cookie: SID=hunter2', {
      pin: 'hunter2',
      deep: { headers: [{ authorization: 'hunter2' }, 'https://a.test/?hunter2'] },
      error,
    });
    logger.close();
    expect(readFileSync(join(folder, 'homereel.log'), 'utf8')).not.toContain('hunter2');
    expect(lines()[0]).toMatchObject({ pin: '[redacted]', error: { name: 'Error', code: 'EFETCH', cause: { name: 'Error' } } });
  });

  test('the logger writes the stack of an error, of its causes and of those it stands for', () => {
    const logger = createLogger({ folder });
    const missing = new Error('ENOENT: no such file');
    const error = new TypeError('run could not be settled', { cause: new AggregateError([missing], 'both failed') });
    logger.error('broken', { error });
    logger.close();
    expect(lines()[0]).toMatchObject({
      error: {
        name: 'TypeError',
        stack: expect.stringMatching(/^TypeError: run could not be settled\n +at .*logger\.test\.ts/),
        cause: {
          stack: expect.stringContaining('logger.test.ts'),
          errors: [{ message: 'ENOENT: no such file', stack: expect.stringContaining('logger.test.ts') }],
        },
      },
    });
  });

  test.each([
    'GET https://a.test/v?sig=hunter2 failed',
    'fetch of https://mia:hunter2@a.test/v failed',
    'the request had Cookie: SID=hunter2',
    'yt-dlp --password hunter2',
    'pin=hunter2 is wrong',
    'a line\nAuthorization: Bearer hunter2hunter2\nanother',
  ])('the logger tells no secret in a stack, a cause or a member: %j', (message) => {
    const logger = createLogger({ folder });
    const secret = (): Error => new Error(message);
    const onlyInStack = new Error('plain');
    onlyInStack.stack = `Error: ${message}\n    at spawn (main/x.ts:1:1)`;
    logger.error('thrown', { error: secret() });
    logger.error('stack', { error: onlyInStack });
    logger.error('cause', { error: new Error('outer', { cause: new Error('middle', { cause: secret() }) }) });
    logger.error('member', { error: new AggregateError([secret(), message], 'several') });
    logger.error('text', { error: message });
    logger.close();
    expect(lines()).toHaveLength(5);
    expect(readFileSync(join(folder, 'homereel.log'), 'utf8')).not.toContain('hunter2');
  });

  test('the logger survives what JSON cannot hold, and keeps lines short', () => {
    const logger = createLogger({ folder });
    const circular: Record<string, unknown> = { name: 'loop' };
    circular.self = circular;
    logger.info('circular', { circular });
    logger.info('getter', {
      get broken(): string {
        throw new Error('no');
      },
    });
    logger.info('long', { text: 'x'.repeat(100_000), more: Array.from({ length: 1_000 }, (_, index) => `item ${index}`) });
    logger.close();
    expect(lines().map((line) => line.message)).toEqual(['circular', 'getter', 'long']);
    expect(statSync(join(folder, 'homereel.log')).size).toBeLessThan(40_000);
  });

  test('the logger never lets all files together outgrow their bound, and loses no line at a change of files', () => {
    const logger = createLogger({ folder, maxBytes: 2_000, keptFiles: 2 });
    for (let index = 0; index < 200; index += 1) logger.info('line', { index });
    logger.close();
    expect(readdirSync(folder).sort()).toEqual(['homereel.1.log', 'homereel.2.log', 'homereel.log']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(2_000);
    const kept = ['homereel.2.log', 'homereel.1.log', 'homereel.log']
      .flatMap((name) => lines(name))
      .map((line) => Number(line.index));
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, offset) => 200 - kept.length + offset));
  });

  test('the logger goes on with the file of the last session', () => {
    for (const message of ['first', 'second']) {
      const logger = createLogger({ folder });
      logger.info(message);
      logger.close();
    }
    expect(lines().map((line) => line.message)).toEqual(['first', 'second']);
  });

  test('the logger does not throw where no file can be written', () => {
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    const logger = createLogger({ folder: join(blocked, 'logs') });
    logger.error('lost');
    logger.close();
    silentLogger.error('nothing', { part: 'x' });
    expect(readdirSync(folder)).toEqual(['file']);
  });
});
