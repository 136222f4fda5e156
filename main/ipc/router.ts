import { type ChannelName, type ChannelRequest, channels } from '../../preload/contract/channels.ts';
import type { Failure, Result } from '../../preload/contract/errors.ts';
import { Refusal } from '../platform/refusal.ts';
import { authorise, requireFreshPin } from './access.ts';
import type { Call, Caller } from './caller.ts';
import { type ChannelEntry, channelTable } from './channel-table.ts';
import { assertPlainData } from './message-limits.ts';
import type { Services } from './services.ts';

/** Where the true cause of an `internal` answer goes. */
export interface BorderLog {
  error(message: string, detail: { readonly channel: string; readonly error: unknown }): void;
}

const MAX_SENTENCE_LENGTH = 200;

/** Checks a raw message against the contract; throws `Refusal('invalid-request')` with what is wrong, never the values. */
export function admit(channel: unknown, input: unknown): Call {
  if (typeof channel !== 'string' || !Object.hasOwn(channels, channel)) {
    throw new Refusal('invalid-request', 'There is no such request.');
  }
  assertPlainData(input);
  return parse(channel as ChannelName, input);
}

function parse<Name extends ChannelName>(channel: Name, input: unknown): Call<Name> {
  const parsed = channels[channel].request.safeParse(input);
  if (parsed.success) return { channel, input: parsed.data as ChannelRequest<Name> };
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.');
  const sentence = `${where ? `${where}: ` : ''}${issue?.message ?? 'not as agreed'}`;
  throw new Refusal('invalid-request', `That request is not valid. ${sentence.slice(0, MAX_SENTENCE_LENGTH)}`);
}

/** Answers a call if this window may make it; throws `Refusal('forbidden')` or `Refusal('pin-needed')` otherwise. */
export async function answer<Name extends ChannelName>(call: Call<Name>, services: Services, caller: Caller): Promise<unknown> {
  const { access, asksPin, run }: ChannelEntry<Name> = channelTable[call.channel];
  authorise(access, call, services, caller);
  if (typeof asksPin === 'function' ? asksPin(call.input, services, caller) : asksPin) requireFreshPin(caller);
  return await run(services, call.input, caller);
}

/** Runs one call to its envelope; never rejects. */
export async function toResult(work: () => Promise<unknown>, channel: unknown, log: BorderLog): Promise<Result<unknown>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Refusal) return toFailure(error);
    log.error('A request failed.', { channel: String(channel).slice(0, 64), error });
    return toFailure(new Refusal('internal', 'Something went wrong inside Homereel. Please try again.'));
  }
}

function toFailure({ code, message, detail, phrase }: Refusal): Failure {
  return { ok: false, code, message, ...(detail !== undefined && { detail }), ...(phrase !== undefined && { phrase }) };
}
