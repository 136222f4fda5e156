import { afterEach, beforeEach, expect, test } from 'vitest';
import { HostUnreachable } from '../../../main/gate/dial/dial.ts';
import { createReachability, type Reach, type Reachability } from '../../../main/gate/proxy/reachability.ts';
import { createManualClock, type ManualClock } from '../../fakes/manual-clock.ts';

const HOST = { host: 'site.example', port: 443 };
const OTHER = { host: 'other.example', port: 443 };
const failure = (code: string): Error => new HostUnreachable(HOST.host, code);

let clock: ManualClock;
let network: boolean;
let hostAnswer: Error | undefined;
let isOtherThere: boolean;
let tried: number;
let told: Reach[];
let reachability: Reachability;
beforeEach(() => {
  [clock, network, hostAnswer, tried, told] = [createManualClock(), false, failure('EAI_AGAIN'), 0, []];
  isOtherThere = false;
  reachability = createReachability({
    clock,
    async tryHost(target) {
      tried += 1;
      if (target === OTHER ? !isOtherThere : hostAnswer !== undefined) throw hostAnswer ?? failure('EAI_AGAIN');
    },
    hasNetwork: async () => network,
    onChanged: (state) => told.push(state),
  });
});
afterEach(() => reachability.stop());

/** Lets everything that was begun come to its end. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test.each(['ENETUNREACH', 'ENETDOWN', 'EAI_AGAIN', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEOUT', 'ETIMEDOUT'])(
  '%s without a network holds, and with one it is that one host',
  async (code) => {
    reachability.missed(HOST, failure(code));
    await settled();
    expect(told).toEqual(['unreachable']);
    reachability.reached(HOST);
    network = true;
    clock.advance(60_000);
    reachability.missed(HOST, failure(code));
    await settled();
    expect(told).toEqual(['unreachable', 'reachable']);
  },
);

test.each(['ECONNREFUSED', 'ECONNRESET', 'UNKNOWN'])('%s of a server is never the network', async (code) => {
  reachability.missed(HOST, failure(code));
  await settled();
  expect(told).not.toContain('unreachable');
});

test('a host that fails while others get through is its own fault', async () => {
  reachability.reached(HOST);
  clock.advance(10_000);
  reachability.missed(HOST, failure('EAI_AGAIN'));
  await settled();
  expect(told).toEqual(['reachable']);
});

test('the host is tried again after 15 seconds, then more rarely, at last each minute, until it is back', async () => {
  reachability.missed(HOST, failure('ENETUNREACH'));
  await settled();
  const trials: number[] = [];
  for (let second = 1; second <= 300; second += 1) {
    const before = tried;
    clock.advance(1000);
    await settled();
    if (tried > before) trials.push(second);
  }
  expect(trials).toEqual([15, 45, 105, 165, 225, 285]);
  hostAnswer = undefined;
  clock.advance(60_000);
  await settled();
  expect(told).toEqual(['unreachable', 'reachable']);
  expect(clock.pendingTimers()).toBe(0);
});

test('a network whose name server keeps silent on the root is there while another host can be reached', async () => {
  reachability.reached(OTHER);
  isOtherThere = true;
  clock.advance(60_000);
  reachability.missed(HOST, failure('EAI_AGAIN'));
  await settled();
  expect(told).toEqual(['reachable']);
  isOtherThere = false;
  reachability.missed(HOST, failure('EAI_AGAIN'));
  await settled();
  expect(told).toEqual(['reachable', 'unreachable']);
});

test('the network is back although that host is not', async () => {
  reachability.missed(HOST, failure('ENOTFOUND'));
  await settled();
  network = true;
  clock.advance(15_000);
  await settled();
  expect(told).toEqual(['unreachable', 'reachable']);
});

test('a host that fails for another reason when it is tried again is tried on', async () => {
  reachability.missed(HOST, failure('ENOTFOUND'));
  await settled();
  hostAnswer = new Error('refused: it is at home');
  clock.advance(15_000);
  await settled();
  expect(clock.pendingTimers()).toBe(1);
  hostAnswer = undefined;
  clock.advance(30_000);
  await settled();
  expect(told).toEqual(['unreachable', 'reachable']);
});

test('whoever asks gets the answer of a trial that was made now', async () => {
  expect(await reachability.check()).toBe('unknown');
  expect(tried).toBe(0);
  reachability.missed(HOST, failure('ENETUNREACH'));
  expect(await reachability.check()).toBe('unreachable');
  hostAnswer = undefined;
  expect(await reachability.check()).toBe('reachable');
  expect(clock.pendingTimers()).toBe(0);
});

test('nothing is tried after the end', async () => {
  reachability.missed(HOST, failure('ENETUNREACH'));
  await settled();
  reachability.stop();
  clock.advance(600_000);
  expect(tried).toBe(0);
  expect(clock.pendingTimers()).toBe(0);
});
