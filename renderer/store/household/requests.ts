import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Failure, Result } from '../../../preload/contract/errors.ts';
import type { HouseholdRequest } from '../../../preload/contract/household.ts';
import { isolated } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { call, listen } from '../border/main-process.ts';
import { actingProfileId } from '../window/acting-profile.ts';
import { showToast } from '../window/messages.ts';
import { report } from '../window/report-failure.ts';

interface RequestsState {
  /** Waiting ones first, then the newest; undefined until the first answer. */
  readonly requests: readonly HouseholdRequest[] | undefined;
  readonly failure: Failure | undefined;
}

const EMPTY: RequestsState = { requests: undefined, failure: undefined };
const NONE: readonly HouseholdRequest[] = [];

export const requestsStore = createStore<RequestsState>(() => EMPTY);

export const useRequests = (): readonly HouseholdRequest[] | undefined => useStore(requestsStore, (state) => state.requests);
export const useRequestsFailure = (): Failure | undefined => useStore(requestsStore, (state) => state.failure);

/** Counts the requests that wait for an answer: an adult's to decide, or a child's own. */
export const useWaitingCount = (): number => useStore(requestsStore, ({ requests }) => waitingIn(requests ?? NONE));

const waitingIn = (requests: readonly HouseholdRequest[]): number =>
  requests.reduce((count, { status }) => (status === 'waiting' ? count + 1 : count), 0);

/** Mirrors the requests that a person may see; the returned function stops it. */
export function mirrorRequests(profileId: string): () => void {
  let question = 0;
  const ask = async (): Promise<void> => {
    question += 1;
    const mine = question;
    const answer = await call('requests:list', { profileId });
    if (mine !== question) return;
    requestsStore.setState(answer.ok ? { requests: answer.value.requests, failure: undefined } : { failure: answer });
  };
  const stopListening = listen('requests:changed', () => void ask());
  void ask();
  return () => {
    question += 1;
    stopListening();
    requestsStore.setState(EMPTY, true);
  };
}

/** An adult's answer to a child's request. */
export interface Decision {
  readonly decision: 'allow' | 'refuse';
  /** Also lets later ones of this channel through at once. */
  readonly alwaysThisChannel?: boolean;
  /** Allow although the day's limit is reached. */
  readonly overLimit?: boolean;
}

/** Answers a request. `limit-reached` and `quota-exceeded` leave it waiting, and the caller offers a way out; every other outcome is shown here. */
export async function decideRequest(request: HouseholdRequest, decision: Decision): Promise<Result<unknown>> {
  const answer = await call('requests:decide', { profileId: actingProfileId(), requestId: request.id, ...decision });
  if (!answer.ok) {
    if (answer.code !== 'limit-reached' && answer.code !== 'quota-exceeded') report(answer);
    return answer;
  }
  const name = isolated(request.profileName);
  const always = answer.value.channelAllowed && request.channel !== undefined;
  showToast({
    level: 'success',
    text:
      decision.decision === 'refuse'
        ? say('request.declined', { name })
        : always
          ? say('request.allowedChannel', { name, channel: isolated(request.channel ?? '') })
          : say('request.allowed', { name }),
  });
  return answer;
}

/** Withdraws a child's own request. */
export async function withdrawRequest(requestId: string): Promise<void> {
  report(await call('requests:withdraw', { profileId: actingProfileId(), requestId }));
}
