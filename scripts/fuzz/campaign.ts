import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { CHANNEL_NAMES } from '../../preload/contract/channels.ts';
import { createChance } from '../torture/random.ts';
import { type FuzzChannel, type FuzzMessage, MEDIA, messagesFor } from './messages/channel-messages.ts';
import { createPlayer, type Fault, type Played } from './play.ts';
import { smallest } from './smaller.ts';
import { type FuzzWorld, openWorld, type Tamper, type WorldOptions } from './world/fuzz-world.ts';
import { type HouseholdTemplate, makeHousehold } from './world/household-template.ts';
import { closeNetwork } from './world/stand-ins.ts';

export const FUZZ_CHANNELS: readonly FuzzChannel[] = [...CHANNEL_NAMES, MEDIA];

export interface CampaignOptions {
  readonly seed: number;
  /** For each channel. */
  readonly messages: number;
  readonly channels?: readonly FuzzChannel[];
  readonly tamper?: Tamper;
  readonly say?: (text: string) => void;
}

/** What was found, with the shortest way there that was found. */
export interface FoundFault extends Fault {
  /** Bodies are written as Node shows values, with tokens for the household's own. */
  readonly messages: readonly FuzzMessage[];
  /** False: it did not come again from a fresh household, so these are all messages that led there. */
  readonly isReproduced: boolean;
}

export interface CampaignReport {
  readonly channels: number;
  readonly messages: number;
  readonly refused: number;
  readonly crashed: number;
  readonly leaked: number;
  readonly longestAnswerMs: number;
  readonly slowest: string;
  readonly worlds: number;
  readonly faults: readonly FoundFault[];
}

/** A household grows with what is asked of it: after so many messages a fresh one is taken. */
const MESSAGES_PER_WORLD = 2500;
/** Messages made at once: huge ones are not all kept. */
const DIFFERENT_FAULTS = 12;

/** Plays so many messages of each channel, in an order that the seed decides, and counts what must not be. */
export async function fuzzBorder(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, messages, channels = FUZZ_CHANNELS, tamper, say = () => {} } = options;
  closeNetwork();
  const folder = await mkdtemp(path.join(tmpdir(), 'homereel-fuzz-'));
  const uncaught = watchUncaught();
  try {
    const template = await makeHousehold(path.join(folder, 'template'));
    const counts = { messages: 0, refused: 0, crashed: 0, leaked: 0, longestAnswerMs: 0, slowest: '', worlds: 0 };
    const faults = new Map<string, FoundFault>();
    const note = async (found: Fault, led: readonly FuzzMessage[]): Promise<void> => {
      counts[found.kind] += 1;
      const key = `${found.kind} ${found.what} ${led.at(-1)?.channel}`;
      if (faults.has(key) || faults.size >= DIFFERENT_FAULTS) return;
      say(`${found.kind}: ${found.what}\n  ${found.evidence}`);
      faults.set(key, {
        ...found,
        ...(await smallest(found, led, (tried) => replay(template, tried, uncaught.take, { tamper, hasPages }))),
      });
    };
    let led: FuzzMessage[] = [];
    let world: FuzzWorld | undefined;
    let hasPages = false;
    let player = undefined as ReturnType<typeof createPlayer> | undefined;
    const closeThis = async (): Promise<void> => {
      for (const wrong of (await world?.close()) ?? [])
        await note({ kind: 'crashed', what: wrong.split('\n')[0] ?? '', evidence: wrong }, led);
      world = undefined;
    };
    for (const message of shuffledMessages(seed, messages, channels, template)) {
      if (world === undefined || led.length >= MESSAGES_PER_WORLD || !(await world.seatEverybody())) {
        await closeThis();
        hasPages = counts.worlds % 2 === 1;
        world = await openWorld(template, { tamper, hasPages });
        player = createPlayer(world, uncaught.take);
        counts.worlds += 1;
        led = [];
        await world.seatEverybody();
      }
      led.push(message);
      const played = (await player?.play(message)) as Played;
      counts.messages += 1;
      if (played.refused) counts.refused += 1;
      if (played.ms > counts.longestAnswerMs) Object.assign(counts, { longestAnswerMs: played.ms, slowest: message.channel });
      if (played.fault !== undefined) await note(played.fault, led);
    }
    await closeThis();
    const longestAnswerMs = Math.round(counts.longestAnswerMs);
    return { channels: channels.length, ...counts, longestAnswerMs, faults: [...faults.values()] };
  } finally {
    uncaught.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Makes the messages a bunch at a time, in an order in which the channels are mixed. */
function* shuffledMessages(
  seed: number,
  messages: number,
  channels: readonly FuzzChannel[],
  template: HouseholdTemplate,
): Generator<FuzzMessage> {
  const perBunch = 50;
  for (let done = 0; done < messages; done += perBunch) {
    const numRuns = Math.min(perBunch, messages - done);
    const chance = createChance(seed, done);
    const bunch = channels.flatMap((channel, index) =>
      fc
        .sample(messagesFor(channel, template), { numRuns, seed: seed + done * 1000 + index })
        .map((message) => ({ message, at: chance.next() })),
    );
    for (const { message } of bunch.sort((a, b) => a.at - b.at)) yield message;
  }
}

/** Plays messages in a fresh household; returns the first fault. */
async function replay(
  template: HouseholdTemplate,
  messages: readonly FuzzMessage[],
  uncaught: () => readonly string[],
  options: WorldOptions,
): Promise<Fault | undefined> {
  const world = await openWorld(template, options);
  const player = createPlayer(world, uncaught);
  try {
    for (const message of messages) {
      if (!(await world.seatEverybody())) return undefined;
      const { fault } = await player.play(message);
      if (fault !== undefined) return fault;
    }
    return undefined;
  } finally {
    await world.close();
  }
}

/** Gathers what nobody catches, instead of ending the process. */
function watchUncaught(): { take(): string[]; stop(): void } {
  const thrown: string[] = [];
  const note = (error: unknown): void =>
    void thrown.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  return {
    take: () => thrown.splice(0),
    stop() {
      process.off('uncaughtException', note);
      process.off('unhandledRejection', note);
    },
  };
}
