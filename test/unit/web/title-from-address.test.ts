import { expect, test } from 'vitest';
import { titleFromAddress } from '../../../main/web/title-from-address.ts';

test.each([
  ['https://a.test/films/My%20cat.mp4', 'My cat'],
  ['https://a.test/watch?v=123', 'watch'],
  ['https://a.test/', 'a.test'],
  ['https://a.test/x/y/', 'y'],
  ['https://a.test/100%', '100%'],
  ['https://a.test/%E2%80%AEevil%0Aname', 'evil name'],
  ['https://a.test/%00', 'a.test'],
  ['https://a.test/.mp4', 'a.test'],
])('the title of the address %s is %s', (url, title) => {
  expect(titleFromAddress(url)).toBe(title);
});

test('a title from an address is never longer than 200 characters', () => {
  expect(titleFromAddress(`https://a.test/${'x'.repeat(4000)}`)).toHaveLength(200);
});
