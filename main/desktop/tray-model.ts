import type { Speaker } from '../../phrasebook/speaker.ts';
import type { ChannelName } from '../../preload/contract/channels.ts';
import type { HoldReason } from '../../preload/contract/hold-reasons.ts';
import type { HouseholdRequest } from '../../preload/contract/household.ts';
import type { CancelledItem, Profile, QueueItem } from '../../preload/contract/types.ts';
import { taskbarProgress } from './taskbar-progress.ts';
import { shortTitle, stateOf } from './tray-text.ts';

/** What a tray entry does: a call as the active profile, or something of the app itself. */
export type TrayAction =
  | {
      readonly kind: 'call';
      readonly channel: Extract<ChannelName, `downloads:${'cancel' | 'pause' | 'unpause' | 'resume' | 'retry'}`>;
      /** Absent: the whole queue. */
      readonly videoId?: string;
    }
  | { readonly kind: 'decide'; readonly requestId: string; readonly decision: 'allow' | 'refuse' }
  | { readonly kind: 'open' }
  | { readonly kind: 'quit' };

/** A call as the window would send it. */
export interface TrayCall {
  readonly channel: ChannelName;
  readonly request: Readonly<Record<string, unknown>>;
}

export type TrayEntry =
  | { readonly type: 'separator' }
  | { readonly type: 'label'; readonly text: string }
  | { readonly type: 'action'; readonly text: string; readonly action: TrayAction; readonly enabled?: boolean }
  | { readonly type: 'submenu'; readonly text: string; readonly entries: readonly TrayEntry[] };

export interface TrayState {
  /** Whoever says it in the language of the person at the window. */
  readonly speaker: Speaker;
  /** The profile that the window acts as. */
  readonly profile?: Pick<Profile, 'id' | 'name' | 'role'>;
  /** True when nobody may be shown: the window waits for somebody to be chosen. */
  readonly locked: boolean;
  /** The active profile's queue. */
  readonly items: readonly QueueItem[];
  readonly recentlyCancelled: readonly CancelledItem[];
  /** Why every download waits, if they do. */
  readonly hold?: HoldReason;
  /** Downloads that run for others only. */
  readonly othersActiveCount: number;
  /** The requests that wait for an adult's decision; only an adult is shown which. */
  readonly requests: readonly Pick<HouseholdRequest, 'id' | 'profileName' | 'title' | 'createdAt'>[];
  /** How many requests wait for a decision: a child's own, for everybody else the household's. */
  readonly waitingRequestCount: number;
}

const MAX_REQUESTS = 5;
const MAX_WAITING = 8;
const MAX_FAILED = 5;
const MAX_CANCELLED = 5;

const separator: TrayEntry = { type: 'separator' };
const label = (text: string): TrayEntry => ({ type: 'label', text });
const action = (text: string, does: TrayAction, enabled = true): TrayEntry => ({ type: 'action', text, action: does, enabled });
const call = (text: string, channel: (TrayAction & { kind: 'call' })['channel'], videoId: string): TrayEntry =>
  action(text, { kind: 'call', channel, videoId });

const isRunning = (item: QueueItem): boolean => item.status === 'downloading' || item.status === 'cancelling';
const byPosition = (a: QueueItem, b: QueueItem): number => a.position - b.position;

/** Builds the tray's menu. A locked window, or one without a profile, shows how much is going on and nothing of what it is. */
export function trayModel(state: TrayState): TrayEntry[] {
  const { say } = state.speaker;
  const app = [action(say('tray.open'), { kind: 'open' }), action(say('tray.quit'), { kind: 'quit' })];
  if (state.locked || state.profile === undefined) {
    return [label(runningInWords(allRunning(state), say)), ...requestCount(state, say), separator, ...app];
  }
  const { running, waiting, failed } = groups(state);
  const pausable = [...running, ...waiting].filter((item) => !item.held && item.status !== 'cancelling');
  const others = state.othersActiveCount;
  return [
    label(say('tray.of', { name: shortTitle(state.profile.name), what: summary(running.length, waiting.length, say) })),
    ...(state.hold !== undefined && waiting.length > 0 ? [label(say(`hold.${state.hold}`))] : []),
    ...(others > 0 ? [label(say('tray.forOthers', { count: others }))] : []),
    ...(state.profile.role === 'adult' ? section(requestsToDecide(state, say)) : requestCount(state, say)),
    ...section(running.map((item) => itemMenu(item, say))),
    ...section(capped(waiting, MAX_WAITING, itemMenu, say)),
    ...section(capped(failed, MAX_FAILED, itemMenu, say)),
    ...section(newest(state.recentlyCancelled).map((item) => cancelledMenu(item, say))),
    separator,
    action(say('tray.pauseAll'), { kind: 'call', channel: 'downloads:pause' }, pausable.length > 0),
    action(
      say('tray.resumeAll'),
      { kind: 'call', channel: 'downloads:unpause' },
      state.items.some((item) => item.held),
    ),
    separator,
    ...app,
  ];
}

