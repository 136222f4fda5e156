import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { HomereelBridge } from '../../preload/contract/bridge.ts';
import { mirrorQueue } from '../../test/e2e/app/queue-mirror.ts';
import { startAgain, startPackedApp } from './packed-app.ts';
import { processesOf } from './processes-of.ts';
import type { SmokeStage } from './stage.ts';
import { decideRequestInTray } from './tray-request.ts';

/** Slow enough that the tray hits a running download. */
const BYTES_PER_SECOND = 300_000;
const WINDOW_TITLE = 'Homereel';
const DOWNLOAD_LIMIT_MS = 60_000;
const LINK_LIMIT_MS = 20_000;
const ALL_GONE_LIMIT_MS = 10_000;

/** A household's first minutes with the packed app, from the first person to quitting in the tray. */
export async function firstMinutes(stage: SmokeStage): Promise<void> {
  const { places, report, panel } = stage;
  const app = await startPackedApp(places);
  report.check('The packed app opens its window', app.page.url().startsWith('app://'), app.page.url());
  try {
    await makeProfile(stage, app.page);
    await allowHomeAddresses(stage, app.page);
    await startWithTheComputer(stage, app.page);
    await download(stage, app.page);
    await decideRequestInTray(stage, app.page, await activeProfile(app.page));
    await hideAndShow(stage);
    await secondStart(stage, app.page);
    report.check('The window had no errors', app.pageProblems.length === 0, app.pageProblems.join('; '));
    await panel.click(/^Quit$/);
    report.check('The tray’s Quit ends the app well', (await app.exitCode()) === 0);
  } finally {
    await app.end();
  }
  await noProcessLeft(stage);
}

/** The next login: the app starts hidden, shows itself from the tray, and knows the person and the video. */
export async function nextLogin(stage: SmokeStage): Promise<void> {
  const { places, report, panel, screen } = stage;
  const app = await startPackedApp(places, await loginArguments(places.home));
  try {
    await panel.waitForMenu((entries) => entries.some(({ label }) => label === 'Open Homereel'));
    await app.page.getByRole('button', { name: 'Mia', exact: true }).waitFor();
    report.check('Started at login it stays in the tray', !(await screen.isShown(WINDOW_TITLE)));
    await panel.click(/^Open Homereel$/);
    await screen.waitForWindow(WINDOW_TITLE, 'shown');
    await app.page.getByRole('button', { name: 'Mia', exact: true }).click();
    await app.page.getByRole('link', { name: 'Library' }).click();
    await app.page.getByText('Otters at breakfast').first().waitFor();
    report.check('It still has the person and the video', true);
    await panel.click(/^Quit$/);
    report.check('It ends well again', (await app.exitCode()) === 0);
  } finally {
    await app.end();
  }
  await noProcessLeft(stage);
}

async function makeProfile({ report }: SmokeStage, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Let’s start' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Mia');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Where should videos go?' }).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText(/downloads the videos.*Installed/).waitFor();
  await page.getByText(/joins video and sound.*Installed/).waitFor();
  report.check('The packed app finds yt-dlp and ffmpeg on the path', true);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Go to my queue' }).click();
  await page.getByRole('button', { name: 'Mia, switch person' }).waitFor();
  report.check('A profile is made through the window', true, 'Mia');
}

async function allowHomeAddresses({ report, server, screen }: SmokeStage, page: Page): Promise<void> {
  await paste(page, server.url('/video/refused.mp4'));
  const refusal = page.getByRole('form', { name: 'Add a video' }).getByText(/home network|own network|private/i);
  await refusal.first().waitFor();
  report.check('A home address is refused as long as no adult allows it', server.bytesSent('/') === 0);
  await page.getByRole('link', { name: 'Settings' }).click();
  const allow = page.getByRole('switch', { name: 'Allow addresses in the home network' });
  await screen.answerDialog(() => allow.click(), ['enter']);
  report.check('The system asks first, and its first answer leaves home addresses refused', !(await allow.isChecked()));
  await screen.answerDialog(() => allow.click(), ['right', 'enter']);
  await page.getByText('It is on: everyone at home').waitFor();
  report.check('An adult allows home addresses in the dialog of the system', await allow.isChecked());
  await page.getByRole('link', { name: 'Queue' }).click();
}

async function startWithTheComputer({ report, places }: SmokeStage, page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('switch', { name: 'Start at login' }).click();
  const entry = await fileText(autostartFile(places.home), LINK_LIMIT_MS);
  const command = /^Exec=.*$/m.exec(entry)?.[0] ?? 'nothing';
  report.check('The desktop is told to start the app at login', command.startsWith(`Exec="${places.program}" `), command);
  await page.getByRole('link', { name: 'Queue' }).click();
}

