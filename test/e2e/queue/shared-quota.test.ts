import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HouseholdStorage } from '../../../preload/contract/household.ts';
import { formatBytes } from '../../../renderer/words/format.ts';
import { type MediaServer, startMediaServer } from '../../media-server/index.ts';
import { actAs, addPerson, button, enterAs, linkField, show, startOver } from '../app/family.ts';
import { closeEverything, launchApp, type RunningApp } from '../app/harness.ts';

const PIN = '2468';
let server: MediaServer;
let app: RunningApp;
/** In the order in which a shared file's spare bytes are handed out. */
let people: string[];
let dad: string;
let sofia: string;
let grandma: string;
/** Of the file that several people share, as it is on the disk. */
let fileBytes: number;

beforeAll(async () => {
  server = await startMediaServer();
  app = await launchApp();
  dad = await addPerson(app, { name: 'Dad', pin: PIN });
  await actAs(app, dad, PIN);
  sofia = await addPerson(app, { name: 'Sofia' });
  grandma = await addPerson(app, { name: 'Grandma' });
  people = [dad, sofia, grandma].sort();
});
afterAll(async () => {
  await closeEverything();
  await server.close();
});

const link = (name: string): string => server.url(`/video/${name}.mp4`);

/** What the household's storage says, as Dad sees it; the window acts as him afterwards. */
async function storage(): Promise<HouseholdStorage> {
  await actAs(app, dad, PIN);
  return await app.ask('household:storage', { profileId: dad });
}

const charged = ({ people: shares }: HouseholdStorage): Record<string, number> =>
  Object.fromEntries(shares.map(({ profileId, chargedBytes }) => [profileId, chargedBytes]));

/** What is fair for these people, by hand: equal whole bytes, and the rest to the first by id. */
function fairShares(bytes: number, sharers: readonly string[]): Record<string, number> {
  const part = Math.floor(bytes / sharers.length);
  const inOrder = people.filter((id) => sharers.includes(id));
  const share = (id: string): number => part + (inOrder.indexOf(id) < bytes % sharers.length ? 1 : 0);
  return Object.fromEntries(people.map((id) => [id, sharers.includes(id) ? share(id) : 0]));
}

const want = async (profileId: string, name: string): Promise<string> => {
  const { videoId } = await app.ask('downloads:trigger', { profileId, url: link(name) });
  await app.waitForQueueItem(profileId, (item) => item.videoId === videoId && item.status === 'complete' && item.hasThumbnail);
  return videoId;
};
const libraryFiles = async (): Promise<string[]> => (await readdir(app.libraryFolder)).filter((name) => !name.startsWith('.'));

describe('sharing a file that three people want', () => {
  let shared: string;

  test('a file that three people want is charged a third to each, to the byte', async () => {
    shared = await want(dad, 'shared');
    const [fileName] = await libraryFiles();
    fileBytes = (await stat(join(app.libraryFolder, fileName ?? ''))).size;
    const steps: [string, string[]][] = [
      [dad, [dad]],
      [sofia, [dad, sofia]],
      [grandma, [dad, sofia, grandma]],
    ];
    for (const [joins, sharers] of steps) {
      await actAs(app, joins, joins === dad ? PIN : undefined);
      await want(joins, 'shared');
      const now = await storage();
      expect(charged(now)).toEqual(fairShares(fileBytes, sharers));
      expect(now.libraryBytes).toBe(fileBytes);
      expect(Object.values(charged(now)).reduce((sum, bytes) => sum + bytes, 0)).toBe(fileBytes);
    }
    expect(await libraryFiles()).toHaveLength(1);
    // Otherwise nobody would have seen who gets the rest.
    expect(fileBytes % 3).not.toBe(0);
  });

  test('the shares of a file stand so in the storage view', async () => {
    await startOver(app);
    await enterAs(app, 'Dad', PIN);
    await show(app, '#/household/storage');
    const shares = charged(await storage());
    for (const [name, id] of [
      ['Dad', dad],
      ['Sofia', sofia],
      ['Grandma', grandma],
    ] as const) {
      const bar = app.page.getByRole('listitem').filter({ hasText: name });
      await bar.getByText(formatBytes(shares[id] ?? 0), { exact: true }).waitFor();
    }
    await app.page.getByText(`Library ${formatBytes(fileBytes)}`).waitFor();
  });

  test('a file is shared by those who are left when somebody gives it up', async () => {
    await actAs(app, grandma);
    expect(await app.ask('library:remove', { profileId: grandma, videoId: shared })).toEqual({
      trashed: false,
      stillWantedBy: ['Dad', 'Sofia'],
    });
    expect(charged(await storage())).toEqual(fairShares(fileBytes, [dad, sofia]));
    await actAs(app, grandma);
    await app.ask('downloads:trigger', { profileId: grandma, url: link('shared') });
    expect(charged(await storage())).toEqual(fairShares(fileBytes, [dad, sofia, grandma]));
  });
});

