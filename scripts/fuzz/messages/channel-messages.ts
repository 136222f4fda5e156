import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';
import { type ChannelName, channels } from '../../../preload/contract/channels.ts';
import { WINDOW_NAMES, type WindowName } from '../world/fuzz-world.ts';
import type { HouseholdTemplate } from '../world/household-template.ts';
import { ADDRESSES, garbage, hostileText } from './hostile-values.ts';
import { type JsonSchema, type Meanings, valuesOf } from './schema-values.ts';

/** The addresses of the library's media are no channel of the contract, and a way to the household's things all the same. */
export const MEDIA = 'media:';
export type FuzzChannel = ChannelName | typeof MEDIA;

/** One message of one window. Its texts may hold tokens such as `‹dad›`, which stand for values of the household it is played in. */
export interface FuzzMessage {
  readonly channel: FuzzChannel;
  readonly window: WindowName;
  readonly body: unknown;
}

/** Stands for the person that the window is of. */
export const ME = '‹me›';
/** Stand for what is the window's own, in each state. */
export const MINE = ['Pending', 'Paused', 'Failed', 'Complete', 'Trashed', 'GivenUp'].map((state) => `‹mine:${state}›`);
/** Stand for what the last answers brought: people and videos that only came with a message. */
export const NEW_IDS = ['‹new:1›', '‹new:2›', '‹new:3›'];

/** Channels whose success ends what the windows are about: mostly the spare people are named there. */
const ABOUT_PEOPLE = /^profiles:(?:remove|update|set-pin|unlock|recover|plan)$/;

/** Makes messages for one channel: valid ones with a meaning, with hostile values, nearly valid ones and garbage. */
export function messagesFor(channel: FuzzChannel, { tokens }: Pick<HouseholdTemplate, 'tokens'>): Arbitrary<FuzzMessage> {
  const window = fc.constantFrom(...WINDOW_NAMES);
  const bodies = channel === MEDIA ? mediaAddresses([...tokens.keys()]) : bodiesOf(channel, [...tokens.keys()]);
  return fc.record({ channel: fc.constant(channel), window, body: bodies });
}