/** Returns the tooltip of the tray icon: numbers only, since anybody who passes by can read it. */
export function trayTooltip(state: TrayState): string {
  const { say } = state.speaker;
  const total = allRunning(state);
  if (total === 0) return 'Homereel';
  const what = runningInWords(total, say);
  const progress = state.locked ? -1 : taskbarProgress(state.items);
  if (progress < 0 || progress > 1) return say('tray.tooltip', { what });
  const percent = Math.floor(progress * 100);
  return say(state.othersActiveCount > 0 ? 'tray.tooltipYoursAt' : 'tray.tooltipAt', { what, percent });
}

/** Turns an action into a call of the border, which decides whether that profile may; undefined for the app's own actions. */
export function trayCall(action: TrayAction, profileId: string | undefined): TrayCall | undefined {
  if (action.kind === 'decide') {
    const { requestId, decision } = action;
    return { channel: 'requests:decide', request: { profileId, requestId, decision } };
  }
  if (action.kind !== 'call') return undefined;
  const { channel, videoId } = action;
  return { channel, request: videoId === undefined ? { profileId } : { profileId, videoId } };
}

function allRunning(state: TrayState): number {
  return state.othersActiveCount + state.items.filter((item) => item.status === 'downloading').length;
}

type Say = Speaker['say'];

const runningInWords = (count: number, say: Say): string =>
  count === 0 ? say('tray.nothingDownloading') : say('tray.running', { count });

function requestCount({ waitingRequestCount: count }: TrayState, say: Say): TrayEntry[] {
  return count === 0 ? [] : [label(say('tray.requestsWaiting', { count }))];
}

/** Lists the oldest request first, so that a new one does not move the others. */
function requestsToDecide({ requests }: TrayState, say: Say): TrayEntry[] {
  if (requests.length === 0) return [];
  const oldestFirst = [...requests].sort((a, b) => a.createdAt - b.createdAt);
  return [label(say('tray.requestsForYou', { count: requests.length })), ...capped(oldestFirst, MAX_REQUESTS, requestMenu, say)];
}

function requestMenu({ id, profileName, title }: TrayState['requests'][number], say: Say): TrayEntry {
  const decide = (text: string, decision: 'allow' | 'refuse'): TrayEntry =>
    action(text, { kind: 'decide', requestId: id, decision });
  return {
    type: 'submenu',
    text: say('tray.of', { name: shortTitle(profileName), what: shortTitle(title) }),
    entries: [decide(say('tray.allow'), 'allow'), decide(say('tray.decline'), 'refuse')],
  };
}

function summary(running: number, waiting: number, say: Say): string {
  if (running > 0 && waiting > 0) return say('tray.runningAndWaiting', { running, waiting });
  if (running > 0) return say('tray.runningOnly', { count: running });
  return waiting > 0 ? say('tray.waitingOnly', { count: waiting }) : say('tray.nothingInQueue');
}

function groups({ items }: TrayState): { running: QueueItem[]; waiting: QueueItem[]; failed: QueueItem[] } {
  const ordered = [...items].sort(byPosition);
  return {
    running: ordered.filter(isRunning),
    waiting: ordered.filter((item) => item.status === 'pending'),
    failed: ordered.filter((item) => item.status === 'failed'),
  };
}

const section = (entries: readonly TrayEntry[]): TrayEntry[] => (entries.length === 0 ? [] : [separator, ...entries]);

/** Lists the first few and counts the rest: there may be thousands, rebuilt twice a second. */
function capped<Item>(items: readonly Item[], limit: number, entry: (item: Item, say: Say) => TrayEntry, say: Say): TrayEntry[] {
  const hidden = items.length - limit;
  const entries = items.slice(0, limit).map((item) => entry(item, say));
  return hidden > 0 ? [...entries, label(say('tray.andMore', { count: hidden }))] : entries;
}

function itemMenu(item: QueueItem, say: Say): TrayEntry {
  const text = say('tray.of', { name: shortTitle(item.title), what: say(`trayState.${stateOf(item)}`) });
  return { type: 'submenu', text, entries: itemActions(item, say) };
}

function itemActions(item: QueueItem, say: Say): TrayEntry[] {
  const cancel = call(say('tray.cancel'), 'downloads:cancel', item.videoId);
  if (item.status === 'failed') return [call(say('tray.tryAgain'), 'downloads:retry', item.videoId), cancel];
  if (item.status === 'cancelling') return [cancel];
  const pauseOrResume = item.held
    ? call(say('tray.resume'), 'downloads:unpause', item.videoId)
    : call(say('tray.pause'), 'downloads:pause', item.videoId);
  return [pauseOrResume, cancel];
}

const newest = (items: readonly CancelledItem[]): CancelledItem[] =>
  [...items].sort((a, b) => b.cancelledAt - a.cancelledAt).slice(0, MAX_CANCELLED);

function cancelledMenu(item: CancelledItem, say: Say): TrayEntry {
  return {
    type: 'submenu',
    text: say('tray.cancelled', { title: shortTitle(item.title) }),
    entries: [call(say('tray.resume'), 'downloads:resume', item.videoId)],
  };
}
