import { describe, expect, test } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../../main/ipc/message-limits.ts';
import { createBorder } from '../../../main/ipc/session.ts';
import { Refusal } from '../../../main/platform/refusal.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';
import { createFakeServices } from '../../fakes/services.ts';

function openBorder() {
  const services = createFakeServices();
  services.addProfile({ id: 'mia' });
  const logged: unknown[] = [];
  const border = createBorder(
    services,
    {
      openFile: async () => true,
      revealFile: async () => false,
      chooseFolder: async () => undefined,
      confirmHomeNetwork: async () => true,
    },
    { clock: createManualClock(), pinFreshMs: 120_000, log: { error: (message, detail) => logged.push({ message, ...detail }) } },
  );
  return { services, logged, session: border.connect({ send: () => {} }) };
}

const nested = (depth: number): unknown => (depth === 0 ? 'x' : { profileId: nested(depth - 1) });
const cyclic: Record<string, unknown> = { profileId: 'mia' };
cyclic['url'] = cyclic;

describe('invalid messages', () => {
  const bad: readonly (readonly [string, unknown, unknown])[] = [
    ['an unknown channel', 'downloads:everything', { profileId: 'mia' }],
    ['a channel that every object has', 'constructor', undefined],
    ['a prototype channel', '__proto__', undefined],
    ['a channel that is no text', { toString: 'queue:snapshot' }, { profileId: 'mia' }],
    ['no channel', undefined, undefined],
    ['a missing request', 'queue:snapshot', undefined],
    ['a text as request', 'queue:snapshot', 'mia'],
    ['a list as request', 'queue:snapshot', ['mia']],
    ['a missing field', 'downloads:cancel', { profileId: 'mia' }],
    ['a wrong type', 'downloads:cancel', { profileId: 'mia', videoId: 7 }],
    ['an unknown field', 'queue:snapshot', { profileId: 'mia', admin: true }],
    ['an empty id', 'queue:snapshot', { profileId: '' }],
    // SQLite takes a text to end there: its own checks found such an id empty.
    [
      'an id with a zero character',
      'requests:create',
      { profileId: 'mia', url: 'a.example', group: { id: '\0a', title: 'List' } },
    ],
    ['both url and videoId', 'downloads:trigger', { profileId: 'mia', url: 'https://a.example/', videoId: 'v' }],
    ['neither url nor videoId', 'downloads:trigger', { profileId: 'mia' }],
    ['not a number', 'playback:progress', { profileId: 'mia', videoId: 'v', seconds: Number.NaN }],
    ['a text that is too long', 'library:list', { profileId: 'mia', search: 'x'.repeat(201) }],
    ['an oversized text', 'downloads:trigger', { profileId: 'mia', url: 'x'.repeat(MAX_MESSAGE_BYTES) }],
    ['many small values', 'queue:snapshot', { profileId: 'mia', more: Array.from({ length: 40_000 }, () => 1) }],
    ['a list that is huge and empty', 'queue:snapshot', { profileId: 'mia', more: new Array(2 ** 31) }],
    ['a deep one', 'queue:snapshot', nested(100)],
    ['a cycle', 'downloads:trigger', cyclic],
    ['an own __proto__', 'queue:snapshot', JSON.parse('{"profileId":"mia","__proto__":{"isAdmin":true}}')],
    ['an own constructor', 'queue:snapshot', JSON.parse('{"profileId":"mia","constructor":{"prototype":{}}}')],
    ['a class instance', 'queue:snapshot', new Map([['profileId', 'mia']])],
    ['inherited fields', 'queue:snapshot', Object.create({ profileId: 'mia' })],
    ['a function', 'queue:snapshot', { profileId: () => 'mia' }],
    ['a symbol key', 'queue:snapshot', { profileId: 'mia', [Symbol('x')]: 1 }],
    ['a bigint', 'playback:progress', { profileId: 'mia', videoId: 'v', seconds: 1n }],
  ];

  test.each(bad)('the message %s is refused and reaches no service', async (_what, channel, request) => {
    const { session, services, logged } = openBorder();
    expect(await session.invoke(channel, request)).toEqual({
      ok: false,
      code: 'invalid-request',
      message: expect.stringMatching(/\w.*\.$|^That request is not valid/),
    });
    expect(services.calls).toEqual([]);
    expect(logged).toEqual([]);
  });

  test('an invalid message is refused without repeating its content', async () => {
    const { session } = openBorder();
    const answer = await session.invoke('profiles:create', { name: 'Mia', pin: 'secret-4711' });
    expect(answer).toMatchObject({ ok: false, code: 'invalid-request', message: expect.stringContaining('4 to 12 digits') });
    expect(JSON.stringify(answer)).not.toContain('4711');
  });
});

describe('envelopes', () => {
  test.each([undefined, null, {}])('a request of %j counts as no request', async (request) => {
    const { session } = openBorder();
    expect(await session.invoke('profiles:list', request)).toMatchObject({ ok: true, value: { profiles: [{ id: 'mia' }] } });
  });

  test('an envelope carries a refusal with its code, sentence and numbers', async () => {
    const { session, services, logged } = openBorder();
    services.failWith(new Refusal('locked-out', 'Wait a little.', { retryAfterSeconds: 30 }));
    const answer = await session.invoke('downloads:trigger', { profileId: 'mia', url: 'https://a.example/' });
    expect(answer).toEqual({ ok: false, code: 'locked-out', message: 'Wait a little.', detail: { retryAfterSeconds: 30 } });
    expect(logged).toEqual([]);
  });

  test.each([new Error('SQLITE_CORRUPT /home/mia/secret'), 'a thrown text', undefined])(
    'an envelope hides an unexpected error: %s',
    async (thrown) => {
      const { session, services, logged } = openBorder();
      services.failWith(thrown ?? Object.create(null));
      const answer = await session.invoke('downloads:trigger', { profileId: 'mia', url: 'https://a.example/' });
      expect(answer).toEqual({ ok: false, code: 'internal', message: expect.stringContaining('went wrong') });
      expect(JSON.stringify(answer)).not.toContain('secret');
      expect(logged).toEqual([expect.objectContaining({ channel: 'downloads:trigger' })]);
    },
  );

  test('the router opens and shows files through the shell, by the path that the library gives', async () => {
    const { session } = openBorder();
    expect(await session.invoke('library:open', { profileId: 'mia', videoId: 'v1' })).toEqual({
      ok: true,
      value: { opened: true },
    });
    expect(await session.invoke('library:reveal', { profileId: 'mia', videoId: 'v1' })).toEqual({
      ok: true,
      value: { opened: false },
    });
    expect(await session.invoke('library:open', { profileId: 'mia', videoId: 'hidden' })).toMatchObject({ code: 'not-found' });
  });
});
