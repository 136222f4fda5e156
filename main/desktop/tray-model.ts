import type { ChannelName } from '../../preload/contract/channels.ts';
import { HOLDS, type HoldReason } from '../../preload/contract/hold-reasons.ts';
import type { HouseholdRequest } from '../../preload/contract/household.ts';
import type { CancelledItem, Profile, QueueItem } from '../../preload/contract/types.ts';
import { counted } from '../platform/plain-text.ts';
import { taskbarProgress } from './taskbar-progress.ts';
import { shortTitle, stateInWords } from './tray-text.ts';

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
  const app = [action('Open Homereel', { kind: 'open' }), action('Quit', { kind: 'quit' })];
  if (state.locked || state.profile === undefined) {
    return [label(runningInWords(allRunning(state))), ...requestCount(state), separator, ...app];
  }
  const { running, waiting, failed } = groups(state);
  const pausable = [...running, ...waiting].filter((item) => !item.held && item.status !== 'cancelling');
  const others = state.othersActiveCount;
  return [
    label(`${shortTitle(state.profile.name)}: ${summary(running.length, waiting.length)}`),
    ...(state.hold !== undefined && waiting.length > 0 ? [label(HOLDS[state.hold].sentence)] : []),
    ...(others > 0 ? [label(`${counted(others, 'download')} for others at home`)] : []),
    ...(state.profile.role === 'adult' ? section(requestsToDecide(state)) : requestCount(state)),
    ...section(running.map(itemMenu)),
    ...section(capped(waiting, MAX_WAITING, itemMenu)),
    ...section(capped(failed, MAX_FAILED, itemMenu)),
    ...section(newest(state.recentlyCancelled).map(cancelledMenu)),
    separator,
    action('Pause all', { kind: 'call', channel: 'downloads:pause' }, pausable.length > 0),
    action(
      'Resume all',
      { kind: 'call', channel: 'downloads:unpause' },
      state.items.some((item) => item.held),
    ),
    separator,
    ...app,
  ];
}

/** Returns the tooltip of the tray icon: numbers only, since anybody who passes by can read it. */
export function trayTooltip(state: TrayState): string {
  const total = allRunning(state);
  if (total === 0) return 'Homereel';
  const progress = state.locked ? -1 : taskbarProgress(state.items);
  const percent = progress >= 0 && progress <= 1 ? `${Math.floor(progress * 100)}%` : undefined;
  const whose = state.othersActiveCount > 0 ? 'yours ' : '';
  return `Homereel: ${runningInWords(total)}${percent === undefined ? '' : `, ${whose}${percent}`}`;
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

const runningInWords = (total: number): string =>
  total === 0 ? 'Nothing is downloading' : `${counted(total, 'download')} running`;

function requestCount({ waitingRequestCount }: TrayState): TrayEntry[] {
  if (waitingRequestCount === 0) return [];
  return [label(`${counted(waitingRequestCount, 'request')} ${waitingRequestCount === 1 ? 'is' : 'are'} waiting for a grown-up`)];
}

/** Lists the oldest request first, so that a new one does not move the others. */
function requestsToDecide({ requests }: TrayState): TrayEntry[] {
  if (requests.length === 0) return [];
  const oldestFirst = [...requests].sort((a, b) => a.createdAt - b.createdAt);
  return [label(`${counted(requests.length, 'request')} waiting for you`), ...capped(oldestFirst, MAX_REQUESTS, requestMenu)];
}

function requestMenu({ id, profileName, title }: TrayState['requests'][number]): TrayEntry {
  const decide = (text: string, decision: 'allow' | 'refuse'): TrayEntry =>
    action(text, { kind: 'decide', requestId: id, decision });
  return {
    type: 'submenu',
    text: `${shortTitle(profileName)}: ${shortTitle(title)}`,
    entries: [decide('Allow', 'allow'), decide('Decline', 'refuse')],
  };
}

function summary(running: number, waiting: number): string {
  const parts = [...(running > 0 ? [`${running} running`] : []), ...(waiting > 0 ? [`${waiting} waiting`] : [])];
  return parts.join(', ') || 'nothing in the queue';
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
function capped<Item>(items: readonly Item[], limit: number, entry: (item: Item) => TrayEntry): TrayEntry[] {
  const hidden = items.length - limit;
  const entries = items.slice(0, limit).map(entry);
  return hidden > 0 ? [...entries, label(`and ${hidden} more`)] : entries;
}

function itemMenu(item: QueueItem): TrayEntry {
  return { type: 'submenu', text: `${shortTitle(item.title)}: ${stateInWords(item)}`, entries: itemActions(item) };
}

function itemActions(item: QueueItem): TrayEntry[] {
  const cancel = call('Cancel', 'downloads:cancel', item.videoId);
  if (item.status === 'failed') return [call('Try again', 'downloads:retry', item.videoId), cancel];
  if (item.status === 'cancelling') return [cancel];
  const pauseOrResume = item.held
    ? call('Resume', 'downloads:unpause', item.videoId)
    : call('Pause', 'downloads:pause', item.videoId);
  return [pauseOrResume, cancel];
}

const newest = (items: readonly CancelledItem[]): CancelledItem[] =>
  [...items].sort((a, b) => b.cancelledAt - a.cancelledAt).slice(0, MAX_CANCELLED);

function cancelledMenu(item: CancelledItem): TrayEntry {
  return {
    type: 'submenu',
    text: `${shortTitle(item.title)}: cancelled`,
    entries: [call('Resume', 'downloads:resume', item.videoId)],
  };
}
