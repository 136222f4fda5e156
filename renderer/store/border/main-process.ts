import type { HomereelBridge } from '../../../preload/contract/bridge.ts';
import type { ChannelInput, ChannelName, ChannelValue } from '../../../preload/contract/channels.ts';
import type { Result } from '../../../preload/contract/errors.ts';
import type { EventName, EventPayloads } from '../../../preload/contract/events.ts';

declare global {
  interface Window {
    readonly homereel: HomereelBridge;
  }
}

/** Calls one channel of the main process. Asks for the PIN where it is needed. Never rejects: a broken connection answers as `internal`. */
export async function call<Name extends ChannelName>(
  channel: Name,
  ...input: undefined extends ChannelInput<Name> ? [input?: ChannelInput<Name>] : [input: ChannelInput<Name>]
): Promise<Result<ChannelValue<Name>>> {
  const answer = await callOnce(channel, input[0]);
  if (answer.ok || answer.code !== 'pin-needed' || !(await askForPin())) return answer;
  return await callOnce(channel, input[0]);
}

/** Resolves with true once the person at the window has given their PIN again. */
type AskForPin = () => Promise<boolean>;
let askForPin: AskForPin = async () => false;

/** Sets what asks the person for their PIN when a call needs it; the call is repeated afterwards. */
export function askForPinBy(ask: AskForPin): void {
  askForPin = ask;
}

async function callOnce<Name extends ChannelName>(
  channel: Name,
  input: ChannelInput<Name> | undefined,
): Promise<Result<ChannelValue<Name>>> {
  try {
    return await window.homereel.invoke(channel, input);
  } catch {
    return { ok: false, code: 'internal', message: '' };
  }
}

/** Listens to one event of the main process; the returned function stops it. */
export function listen<Name extends EventName>(event: Name, listener: (payload: EventPayloads[Name]) => void): () => void {
  return window.homereel.on(event, listener);
}
