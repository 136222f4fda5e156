import { expect, test } from 'vitest';
import { DANGEROUS_SWITCHES, refusalOfSwitches } from '../../../main/desktop/dangerous-switches.ts';

const given =
  (...names: string[]) =>
  (name: string): boolean =>
    names.includes(name);

test.each([
  'remote-debugging-port',
  'remote-debugging-pipe',
  'no-sandbox',
  'disable-web-security',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'ignore-certificate-errors',
  'load-extension',
  'renderer-cmd-prefix',
  'inspect-brk',
])('a packaged app refuses --%s, and says so', (name) => {
  expect(refusalOfSwitches(given(name))).toBe(
    `Homereel does not start with --${name}, which opens it to others. Remove that from the shortcut or command that starts it.`,
  );
});

test('a packaged app names each switch that it refuses', () => {
  expect(refusalOfSwitches(given('no-sandbox', 'remote-debugging-port'))).toContain('--remote-debugging-port and --no-sandbox');
});

test('a packaged app starts with what the desktop gives it', () => {
  expect(refusalOfSwitches(given())).toBeUndefined();
  expect(refusalOfSwitches(given('hidden', 'disable-gpu', 'disable-dev-shm-usage', 'lang'))).toBeUndefined();
});

test('every refused switch is named as Chromium keeps it: small letters, once', () => {
  expect(DANGEROUS_SWITCHES.filter((name) => !/^[a-z-]+$/.test(name))).toEqual([]);
  expect(new Set(DANGEROUS_SWITCHES).size).toBe(DANGEROUS_SWITCHES.length);
});