describe('quota that fills up', () => {
  const ownAndThird = (): number => fileBytes + (fairShares(fileBytes, people)[sofia] ?? 0);

  test('a quota that is nearly full is told softly, with the way to make room', async () => {
    await actAs(app, dad, PIN);
    const quotaBytes = Math.floor(ownAndThird() / 0.93);
    await app.ask('profiles:update', { profileId: sofia, limits: { quotaBytes } });
    await startOver(app);
    await enterAs(app, 'Sofia');
    await want(sofia, 'her-own');
    await app.page.getByText(/^Your part of the disk is nearly full: \d MB of \d MB\.$/).waitFor();
    expect(await app.ask('profiles:storage', { profileId: sofia })).toMatchObject({
      usedBytes: ownAndThird(),
      level: 'nearly-full',
    });
    await button(app, 'Free up space').click();
    await app.page.getByText('Space used').waitFor();
  });

  test('a full quota refuses what is too much, and offers what she has watched instead', async () => {
    await actAs(app, dad, PIN);
    await app.ask('profiles:update', { profileId: sofia, limits: { quotaBytes: ownAndThird() } });
    await startOver(app);
    await enterAs(app, 'Sofia');
    for (const { videoId } of (await app.ask('library:list', { profileId: sofia })).videos) {
      expect(await app.ask('playback:progress', { profileId: sofia, videoId, seconds: 12 })).toEqual({ watched: true });
    }
    await linkField(app).fill(link('one-more'));
    await button(app, 'Get it').click();
    const dialog = app.page.getByRole('dialog', { name: 'Your part of the disk is full' });
    await dialog.getByText(`${formatBytes(ownAndThird())} of`).waitFor();
    expect(await dialog.getByRole('checkbox').count()).toBe(1); // what others want too would free nothing
    await dialog.getByText('which is enough').waitFor();
    expect((await app.ask('queue:snapshot', { profileId: sofia })).items.map(({ title }) => title)).not.toContain('one-more');
    await dialog.getByRole('button', { name: 'Remove 1 video and get it' }).click();
    await app.page.getByText('1 video added to your queue.').waitFor();
    await app.waitForQueueItem(sofia, ({ title, hasThumbnail }) => title === 'one-more' && hasThumbnail);
    // What she removed is hers as long as it is on the disk: it makes way for the new one.
    await expect.poll(async () => (await app.ask('library:trash', { profileId: sofia })).items).toEqual([]);
    await expect.poll(async () => (await libraryFiles()).some((name) => name.includes('her-own'))).toBe(false);
    expect((await app.ask('profiles:storage', { profileId: sofia })).usedBytes).toBe(ownAndThird());
  });

  test('with a quota below what she keeps nothing is lost, nothing new comes, and both are said', async () => {
    await actAs(app, sofia);
    const before = (await app.ask('library:list', { profileId: sofia })).videos;
    const files = await libraryFiles();
    await actAs(app, dad, PIN);
    const changed = await app.ask('profiles:update', { profileId: sofia, limits: { quotaBytes: 1000 } });
    expect(changed.limits.quotaBytes).toBe(1000);
    await startOver(app);
    await enterAs(app, 'Dad', PIN);
    await show(app, '#/household/storage');
    const bar = app.page.getByRole('listitem').filter({ hasText: 'Sofia' });
    await bar.getByText(`${formatBytes(ownAndThird())} of 1 KB, full`).waitFor();

    await enterAs(app, 'Sofia');
    expect((await app.ask('library:list', { profileId: sofia })).videos).toEqual(before);
    expect(await libraryFiles()).toEqual(files);
    expect(await app.ask('profiles:storage', { profileId: sofia })).toMatchObject({ level: 'full', quotaBytes: 1000 });
    await linkField(app).fill(link('too-much'));
    await button(app, 'Get it').click();
    const dialog = app.page.getByRole('dialog', { name: 'Your part of the disk is full' });
    await dialog.getByText(`${formatBytes(ownAndThird())} of 1 KB are used.`).waitFor();
    await dialog.getByText('None of your videos are both watched and wanted by nobody else.', { exact: false }).waitFor();
    await button(app, 'Not now').click();
    // What is here already costs her nothing more than before, and stays hers.
    expect(await app.ask('downloads:trigger', { profileId: sofia, url: link('shared') })).toMatchObject({ status: 'complete' });
    expect(await libraryFiles()).toEqual(files);
    expect(server.bytesSent('/video/too-much')).toBeLessThan(fileBytes);

    await actAs(app, dad, PIN);
    await app.ask('profiles:update', { profileId: sofia, limits: { quotaBytes: null } });
    await actAs(app, sofia);
    expect(await app.ask('downloads:trigger', { profileId: sofia, url: link('too-much') })).toMatchObject({ joined: false });
    expect(app.pageProblems).toEqual([]);
  });
});