function bodiesOf(channel: ChannelName, tokens: readonly string[]): Arbitrary<unknown> {
  const schema = z.toJSONSchema(channels[channel].request, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const meant = valuesOf(schema, meaningsFor(channel, tokens));
  return fc.oneof(
    { weight: 65, arbitrary: meant },
    {
      weight: 12,
      arbitrary: fc.tuple(meant, fc.nat(), garbage).map(([value, at, replacement]) => replaced(value, at, replacement)),
    },
    { weight: 8, arbitrary: fc.tuple(meant, fc.nat()).map(([value, at]) => shortened(value, at)) },
    { weight: 5, arbitrary: fc.tuple(meant, hostileText, garbage).map(([value, key, more]) => extended(value, key, more)) },
    { weight: 10, arbitrary: garbage },
  );
}

function meaningsFor(channel: ChannelName, tokens: readonly string[]): Meanings {
  const named = (kind: string): string[] => tokens.filter((token) => token.startsWith(`‹${kind}:`));
  const people = tokens.filter((token) => !token.includes(':'));
  const spare = people.filter((token) => token.startsWith('‹spare'));
  const [newest = ''] = NEW_IDS;
  const person = ABOUT_PEOPLE.test(channel)
    ? weighted([20, [ME]], [50, spare], [25, NEW_IDS], [1, people])
    : weighted([30, [ME]], [4, people], [1, NEW_IDS]);
  const video = weighted([8, MINE], [6, named('video')], [2, NEW_IDS], [1, people]);
  const pin = weighted(
    [4, ['0000', '9999', '123456789012']],
    [1, ['2580', '135790', '4711', '8642']],
    [2, ['', '12', '2580 ', '٢٥٨٠']],
  );
  const meanings: Readonly<Record<string, Arbitrary<unknown>>> = {
    ...{ profileId: person, videoId: video, before: video, following: video, pin, oldPin: pin, ownerPin: pin },
    requestId: weighted([6, named('request')], [1, [newest]], [1, named('video')]),
    channelId: weighted([6, named('channel')], [1, ['Tube', newest]]),
    handOverTo: weighted([4, people], [1, NEW_IDS]),
    url: weighted([channel === 'videos:probe' ? 12 : 4, named('url')], [1, named('picture')], [5, ADDRESSES]),
    search: weighted([2, ['film', 'dads', 'Film of dadsComplete', '%', '_', '"', 'ﬁlm']], [1, named('url')]),
    cursor: weighted([1, ['0', '1', '9007199254740991', '-1', '1.5', 'null', '{"at":1}', 'eyJhIjoxfQ==', '[]', '""', newest]]),
    // A folder is made where this says: nothing outside what is thrown away afterwards may be named.
    libraryFolder: weighted([
      1,
      ['‹folder›/another', '‹folder›/not/there', '/proc/homereel', '/dev/null/films', 'films', '\0', '/nowhere/at/all'],
    ]),
    name: weighted(
      [3, ['Ann', 'dad', 'DAD', ' Mia ', 'M\u0131a', 'Ann\u200b']],
      [2, ['x'.repeat(60), 'x'.repeat(61), '\u{1f468}'.repeat(40)]],
    ),
    code: weighted([2, named('code')], [3, ['0000-0000-0000-0000', 'OIL0-', '']]),
    colour: weighted([1, ['violet', 'teal', 'Violet', '#fff', 'constructor']]),
    avatar: weighted([1, ['fox', 'owl', 'FOX', '../fox', '__proto__']]),
    from: weighted([1, ['00:00', '23:59', '24:00', '07:30']]),
    to: weighted([1, ['00:00', '23:59', '99:99', '06:00']]),
  };
  return (key) => {
    const values = Object.hasOwn(meanings, key) ? meanings[key] : undefined;
    return values && { values, isAll: key === 'libraryFolder' };
  };
}

function weighted(...groups: readonly (readonly [weight: number, values: readonly string[]])[]): Arbitrary<string> {
  return fc.oneof(...groups.map(([weight, values]) => ({ weight, arbitrary: fc.constantFrom(...values) })));
}

/** Replaces one property, or all of it. */
function replaced(value: unknown, at: number, replacement: unknown): unknown {
  if (typeof value !== 'object' || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(1, keys.length)];
  // A setting's folder is made: no text of chance may name one.
  if (key === undefined || key === 'libraryFolder') return replacement;
  return { ...value, [key]: replacement };
}

/** Leaves out one property. */
function shortened(value: unknown, at: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.filter((_entry, index) => index !== at % Math.max(1, entries.length)));
}

function extended(value: unknown, key: string, more: unknown): unknown {
  return typeof value === 'object' && value !== null && key !== 'libraryFolder' ? { ...value, [key]: more } : [value, more];
}

function mediaAddresses(tokens: readonly string[]): Arbitrary<unknown> {
  const targets = tokens.filter((token) => /^‹(?:video|picture|url):/.test(token));
  const people = tokens.filter((token) => !token.includes(':'));
  const target = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...targets) }, { weight: 1, arbitrary: hostileText });
  const person = fc.oneof({ weight: 4, arbitrary: fc.constant(ME) }, { weight: 1, arbitrary: fc.constantFrom(...people) });
  const kind = fc.constantFrom('video', 'thumb', 'site-picture', 'VIDEO', 'other', '');
  const range = fc.constantFrom(
    undefined,
    'bytes=0-',
    'bytes=5-9',
    'bytes=-1',
    'bytes=9-1',
    'bytes=0-0,5-6',
    'bytes=99999999999999999999-',
    'x',
  );
  return fc.record({ kind, person, target, range });
}
