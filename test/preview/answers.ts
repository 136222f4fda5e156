import type { ChannelName, ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { ErrorCode, Failure, Result } from '../../preload/contract/errors.ts';

/** What answers some channels of the preview. */
export type Handlers<Names extends ChannelName> = {
  readonly [Name in Names]: (request: ChannelRequest<Name>) => Result<ChannelValue<Name>> | Promise<Result<ChannelValue<Name>>>;
};

export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value });

export const refuse = (code: ErrorCode, detail?: Failure['detail']): Failure => ({
  ok: false,
  code,
  message: '',
  ...(detail === undefined ? {} : { detail }),
});
