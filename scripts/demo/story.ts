import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import type { Profile, QueueItem } from '../../preload/contract/types.ts';
import type { RunningApp } from '../../test/e2e/app/harness.ts';
import type { MediaServer } from '../../test/media-server/index.ts';
import type { Report } from './report.ts';

export interface Stage {
  readonly app: RunningApp;
  readonly server: MediaServer;
  readonly report: Report;
  /** Saves a picture of the window under this name. */
  readonly picture: (name: string) => Promise<void>;
}

/** Fast enough not to bore, slow enough that the cancel hits a running download. */
const BYTES_PER_SECOND = 400_000;

/** Two people, one link: downloaded once; one cancels, the file arrives for the other. */
export async function shareOneDownload({ app, server, report, picture }: Stage): Promise<void> {
  const { page } = app;
  const link = server.url(`/page/otters?src=/slow/${BYTES_PER_SECOND}/otters.mp4&title=Otters%20at%20breakfast`);
  const mia = await makePerson(app, { name: 'Mia', colour: 'pink', avatar: 'fox' });
  const dad = await makePerson(app, { name: 'Dad', colour: 'teal', avatar: 'bear' });
  report.say('Two people live here: Mia and Dad.');

  await become(page, 'Mia');
  await paste(page, link);
  report.say('Mia pasted a link.');
  const started = await app.waitForQueueItem(mia.id, isDownloading);
  await picture('1-mia-downloads');
  await become(page, 'Dad');
  await paste(page, link);
  const joined = await app.waitForQueueItem(dad.id, (item) => item.videoId === started.videoId);
  report.check('Dad joins the same download', joined.wantedBy.length === 2, `wanted by ${joined.wantedBy.join(' and ')}`);
  await picture('2-dad-joins');

  await become(page, 'Mia');
  await page.getByRole('button', { name: /^Cancel Otters/ }).click();
  const sentence = page.getByText('Dad still wants it, so it keeps going.');
  await sentence.waitFor();
  report.check('Mia cancels, and is told that it keeps going for Dad', true, 'Dad still wants it, so it keeps going.');
  await picture('3-mia-cancels');

  await become(page, 'Dad');
  const whole = await app.waitForQueueItem(dad.id, (item) => item.videoId === started.videoId && item.status === 'complete');
  report.check('The file arrives for Dad', whole.status === 'complete');
  const files = (await readdir(app.libraryFolder)).filter((name) => !name.startsWith('.'));
  report.check('The library holds one file', files.length === 1, files.join(', '));
  const hash = createHash('sha256').update(await readFile(path.join(app.libraryFolder, files[0] ?? '')));
  const expected = await server.sha256('otters.mp4');
  report.check('It is whole, byte for byte', hash.digest('hex') === expected, `sha256 ${expected.slice(0, 12)}…`);
  const fetches = server.requests.filter((request) => request.path.includes('/otters.mp4') && request.bytesSent > 1_000_000);
  report.check('It was downloaded once', fetches.length === 1, `${fetches.length} full transfer(s)`);
  await page.getByRole('link', { name: 'Library' }).click();
  await page.getByText('Otters at breakfast').first().waitFor();
  await picture('4-library');
  await page.getByRole('link', { name: 'Queue' }).click();
}

/** A link that falls silent is stopped by the watchdog, with a reason in the row and no process left. */
export async function stopASilentHang({ app, server, report, picture }: Stage): Promise<void> {
  const dad = await byName(app, 'Dad');
  await paste(app.page, server.url('/page/hang?src=/stall/300000/hang.mp4&title=The%20silent%20one'));
  report.say('Dad pasted a link whose server falls silent in the middle.');
  const hanging = await app.waitForQueueItem(dad.id, (item) => isDownloading(item) && (item.bytes ?? 0) > 0);
  const before = await app.ask('system:health');
  const run = before.active.find((active) => active.videoId === hanging.videoId);
  report.say(`It hangs: process ${run?.pid}, phase ${run?.phase}.`);
  const stopped = await app.waitForQueueItem(dad.id, (item) => item.videoId === hanging.videoId && item.reason === 'stalled');
  report.check('The watchdog stops the silent download and says why', stopped.reason === 'stalled', `now ${stopped.status}`);
  report.check('Its process is dead', run?.pid != null && !isAlive(run.pid), `pid ${run?.pid}`);
  await picture('5-hang-stopped');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function isDownloading(item: QueueItem): boolean {
  return item.status === 'downloading' && item.phase === 'downloading';
}

async function makePerson(app: RunningApp, person: { name: string; colour: string; avatar: string }): Promise<Profile> {
  return (await app.ask('profiles:create', person)).profile;
}

async function byName(app: RunningApp, name: string): Promise<Profile> {
  const { profiles } = await app.ask('profiles:list');
  const profile = profiles.find((candidate) => candidate.name === name);
  if (profile === undefined) throw new Error(`${name} has no profile`);
  return profile;
}

/** Switches the window to a person, as a person does: by their face. */
async function become(page: Page, name: string): Promise<void> {
  const leave = page.getByRole('button', { name: /switch person/ });
  const face = page.getByRole('button', { name, exact: true });
  await leave.or(face).first().waitFor();
  if (await leave.isVisible()) await leave.click();
  await face.click();
  await page.getByRole('button', { name: `${name}, switch person` }).waitFor();
}

async function paste(page: Page, link: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Paste a link' }).fill(link);
  await page.getByRole('button', { name: 'Get it' }).click();
}
