import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HomereelBridge } from '../../../preload/contract/bridge.ts';
import { CHANNEL_NAMES, type ChannelName } from '../../../preload/contract/channels.ts';
import type { Result } from '../../../preload/contract/errors.ts';
import { EVENT_NAMES } from '../../../preload/contract/events.ts';
import { makeYtDlpOfASite } from '../../fakes/yt-dlp-of-a-site.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { actAs, enterAs, show } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';
import { type Line, linesFor, type Theirs } from './border-lines.ts';
import { DAD_PIN, fillFullHousehold, TOM_PIN } from './full-household.ts';

let server: MediaServer;
let app: RunningApp;
let ytDlp: Awaited<ReturnType<typeof makeYtDlpOfASite>>;
let mia: string;
let theirs: Theirs;
/** What no answer to a child may contain. */
let secrets: readonly string[];

beforeAll(async () => {
  server = await startMediaServer();
  ytDlp = await makeYtDlpOfASite();
  const timings = { noOutputMs: 600_000, deadlineMs: 600_000 };
  app = await launchApp({ timings, env: { HOMEREEL_YTDLP: ytDlp.path } });
  ({ mia, theirs, secrets } = await fillFullHousehold(app, server));
});
afterAll(async () => {
  await closeEverything();
  await server.close();
  await ytDlp.remove();
});

/** Counted by design: guesses, and signs of life of the download that runs. */
const RESTLESS = new Set([
  'download_heartbeat_at',
  'pin_failures',
  'pin_locked_until',
  'pin_lock_ms',
  'pin_lock_boot',
  'pin_lock_ends_uptime_ms',
  'recovery_failures',
]);

/** All that the household has: every row of the database, the settings, the names of all files but those of probes. */
async function household(): Promise<string[]> {
  const sqlite = new Database(join(app.userDataFolder, 'library.sqlite'), { readonly: true });
  const tables = sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  const rows = tables.flatMap((table) =>
    sqlite
      .prepare(`SELECT * FROM "${table}"`)
      .all()
      .map((row) => `${table} ${JSON.stringify(Object.entries(row as object).filter(([column]) => !RESTLESS.has(column)))}`),
  );
  sqlite.close();
  const files = (await readdir(app.libraryFolder, { recursive: true })).filter((name) => !name.includes('probes'));
  return [
    ...rows,
    ...files.map((name) => `file ${name}`),
    await readFile(join(app.userDataFolder, 'settings.json'), 'utf8'),
  ].sort();
}

const invoke = (channel: ChannelName, message: unknown): Promise<Result<unknown>> =>
  app.invokeAnything(channel, message) as Promise<Result<unknown>>;

/** Fails when an answer tells a secret; no link holds one, and no page tells one any more, so only a row of somebody else can have told it. */
function expectNoSecret(told: unknown, where: string): void {
  const text = JSON.stringify(told);
  for (const secret of secrets) expect(text, where).not.toContain(secret);
}

const everyLine = (): [ChannelName, Line][] =>
  Object.entries(linesFor(mia, theirs)).flatMap(([channel, lines]) =>
    lines.map((line): [ChannelName, Line] => [channel as ChannelName, line]),
  );

/** What a child's window must be refused, as messages; `claimed` are the people she says she is. */
function* forbiddenMessages(line: Line): Generator<readonly [message: unknown, codes: readonly string[]]> {
  const others = [theirs.dad, theirs.grandma, theirs.tom];
  switch (line.kind) {
    case 'open':
      return;
    case 'people':
      for (const message of line.messages) yield [message, ['forbidden', 'wrong-pin', 'wrong-code']];
      return;
    case 'own':
    case 'hers':
      for (const other of others) yield [line.message(other), ['forbidden']];
      return;
    case 'item':
      for (const videoId of Object.values(theirs.items)) {
        for (const other of others) yield [line.message(other, videoId), ['forbidden']];
        yield [line.message(mia, videoId), [line.forAdults === true ? 'forbidden' : 'not-found']];
      }
      return;
    case 'aimed':
      for (const other of others) yield [line.message(other), ['forbidden']];
      yield [line.message(mia), ['forbidden', 'not-found']];
  }
}

/** Runs in the page: keeps whatever the main process announces to it. */
function listenToAll(names: typeof EVENT_NAMES): void {
  const { homereel } = window as unknown as { homereel: HomereelBridge };
  const heard: string[] = [];
  Object.assign(window, { heard });
  for (const name of names) homereel.on(name, (payload) => heard.push(`${name} ${JSON.stringify(payload)}`));
}

const mediaStatus = (profileId: string, videoId: string, kind: 'video' | 'thumb'): Promise<number> =>
  app.app.evaluate(
    async ({ session }, url) => (await session.defaultSession.fetch(url)).status,
    `media://${kind}/${profileId}/${videoId}`,
  );

