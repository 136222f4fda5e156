import type { MediaServer } from '../../test/media-server/index.ts';
import type { Findings } from './findings.ts';
import type { Model, ModelReference } from './model.ts';
import type { Chance } from './random.ts';
import type { Action, SimpleAct } from './victim/protocol.ts';
import type { Answer, Victim, VideoState } from './victim/victim-process.ts';
import { chooseKind, makeVideo, type TortureVideo, type VideoKind } from './videos.ts';

/** How often each thing is asked for; `new`: a video that nobody knows yet, `join`: one that somebody does. */
const SHARES: Readonly<Record<SimpleAct | 'new' | 'join', number>> = {
  new: 34,
  join: 14,
  cancel: 16,
  resume: 6,
  pause: 7,
  unpause: 9,
  retry: 3,
  move: 3,
  remove: 5,
  undo: 3,
};

/** With more than this waiting no new videos are asked for, so that the household keeps pace. */
const MOST_WAITING = 9;

/** The household: asks for random things and writes down what it was told. */
export interface Household {
  /** Asks for one thing; resolves when the model holds the answer. */
  askSomething(victim: Victim, chance: Chance): Promise<void>;
  askFor(victim: Victim, profileId: string, kind: VideoKind, chance: Chance): Promise<TortureVideo>;
  ask(victim: Victim, act: SimpleAct, profileId: string, name: string): Promise<void>;
}

export function createHousehold(server: MediaServer, model: Model, findings: Findings): Household {
  /** Of one reference only one change is asked for at a time: the order of two would be anybody's guess. */
  const underWay = new Set<string>();

  async function tell(victim: Victim, profileId: string, name: string, action: Action): Promise<void> {
    const key = `${profileId} ${name}`;
    if (underWay.has(key)) return;
    underWay.add(key);
    const belief = model.reference(profileId, name);
    const answer = await victim.ask(action);
    underWay.delete(key);
    if (answer.kind === 'done') {
      if (action.act === 'trigger') model.ids.set(name, answer.value);
      apply(action.act, belief);
    } else if (answer.kind === 'unknown') {
      doubt(action.act, belief);
    } else {
      judgeRefusal(action.act, answer, belief, name);
    }
  }

  function judgeRefusal(
    act: Action['act'],
    answer: Extract<Answer, { kind: 'refused' }>,
    belief: ModelReference,
    name: string,
  ): void {
    const isUnknown = !belief.known && act !== 'trigger';
    const isTooLate = act === 'undo' || (act !== 'trigger' && act !== 'resume' && belief.wanted !== true);
    if (answer.code === 'not-found' && (isUnknown || isTooLate)) return;
    findings.add('lost', `${act} of ${name} was refused: ${answer.code}`);
  }

  async function trigger(victim: Victim, profileId: string, video: TortureVideo): Promise<void> {
    const kind = video.kind === 'sound' ? 'audio' : 'video';
    await tell(victim, profileId, video.name, { act: 'trigger', profileId, url: video.url, kind });
  }

  async function ask(victim: Victim, act: SimpleAct, profileId: string, name: string): Promise<void> {
    const videoId = model.ids.get(name);
    if (videoId !== undefined) await tell(victim, profileId, name, { act, profileId, videoId });
  }

  async function askFor(victim: Victim, profileId: string, kind: VideoKind, chance: Chance): Promise<TortureVideo> {
    const video = makeVideo(server, kind, model.videos.length + 1, chance);
    model.videos.push(video);
    model.open.add(video.name);
    await trigger(victim, profileId, video);
    return video;
  }

  /** The references that an act makes sense for. */
  function candidates(act: SimpleAct, victim: Victim): { profileId: string; name: string }[] {
    return [...model.references()].filter(({ name, reference }) =>
      makesSense(act, reference, victim.states.get(model.ids.get(name) ?? '')?.status),
    );
  }

  return {
    ask,
    askFor,
    async askSomething(victim, chance) {
      const act = chance.weighted(SHARES);
      const profileId = chance.pick(model.people);
      if (act === 'new') {
        if (model.open.size <= MOST_WAITING) await askFor(victim, profileId, chooseKind(chance), chance);
        return;
      }
      if (act === 'join') {
        if (model.videos.length > 0) await trigger(victim, profileId, chance.pick(model.videos.slice(-12)));
        return;
      }
      const fitting = candidates(act, victim);
      if (fitting.length === 0) return;
      // Mostly something recent: old references are settled.
      const chosen = chance.pick(fitting.slice(-10));
      await ask(victim, act, chosen.profileId, chosen.name);
    },
  };
}

function makesSense(act: SimpleAct, { wanted, paused }: ModelReference, status: VideoState['status'] | undefined): boolean {
  const isOpen = status === 'downloading' || status === 'pending';
  switch (act) {
    case 'cancel':
      return wanted === true && status !== 'complete' && status !== undefined;
    case 'pause':
    case 'move':
      return wanted === true && paused === false && isOpen;
    case 'unpause':
      return wanted === true && paused === true;
    case 'retry':
      return wanted === true && status === 'failed';
    case 'remove':
      return wanted === true && status === 'complete';
    case 'resume':
    case 'undo':
      return wanted === false;
  }
}

function apply(act: Action['act'], reference: ModelReference): void {
  reference.known = true;
  switch (act) {
    case 'trigger':
    case 'resume':
      reference.wanted = true;
      reference.paused = false;
      break;
    case 'cancel':
    case 'remove':
      reference.wanted = false;
      reference.paused = false;
      break;
    case 'undo':
      reference.wanted = true;
      break;
    case 'retry':
    case 'unpause':
      reference.paused = false;
      break;
    case 'pause':
      reference.paused = true;
      break;
    case 'move':
      break;
  }
}

function doubt(act: Action['act'], reference: ModelReference): void {
  if (act === 'move') return;
  reference.paused = 'either';
  if (act !== 'retry' && act !== 'pause' && act !== 'unpause') reference.wanted = 'either';
}
