import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { systemClock, waitAtMost } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';

/** Returns all addresses of a host name; rejects when it has none. */
export type HostLookup = (host: string) => Promise<readonly { readonly address: string }[]>;

export interface AddressPolicy {
  /** An adult allowed the home network, for a media server of the household. */
  readonly allowPrivate: boolean;
  readonly lookup?: HostLookup;
  readonly lookupTimeoutMs?: number;
}

const PRIVATE_IPV4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['192.88.99.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]);
const PRIVATE_IPV6 = blockList('ipv6', [
  ['::', 127],
  // A network's own NAT64: only that network knows which IPv4 address stands where.
  ['64:ff9b:1::', 48],
  ['100::', 64],
  // Protocols of their own, and no web site; Teredo among them ends at a computer behind somebody's router.
  ['2001::', 23],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]);
/** IPv6 ranges that carry an IPv4 address, and the group (of eight) that it begins at. */
const CARRIERS: readonly (readonly [BlockList, number])[] = [
  [blockList('ipv6', [['::', 96]]), 6],
  [blockList('ipv6', [['::ffff:0:0', 96]]), 6],
  [blockList('ipv6', [['::ffff:0:0:0', 96]]), 6],
  [blockList('ipv6', [['64:ff9b::', 96]]), 6],
  [blockList('ipv6', [['2002::', 16]]), 1],
];
/** The fifth and sixth group of an ISATAP address, under whatever prefix; the last two are an IPv4 address. */
const ISATAP_GROUP = 0x5efe;

/** Names that a household or a company gives to machines of its own. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa)$/;
const LOOKUP_TIMEOUT_MS = 5000;

const SENTENCE =
  'That link leads to a device at home, not to the internet. An adult can allow this in Settings, for a media server of your own.';

/**
 * Throws a Refusal `private-address` when an address leads to this computer, the home network or a cloud's own services, by its number or by
 * what its name stands for: the early answer, in words. A name that cannot be looked up, or not in time, is left to the gate, which looks up
 * each name itself at the moment of connecting.
 */
export async function refusePrivateAddress(url: string, policy: AddressPolicy): Promise<void> {
  if (policy.allowPrivate) return;
  const host = plainHost(new URL(url).hostname);
  if (isIP(host) !== 0) {
    if (isPrivateAddress(host)) throw refusal();
    return;
  }
  if (isPrivateName(host)) throw refusal();
  const addresses = await lookUp(host, policy);
  if (addresses.some(({ address }) => isPrivateAddress(address))) throw refusal();
}

/** Takes the brackets of an IPv6 address and the dot at the end of a name off a host as `URL` writes it. */
export const plainHost = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** Tells whether a host name (no number) is one that only this computer or its network knows. */
export const isPrivateName = (host: string): boolean => !host.includes('.') || PRIVATE_NAME.test(host.toLowerCase());

function refusal(): Refusal {
  return new Refusal('private-address', SENTENCE);
}

async function lookUp(host: string, policy: AddressPolicy): Promise<readonly { readonly address: string }[]> {
  const { lookup = (name) => systemLookup(name, { all: true }), lookupTimeoutMs = LOOKUP_TIMEOUT_MS } = policy;
  try {
    return (await waitAtMost(lookup(host), lookupTimeoutMs, systemClock)) ?? [];
  } catch {
    return []; // no such name, or no network: the download will say so
  }
}

/** Tells whether an address is of this computer, the home network or no place at all; also an IPv4 address inside an IPv6 one. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  if (isIPv4(plain)) return PRIVATE_IPV4.check(plain, 'ipv4');
  if (isIP(plain) === 0) return false;
  if (PRIVATE_IPV6.check(plain, 'ipv6')) return true;
  const groups = ipv6Groups(plain);
  const carried = (start: number): boolean => {
    const [high = 0, low = 0] = groups.slice(start);
    return isPrivateAddress([high >> 8, high & 255, low >> 8, low & 255].join('.'));
  };
  // The bit that may differ says whether the IPv4 address is one of the whole internet: the address itself tells that.
  if (groups[5] === ISATAP_GROUP && ((groups[4] ?? 0) & ~0x200) === 0 && carried(6)) return true;
  return CARRIERS.some(([range, start]) => range.check(plain, 'ipv6') && carried(start));
}

function blockList(type: 'ipv4' | 'ipv6', subnets: readonly [string, number][]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of subnets) list.addSubnet(address, bits, type);
  return list;
}

/** Splits a valid IPv6 address into its eight groups. */
function ipv6Groups(address: string): number[] {
  // The URL parser writes every notation in one way, with a dotted tail as two groups.
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const numbers = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const [front, back] = [numbers(head), numbers(tail ?? '')];
  return [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back];
}
