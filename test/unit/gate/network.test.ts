import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { hasNetwork } from '../../../main/gate/dial/network.ts';

const at = (address: string, internal = false) => ({ address, internal }) as NetworkInterfaceInfo;
const failing = (code: string) => async (): Promise<never> => {
  throw Object.assign(new Error(code), { code });
};

test.each([
  ['no interface', {}],
  ['its own alone', { lo: [at('127.0.0.1', true), at('::1', true)] }],
  ['addresses that it gave to itself', { lo: [at('127.0.0.1', true)], eth0: [at('169.254.7.7'), at('fe80::1')] }],
])('with %s there is no network, and nobody is asked', async (_what, interfaces) => {
  let asked = 0;
  const askForRoot = async (): Promise<void> => {
    asked += 1;
  };
  expect(await hasNetwork({ interfaces: () => interfaces, askForRoot })).toBe(false);
  expect(asked).toBe(0);
});

const interfaces = () => ({ lo: [at('127.0.0.1', true)], eth0: [at('192.168.1.20')] });

test.each(['ETIMEOUT', 'ESERVFAIL', 'ECONNREFUSED'])('a name server that answers %s knows no internet', async (code) => {
  expect(await hasNetwork({ interfaces, askForRoot: failing(code) })).toBe(false);
});

test.each(['EREFUSED', 'ENODATA', 'ENOTFOUND', 'ENOTIMP'])(
  'one that answers %s is there: nobody waits for a network',
  async (code) => {
    expect(await hasNetwork({ interfaces, askForRoot: failing(code) })).toBe(true);
  },
);

test('one that names the root has the internet', async () => {
  expect(await hasNetwork({ interfaces, askForRoot: async () => ['a.root-servers.net'] })).toBe(true);
});
