import type { ChannelName } from '../../preload/contract/channels.ts';
import type { CancelledItem, Profile, QueueItem } from '../../preload/contract/types.ts';
import { count, progressInWords, shortTitle } from './tray-text.ts';

/** What a tray entry does: a call as the active profile, or something of the app itself. */
export type TrayAction =
  | {
      readonly kind: 'call';
      readonly channel: Extract<ChannelName, `downloads:${'cancel' | 'pause' | 'unpause' | 'resume' | 'retry'}`>;
      /** Absent: the whole queue. */
      readonly videoId?: string;
    }
  | { readonly kind: 'open' }
  | { readonly kind: 'quit' };

export type TrayEntry =
  | { readonly type: 'separator' }
  | { readonly type: 'label'; readonly text: string }
  | { readonly type: 'action'; readonly text: string; readonly action: TrayAction; readonly enabled?: boolean }
  | { readonly type: 'submenu'; readonly text: string; readonly entries: readonly TrayEntry[] };

export interface TrayState {
  /** The profile that the window acts as. */
  readonly profile?: Pick<Profile, 'id' | 'name'>;
  /** True when nobody may be shown: the window waits for somebody to be chosen. */
  readonly locked: boolean;
  /** The active profile's queue. */
  readonly items: readonly QueueItem[];
  readonly recentlyCancelled: readonly CancelledItem[];
  /** Downloads that run for others only. */
  readonly othersActiveCount: number;
}

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

/** The tray's menu. A locked window, or one without a profile, shows how much is going on and nothing of what it is. */
export function trayModel(state: TrayState): TrayEntry[] {
  const app = [action('Open Homereel', { kind: 'open' }), action('Quit', { kind: 'quit' })];
  if (state.locked || state.profile === undefined) return [label(runningInWords(allRunning(state))), separator, ...app];
  const { running, waiting, failed } = groups(state);
  const pausable = [...running, ...waiting].filter((item) => !item.held && item.status !== 'cancelling');
  const others = state.othersActiveCount;
  return [
    label(`${shortTitle(state.profile.name)}: ${summary(running.length, waiting.length)}`),
    ...(others > 0 ? [label(`${count(others, 'download')} for others at home`)] : []),
    ...section(running.map(itemMenu)),
    ...section(capped(waiting.map(itemMenu), MAX_WAITING)),
    ...section(capped(failed.map(itemMenu), MAX_FAILED)),
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

/** The text over the tray's picture: counts only, since anybody who passes by can read it. */
export function trayTooltip(state: TrayState): string {
  const total = allRunning(state);
  return total === 0 ? 'Homereel' : `Homereel: ${runningInWords(total)}`;
}

function allRunning(state: TrayState): number {
  return state.othersActiveCount + state.items.filter((item) => item.status === 'downloading').length;
}

const runningInWords = (total: number): string =>
  total === 0 ? 'Nothing is downloading' : `${count(total, 'download')} running`;

function summary(running: number, waiting: number): string {
  const parts = [...(running > 0 ? [`${running} running`] : []), ...(waiting > 0 ? [`${waiting} waiting`] : [])];
  return parts.join(', ') || 'nothing to do';
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

function capped(entries: readonly TrayEntry[], limit: number): TrayEntry[] {
  const hidden = entries.length - limit;
  return hidden > 0 ? [...entries.slice(0, limit), label(`and ${hidden} more`)] : [...entries];
}

function itemMenu(item: QueueItem): TrayEntry {
  return { type: 'submenu', text: `${shortTitle(item.title)}: ${progressInWords(item)}`, entries: itemActions(item) };
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