describe('border to others', () => {
  test('every channel of the contract has a line here', () => {
    expect(Object.keys(linesFor(mia, theirs)).sort()).toEqual([...CHANNEL_NAMES].sort());
  });

  test('a child’s window reads and changes nothing of anybody else through any channel', async () => {
    await enterAs(app, 'Mia');
    await app.page.evaluate(listenToAll, EVENT_NAMES);
    const before = await household();
    let refused = 0;
    for (const [channel, line] of everyLine()) {
      for (const [message, codes] of forbiddenMessages(line)) {
        const where = `${channel} ${JSON.stringify(message)}`;
        const answer = await invoke(channel, message);
        expect(answer, where).toMatchObject({ ok: false, message: expect.stringMatching(/\w.*\.$/) });
        expect(codes, where).toContain(answer.ok ? '' : answer.code);
        expectNoSecret(answer, where);
        refused += 1;
      }
      if (line.kind !== 'open' && line.kind !== 'own') continue;
      const message = line.kind === 'open' ? line.message : line.message(mia);
      const where = `${channel} ${JSON.stringify(message)}`;
      const answer = await invoke(channel, message);
      expect(answer, where).toMatchObject({ ok: true });
      expectNoSecret(answer, where);
      if (channel === 'profiles:lock') await actAs(app, mia);
    }
    expect(refused).toBeGreaterThan(400);
    expect(await household()).toEqual(before);
    expect(await app.ask('queue:snapshot', { profileId: mia })).toMatchObject({ items: [] });
  });

  test('a child’s window plays no file and shows no thumbnail of anybody else', async () => {
    for (const kind of ['video', 'thumb'] as const) {
      for (const videoId of Object.values(theirs.items)) {
        expect(await mediaStatus(theirs.dad, videoId, kind)).toBe(403);
        expect(await mediaStatus(mia, videoId, kind)).toBe(404);
      }
    }
  });

  test('a child changes what is her own, may ask for what Dad has, and still learns nothing of his', async () => {
    const before = await household();
    for (const [channel, line] of everyLine()) {
      if (line.kind !== 'hers') continue;
      const message = line.message(mia);
      const answer = await invoke(channel, message);
      expect(answer, channel).toMatchObject(line.answer === 'ok' ? { ok: true } : { ok: false, code: line.answer });
      expectNoSecret(answer, channel);
    }
    const { requests } = await app.ask('requests:list', { profileId: mia });
    expect(requests.map(({ url, status }) => [url, status])).toEqual(
      expect.arrayContaining([theirs.url, theirs.freshUrl].map((url) => [url, 'waiting'])),
    );
    const notHers = (line: string): boolean => !line.includes(mia);
    expect((await household()).filter(notHers)).toEqual(before.filter(notHers));
  });

  test('a child’s window shows nothing of it on any page, and was told nothing of it', async () => {
    for (const hash of [
      '#/queue',
      '#/library',
      '#/household/requests',
      '#/household/storage',
      '#/household/activity',
      '#/settings',
    ]) {
      await show(app, hash);
      expectNoSecret(await app.page.locator('body').innerText(), hash);
      expectNoSecret(await app.page.content(), hash);
    }
    const heard = await app.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(heard.join('\n')).toContain('requests:changed');
    expectNoSecret(heard, 'events');
    expect(app.pageProblems.filter((problem) => !problem.includes('media://'))).toEqual([]);
  });
});

describe('the same calls in the owner’s window', () => {
  test('the same calls all work in the window of whom it belongs to, so it was the border that said no', async () => {
    const playTwins = async (who: 'dad' | 'tom'): Promise<number> => {
      let played = 0;
      for (const [channel, line] of everyLine()) {
        for (const message of twinMessages(line, who)) {
          expect(await invoke(channel, message), `${channel} ${JSON.stringify(message)}`).toMatchObject({ ok: true });
          played += 1;
        }
      }
      return played;
    };
    await enterAs(app, 'Tom', TOM_PIN);
    expect(await playTwins('tom')).toBe(2);
    await enterAs(app, 'Dad', DAD_PIN);
    expect(await mediaStatus(theirs.dad, theirs.items.finished, 'video')).toBe(200);
    expect(await mediaStatus(theirs.dad, theirs.items.finished, 'thumb')).toBe(200);
    const told = [
      await app.ask('queue:snapshot', { profileId: theirs.dad }),
      await app.ask('library:list', { profileId: theirs.dad }),
    ];
    for (const name of ['finished', 'waiting', 'running'] as const) expect(JSON.stringify(told)).toContain(theirs.items[name]);
    const before = await household();
    expect(await playTwins('dad')).toBeGreaterThan(50);
    expect(await household()).not.toEqual(before);
  });
});

/** What the owner's own window sends of a line. */
function* twinMessages(line: Line, who: 'dad' | 'tom'): Generator<unknown> {
  const me = theirs[who];
  if ('twinBy' in line ? line.twinBy !== who : who === 'tom') return;
  switch (line.kind) {
    case 'open':
      yield line.message;
      return;
    case 'people':
      yield* line.twin ?? line.messages;
      return;
    case 'item':
      yield line.message(me, theirs.items[line.twin]);
      return;
    default:
      yield line.message(me);
  }
}