const autostartFile = (home: string): string => join(home, '.config', 'autostart', 'homereel.desktop');

/** What the desktop would give the app at login. */
async function loginArguments(home: string): Promise<string[]> {
  const command = /^Exec="[^"]*" (.*)$/m.exec(await readFile(autostartFile(home), 'utf8'))?.[1];
  if (command === undefined) throw new Error('Nothing starts the app at login.');
  return command.split(' ');
}

async function fileText(path: string, limitMs: number): Promise<string> {
  const giveUpAt = performance.now() + limitMs;
  for (;;) {
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text.endsWith('\n') || performance.now() > giveUpAt) return text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function download({ report, server, panel, places }: SmokeStage, page: Page): Promise<void> {
  const profileId = await activeProfile(page);
  const queue = await mirrorQueue(page);
  await paste(page, server.url(`/page/otters?src=/slow/${BYTES_PER_SECOND}/otters.mp4&title=Otters%20at%20breakfast`));
  const started = await queue.waitFor(
    profileId,
    (items) => items.find((item) => item.phase === 'downloading' && (item.bytes ?? 0) > 0),
    DOWNLOAD_LIMIT_MS,
  );
  report.check('A pasted link is downloaded', true, started.title);

  await panel.click(/^Otters/i, /^Pause$/);
  await queue.waitFor(profileId, ([item]) => item?.held === true && item.status === 'pending', DOWNLOAD_LIMIT_MS);
  const downloaders = processesOf(places.home).filter(({ command }) => /yt-dlp/.test(command));
  report.check('Pause in the tray stops it, and its processes', downloaders.length === 0, commandsOf(downloaders));
  await panel.click(/^Otters/i, /^Resume$/);
  await queue.waitFor(profileId, ([item]) => item?.status === 'complete', DOWNLOAD_LIMIT_MS);
  report.check('Resume in the tray continues it to the end', true);

  const library = join(places.home, 'Videos', 'Homereel');
  const files = (await readdir(library)).filter((name) => !name.startsWith('.'));
  const hash = createHash('sha256').update(await readFile(join(library, files[0] ?? 'nothing')));
  const expected = await server.sha256('otters.mp4');
  const whole = files.length === 1 && hash.digest('hex') === expected;
  report.check('The file is whole in the usual library folder', whole, `${files.join(', ')}, sha256 ${expected.slice(0, 12)}…`);
}

async function hideAndShow({ report, panel, screen }: SmokeStage): Promise<void> {
  await screen.closeWindow(WINDOW_TITLE);
  await screen.waitForWindow(WINDOW_TITLE, 'hidden');
  await panel.click(/^Open Homereel$/);
  await screen.waitForWindow(WINDOW_TITLE, 'shown');
  report.check('Closing leaves the app in the tray, which opens it again', true);
}

async function secondStart({ report, server, places }: SmokeStage, page: Page): Promise<void> {
  const link = server.url('/video/handed-over.mp4');
  const code = await startAgain(places, `homereel://add?url=${encodeURIComponent(link)}`);
  const field = page.getByRole('textbox', { name: 'Paste a link' });
  const giveUpAt = performance.now() + LINK_LIMIT_MS;
  let taken = await field.inputValue();
  while (taken !== link && performance.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    taken = await field.inputValue();
  }
  report.check('A second start hands its link over and ends', code === 0 && taken === link, `exit code ${code}, ${taken}`);
}

async function noProcessLeft({ report, places }: SmokeStage): Promise<void> {
  const giveUpAt = performance.now() + ALL_GONE_LIMIT_MS;
  let left = processesOf(places.home);
  while (left.length > 0 && performance.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    left = processesOf(places.home);
  }
  report.check('No process is left', left.length === 0, commandsOf(left));
}

async function paste(page: Page, link: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Paste a link' }).fill(link);
  await page.getByRole('button', { name: 'Get it' }).click();
}

async function activeProfile(page: Page): Promise<string> {
  const answer = await page.evaluate(() => (window as unknown as { homereel: HomereelBridge }).homereel.invoke('profiles:list'));
  const profile = answer.ok ? answer.value.profiles[0] : undefined;
  if (profile === undefined) throw new Error('There is no profile.');
  return profile.id;
}

const commandsOf = (processes: readonly { readonly command: string }[]): string =>
  processes.map(({ command }) => command.slice(0, 120)).join('; ');
