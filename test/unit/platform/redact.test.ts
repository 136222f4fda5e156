import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSecretName, redact } from '../../../main/platform/redact.ts';

test.each([
  ['GET https://cdn.test/v.mp4?sig=abc123&e=1#t=5 failed', 'GET https://cdn.test/v.mp4?[redacted] failed'],
  ['https://cdn.test/v#frag-secret', 'https://cdn.test/v#[redacted]'],
  ['https://ann:hunter2@home.test/feed', 'https://[redacted]@home.test/feed'],
  ['url="https://a.test/?q=hunter2", next', 'url="https://a.test/?[redacted]", next'],
  ['Cookie: SID=hunter2; HSID=hunter2\nHost: a.test', 'Cookie: [redacted]\nHost: a.test'],
  ['set-cookie: SID=hunter2; Path=/', 'set-cookie: [redacted]'],
  ["headers {'Authorization': 'Basic aHVudGVyMg=='}", "headers {'Authorization': [redacted]"],
  ['sent bearer abcdef.hunter2-xyz ok', 'sent bearer [redacted] ok'],
  ['{"pin":"1234","name":"Ann"}', '{"pin":[redacted],"name":"Ann"}'],
  ['pin=1234, profile=7', 'pin=[redacted], profile=7'],
  ['Error: pin: hunter2', 'Error: pin: [redacted]'],
  ['the PIN is 1234 for Ann', 'the PIN is [redacted] for Ann'],
  ['access_token=hunter2&x=1', 'access_token=[redacted]&x=1'],
  ['.a.test\tTRUE\t/\tTRUE\t1893456000\tSID\thunter2', '.a.test\tTRUE\t/\tTRUE\t1893456000\tSID\t[redacted]'],
])('redacts %j', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

test.each([
  '[download] Destination: Spinning tops [x1].mp4',
  'https://a.test/watch/v1: HTTP Error 403: Forbidden',
  'ERROR: [generic] d2026: Unable to download webpage (caused by <HTTPError 403>)',
  'pinned 3 items; opinion: 12',
])('leaves %j alone', (text) => {
  expect(redact(text)).toBe(text);
});

test('a query value never comes through, wherever the URL stands', () => {
  const word = fc.stringMatching(/^[a-z ]{0,10}$/);
  fc.assert(
    fc.property(word, word, fc.stringMatching(/^[a-z]{1,8}$/), (before, after, key) => {
      expect(redact(`${before}https://a.test/p?${key}=hunter2&b=hunter2${after}`)).not.toContain('hunter2');
    }),
  );
});

test.each(['a', '-', '://', 'cookie ', 'pin ', '"', 'a=', '\t', ' '])('redacting a mebibyte of %j is quick', (unit) => {
  const startedMs = performance.now();
  redact(unit.repeat(Math.ceil(2 ** 20 / unit.length)));
  expect(performance.now() - startedMs).toBeLessThan(5_000);
});

test('a secret name is known by its words, not by its letters', () => {
  expect(['pin', 'userPin', 'PIN', 'Set-Cookie', 'access_token', 'apiKey', 'x-api-key'].every(isSecretName)).toBe(true);
  expect(['spinning', 'opinion', 'author', 'tokens', 'keyframe', 'videoId', 'key'].some(isSecretName)).toBe(false);
});
