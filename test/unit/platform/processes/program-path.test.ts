import { delimiter } from 'node:path';
import { expect, test } from 'vitest';
import { pathWithOwnPrograms } from '../../../../main/platform/processes/program-path.ts';

test.each([
  ['linux', ['/usr/bin', '/home/mia/.local/bin', '/checkout/tools']],
  ['darwin', ['/usr/bin', '/opt/homebrew/bin', '/usr/local/bin', '/home/mia/.local/bin', '/checkout/tools']],
  ['win32', ['/usr/bin', '/checkout/tools']],
])('what a person installed is searched for after the path that the app was started with (%s)', (platform, expected) => {
  expect(pathWithOwnPrograms('/usr/bin', platform, '/home/mia', ['/checkout/tools']).split(delimiter)).toEqual(expected);
});

test('a folder that is on the path already keeps its place, and an empty part is no folder', () => {
  const path = ['/home/mia/.local/bin', '', '/usr/bin'].join(delimiter);
  expect(pathWithOwnPrograms(path, 'linux', '/home/mia').split(delimiter)).toEqual(['/home/mia/.local/bin', '/usr/bin']);
  expect(pathWithOwnPrograms(undefined, 'linux', '/home/mia')).toBe('/home/mia/.local/bin');
});
