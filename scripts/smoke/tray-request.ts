import type { Page } from 'playwright';
import type { HomereelBridge } from '../../preload/contract/bridge.ts';
import type { ChannelInput, ChannelName, ChannelValue } from '../../preload/contract/channels.ts';
import type { SmokeStage } from './stage.ts';

/** A child asks for something; the tray names it to the adult who is at the window, and to nobody else, and takes the answer. */
export async function decideRequestInTray({ report, server, panel }: SmokeStage, page: Page, adultId: string): Promise<void> {
  const { profile } = await ask(page, 'profiles:create', { name: 'Leo', role: 'child' });
  await ask(page, 'profiles:update', { profileId: profile.id, limits: { needsApproval: true } });
  await ask(page, 'profiles:unlock', { profileId: profile.id });
  const url = server.url('/page/dragons?src=/video/dragons.mp4&title=Dragons');
  await ask(page, 'requests:create', { profileId: profile.id, url, title: 'Dragons for beginners' });
  const childs = await panel.waitForMenu((entries) =>
    entries.some(({ label }) => label === '1 request is waiting for a grown-up'),
  );
  report.check('To a child the tray tells only how many requests wait', !JSON.stringify(childs).includes('Allow'));
  await ask(page, 'profiles:lock');
  const nobodys = await panel.waitForMenu(
    ([first, second]) => first?.label === 'Nothing is downloading' && second?.label === '1 request is waiting for a grown-up',
  );
  report.check('To nobody as well', !/Leo|Dragons/.test(JSON.stringify(nobodys)));

  await ask(page, 'profiles:unlock', { profileId: adultId });
  await panel.click(/^Leo: Dragons/, /^Decline$/);
  await panel.waitForMenu((entries) => entries.length > 0 && !entries.some(({ label }) => label.startsWith('Leo')));
  const { requests } = await ask(page, 'requests:list', { profileId: adultId });
  const statuses = requests.map(({ status, decidedBy }) => `${status} by ${decidedBy}`);
  report.check('An adult answers a request from the tray', statuses.join() === 'refused by Mia', statuses.join());
}

async function ask<Name extends ChannelName>(
  page: Page,
  channel: Name,
  request?: ChannelInput<Name>,
): Promise<ChannelValue<Name>> {
  const answer = await page.evaluate(
    ([name, value]) =>
      (window as unknown as { homereel: HomereelBridge }).homereel.invoke(name as ChannelName, value as never) as never,
    [channel, request],
  );
  const { ok, value, message } = answer as { ok: boolean; value: ChannelValue<Name>; message?: string };
  if (!ok) throw new Error(`${channel}: ${message}`);
  return value;
}
