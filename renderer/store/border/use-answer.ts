import { useCallback, useEffect, useState } from 'react';
import type { ChannelInput, ChannelName, ChannelValue } from '../../../preload/contract/channels.ts';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { EventName } from '../../../preload/contract/events.ts';
import { call, listen } from './main-process.ts';

/** What the main process last answered to one question. */
export interface Answer<Value> {
  /** Undefined until the first good answer; an older one stays while a newer question fails. */
  readonly value: Value | undefined;
  readonly failure: Failure | undefined;
  /** Asks again. */
  readonly refresh: () => void;
}

/** Asks one question while the caller is on screen, and again whenever one of the events says that the answer may differ. */
export function useAnswer<Name extends ChannelName>(
  channel: Name,
  request: NonNullable<ChannelInput<Name>>,
  askAgainOn: readonly EventName[],
): Answer<ChannelValue<Name>> {
  const [state, setState] = useState<Omit<Answer<ChannelValue<Name>>, 'refresh'>>({ value: undefined, failure: undefined });
  const [round, setRound] = useState(0);
  const refresh = useCallback(() => setRound((before) => before + 1), []);
  const asked = JSON.stringify(request);
  const events = askAgainOn.join(' ');

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same question again.
  useEffect(() => {
    let current = true;
    void (async () => {
      const answer = await call(channel, JSON.parse(asked) as NonNullable<ChannelInput<Name>>);
      if (!current) return;
      setState((before) => (answer.ok ? { value: answer.value, failure: undefined } : { ...before, failure: answer }));
    })();
    return () => {
      current = false;
    };
  }, [channel, asked, round]);
  useEffect(() => {
    const stops = events === '' ? [] : events.split(' ').map((event) => listen(event as EventName, refresh));
    return () => {
      for (const stop of stops) stop();
    };
  }, [events, refresh]);

  return { ...state, refresh };
}
