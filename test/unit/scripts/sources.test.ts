import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = join(import.meta.dirname, '..', '..', '..', 'scripts', 'check', 'sources.mjs');
const check = () => spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homereel-sources-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test('files of plain size and name pass', () => {
  write('main/queue-order.ts', 'x\n'.repeat(300));
  write('test/community-list.ts', 'x\n');
  expect(check()).toMatchObject({ status: 0, stdout: '' });
});

test.each([
  'main/utils.ts',
  'renderer/ui/helpers.tsx',
  'main/download-manager.ts',
  'preload/common/index.ts',
  'test/test-util.ts',
])('the file %s is refused for its name', (path) => {
  write(path, 'x\n');
  const { status, stdout } = check();
  expect(status).toBe(1);
  expect(stdout).toContain('the name says nothing');
});

test.each([
  "logger.error('run could not be settled', { videoId, error: String(error) });",
  "log.warn(\n  'failed',\n  { error: error.message },\n);",
  'logger.info(sentence(String(cause)));',
])('a log call that drops the stack is refused: %s', (call) => {
  write('main/run.ts', `const x = 1;\n${call}\n`);
  const { status, stdout } = check();
  expect(status).toBe(1);
  expect(stdout).toContain("main/run.ts:2: the log call drops the error's stack");
});

test('a log call with the error itself passes, and so does the text of an error elsewhere', () => {
  write('main/run.ts', "logger.error('failed', { error });\nconst detail = String(error);\n");
  write('scripts/run.mjs', 'log.info(String(error));\n');
  expect(check()).toMatchObject({ status: 0, stdout: '' });
});

test('a file of 301 lines is refused', () => {
  write('scripts/long.mjs', 'x\n'.repeat(301));
  const { status, stdout } = check();
  expect(status).toBe(1);
  expect(stdout).toContain(`${join('scripts', 'long.mjs')}: 301 lines`);
});
