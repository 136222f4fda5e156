import type { ChannelInput, ChannelName, ChannelValue } from './channels.ts';
import type { Result } from './errors.ts';
import type { EventName, EventPayloads } from './events.ts';

/** The one frozen object that the preload script exposes as `window.homereel`. */
export interface HomereelBridge {
  /** Sends one request; always answers with an envelope, never throws for an error of the other side. */
  invoke<Name extends ChannelName>(channel: Name, request?: ChannelInput<Name>): Promise<Result<ChannelValue<Name>>>;
  /** Listens to one event; the returned function unsubscribes. */
  on<Name extends EventName>(event: Name, listener: (payload: EventPayloads[Name]) => void): () => void;
}

/** The two ipcRenderer channels that carry everything; their payloads are checked in the main process. */
export const INVOKE_CHANNEL = 'homereel:invoke';
export const EVENT_CHANNEL = 'homereel:event';
