import { createNamedGate } from '../../../test/fakes/gate-over-names.ts';
import type { FaultCase, Stage } from '../fault-case.ts';
import { page } from './addresses.ts';

/** A name of the internet that stands for the server of the case, as far as the gate can tell. */
const SITE = 'site.example';
const PUBLIC_ADDRESS = '93.184.216.34';
const AT_HOME = encodeURIComponent('http://192.168.1.1/film.mp4');
/** A lookup that takes longer than the app's own check waits. */
const SLOW_LOOKUP_MS = 5500;

const refused = { status: 'failed', reason: 'address-refused', retries: 0, libraryFiles: 0 } as const;

/** The home network is closed, and names lead where the case says. */
const closedHome = (lookup: (host: string) => Promise<readonly string[]>) => ({
  host: SITE,
  options: async () => ({ allowPrivateAddresses: false, gate: await createNamedGate({ lookup }) }),
});
const siteOnly = closedHome(async () => [PUBLIC_ADDRESS]);

/** By folder of the case, whether there is a network. */
const networks = new Map<string, { isThere: boolean }>();

async function networkThatGoes(folder: string) {
  const network = { isThere: true };
  networks.set(folder, network);
  const gate = await createNamedGate({
    async lookup() {
      if (network.isThere) return [PUBLIC_ADDRESS];
      throw Object.assign(new Error('no name server'), { code: 'EAI_AGAIN' });
    },
    hasNetwork: async () => network.isThere,
  });
  return { gate };
}

const bytesOf = (stage: Stage): number => stage.item()?.bytes ?? 0;

/** What happens between the app and the site: the gate sees it. */
export const networkCases: readonly FaultCase[] = [
  { fault: 'redirect into the home network', phase: 'page', address: `/redirect?to=${AT_HOME}`, ...siteOnly, expect: refused },
  {
    fault: 'redirect into the home network',
    phase: 'headers',
    address: page(`/redirect?to=${AT_HOME}`),
    ...siteOnly,
    expect: refused,
  },
  {
    fault: 'name that is slow to say that it is at home',
    phase: 'starting',
    address: '/video/film.mp4',
    ...closedHome(
      (host) =>
        new Promise((resolve) => setTimeout(() => resolve([host === SITE ? '192.168.1.1' : PUBLIC_ADDRESS]), SLOW_LOOKUP_MS)),
    ),
    expect: refused,
  },
  {
    fault: 'network lost and back',
    phase: 'download',
    address: page('/file/large.mp4'),
    media: '/file/',
    host: SITE,
    options: networkThatGoes,
    limitMs: 300_000,
    async drive(stage) {
      const network = networks.get(stage.folder) ?? { isThere: true };
      stage.server.set('/file/', '/reset/4000000/');
      await stage.server.waitForRequest('/file/', { timeoutMs: 60_000 });
      network.isThere = false;
      stage.server.set('/file/', '/m/');
      await stage.untilHold('offline');
      // The run tries on for half a minute, as it may come through.
      await stage.until(
        'it waits, and says for what',
        () => stage.item()?.status === 'pending' && stage.item()?.reason === 'offline',
      );
      stage.check('it used up no attempt', stage.item()?.attempts === 0);
      network.isThere = true;
      await stage.untilEnd();
    },
    expect: { status: 'complete', retries: 1, file: { media: 'large.mp4' }, fetchedTwiceAtMost: 4_100_000 },
  },
  {
    fault: 'speed limit changed while it runs',
    phase: 'download',
    address: page('/file/large.mp4'),
    media: '/file/',
    async drive(stage) {
      const { settings } = stage.core.services;
      const limitBytes = 1_000_000;
      stage.server.set('/file/', '/m/');
      await settings.set({ bandwidthLimitBytesPerSecond: limitBytes }, stage.person.id);
      await stage.until('the first bytes', () => bytesOf(stage) > 500_000);
      const [startedAt, bytesBefore] = [performance.now(), bytesOf(stage)];
      await stage.until('some more', () => bytesOf(stage) > bytesBefore + 4_000_000);
      const perSecond = ((bytesOf(stage) - bytesBefore) * 1000) / (performance.now() - startedAt);
      stage.check(`the limit holds: ${Math.round(perSecond)} bytes a second`, perSecond < limitBytes * 1.3);
      await settings.set({ bandwidthLimitBytesPerSecond: null }, stage.person.id);
      const freeAt = performance.now();
      await stage.untilEnd();
      stage.check('without it the rest comes at once', performance.now() - freeAt < 12_000);
    },
    expect: { status: 'complete', retries: 0, file: { media: 'large.mp4' }, fetchedTwiceAtMost: 0 },
  },
];
