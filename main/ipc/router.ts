import { type ChannelName, type ChannelRequest, channels } from '../../preload/contract/channels.ts';
import type { Failure, Result } from '../../preload/contract/errors.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Caller, Handlers } from './handlers.ts';
import { assertPlainData } from './message-limits.ts';

/** Where the true cause of an `internal` answer goes. */
export interface BorderLog {
  error(message: string, detail: { readonly channel: string; readonly error: unknown }): void;
}

/** A request that passed its schema. */
export interface Call<Name extends ChannelName = ChannelName> {
  readonly channel: Name;
  readonly request: ChannelRequest<Name>;
}

const MAX_SENTENCE_LENGTH = 200;

/** Checks a raw message against the contract; throws `Refusal('invalid-request')` with what is wrong, never the values. */
export function admit(channel: unknown, request: unknown): Call {
  if (typeof channel !== 'string' || !Object.hasOwn(channels, channel)) {
    throw new Refusal('invalid-request', 'There is no such request.');
  }
  assertPlainData(request);
  return parse(channel as ChannelName, request);
}

function parse<Name extends ChannelName>(channel: Name, request: unknown): Call<Name> {
  const parsed = channels[channel].request.safeParse(request);
  if (parsed.success) return { channel, request: parsed.data as ChannelRequest<Name> };
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.');
  const sentence = `${where ? `${where}: ` : ''}${issue?.message ?? 'not as agreed'}`;
  throw new Refusal('invalid-request', `That request is not valid. ${sentence.slice(0, MAX_SENTENCE_LENGTH)}`);
}

/** Runs the channel's handler. */
export async function dispatch<Name extends ChannelName>(handlers: Handlers, call: Call<Name>, caller: Caller): Promise<unknown> {
  return await handlers[call.channel](call.request, caller);
}

/** Runs one request to its envelope; never rejects. */
export async function toResult(work: () => Promise<unknown>, channel: unknown, log: BorderLog): Promise<Result<unknown>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Refusal) return toFailure(error);
    log.error('A request failed.', { channel: String(channel).slice(0, 64), error });
    return toFailure(new Refusal('internal', 'Something went wrong inside Homereel. Please try again.'));
  }
}

function toFailure(refusal: Refusal): Failure {
  const failure = { ok: false, code: refusal.code, message: refusal.message } as const;
  return refusal.detail === undefined ? failure : { ...failure, detail: refusal.detail };
}
