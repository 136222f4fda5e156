import type { Failure, Result } from '../../../preload/contract/errors.ts';
import type { QueueItem } from '../../../preload/contract/types.ts';
import { bulkCancelSentence } from '../../words/cancel-words.ts';
import { say } from '../../words/say.ts';
import { call } from '../border/main-process.ts';
import { actingProfileId } from '../window/acting-profile.ts';
import { showToast } from '../window/messages.ts';
import { reportFailure } from '../window/report-failure.ts';
import { queueStore } from './queue-store.ts';

type Acts = 'downloads:pause' | 'downloads:unpause' | 'downloads:resume' | 'library:undo';

/** Of the selected rows, those that each action would change. */
export interface BulkTargets {
  readonly pause: readonly string[];
  readonly resume: readonly string[];
  readonly cancel: readonly string[];
  readonly remove: readonly string[];
}

/** Sorts selected rows by what can be done with them; rows that are gone are left out. */
export function bulkTargetsOf(ids: Iterable<string>, items: ReadonlyMap<string, QueueItem>): BulkTargets {
  const targets = { pause: [] as string[], resume: [] as string[], cancel: [] as string[], remove: [] as string[] };
  for (const id of ids) {
    const item = items.get(id);
    if (item === undefined) continue;
    const open = item.status === 'pending' || item.status === 'downloading';
    if (open) (item.held ? targets.resume : targets.pause).push(id);
    if (open || item.status === 'failed') targets.cancel.push(id);
    if (item.status === 'complete') targets.remove.push(id);
  }
  return targets;
}

/** Cancels several videos for this person, says in one sentence what that did, and offers to undo all of it. */
export async function bulkCancel(videoIds: readonly string[]): Promise<void> {
  const { done, failure } = await forEach(waitingFirst(videoIds), (videoId) =>
    call('downloads:cancel', { profileId: actingProfileId(), videoId }),
  );
  const inOrder = new Map(videoIds.map((videoId, index) => [videoId, index]));
  done.sort((a, b) => (inOrder.get(a.videoId) ?? 0) - (inOrder.get(b.videoId) ?? 0));
  const kept = done.filter(({ value }) => !value.stopped).length;
  tell(bulkCancelSentence(done.length, kept), 'downloads:resume', done, failure);
}

/** Takes several finished videos off this person's list; they can be put back together. */
export async function bulkRemove(videoIds: readonly string[]): Promise<void> {
  const { done, failure } = await forEach(videoIds, (videoId) =>
    call('library:remove', { profileId: actingProfileId(), videoId }),
  );
  tell(say('cancelled.removedVideos', { count: done.length }), 'library:undo', done, failure);
}

export const bulkPause = (videoIds: readonly string[]): Promise<void> => act('downloads:pause', waitingFirst(videoIds));
export const bulkResume = (videoIds: readonly string[]): Promise<void> => act('downloads:unpause', videoIds);

/** Sorts all items of a group by what can be done with them, each list in this person's own order. */
export function bulkTargetsOfGroup(groupId: string): BulkTargets {
  const { items } = queueStore.getState().mirror;
  const members = [...items.values()].filter(({ group }) => group?.id === groupId).sort((a, b) => a.position - b.position);
  return bulkTargetsOf(
    members.map(({ videoId }) => videoId),
    items,
  );
}

/** Sorts the selected rows by what can be done with them now. */
export const currentBulkTargets = (ids: Iterable<string>): BulkTargets => bulkTargetsOf(ids, queueStore.getState().mirror.items);

async function act(channel: Acts, videoIds: readonly string[]): Promise<void> {
  const { failure } = await forEach(videoIds, (videoId) =>
    call(channel as 'downloads:pause', { profileId: actingProfileId(), videoId }),
  );
  if (failure) reportFailure(failure);
}

/** Puts waiting ones before running ones, last first: otherwise each place that falls free would start one that is stopped a moment later. */
function waitingFirst(videoIds: readonly string[]): readonly string[] {
  const { items } = queueStore.getState().mirror;
  const waits = (videoId: string): boolean => items.get(videoId)?.status === 'pending';
  return [...videoIds.filter(waits).reverse(), ...videoIds.filter((videoId) => !waits(videoId))];
}

interface Done<Value> {
  readonly videoId: string;
  readonly value: Value;
}

/** One after another, so that the main process is never flooded; what fails does not hold up the rest. */
async function forEach<Value>(
  videoIds: readonly string[],
  ask: (videoId: string) => Promise<Result<Value>>,
): Promise<{ readonly done: Done<Value>[]; readonly failure: Failure | undefined }> {
  const done: Done<Value>[] = [];
  let failure: Failure | undefined;
  for (const videoId of videoIds) {
    const answer = await ask(videoId);
    if (answer.ok) done.push({ videoId, value: answer.value });
    else failure = answer;
  }
  return { done, failure };
}

function tell(text: string, undo: Acts, done: readonly Done<unknown>[], failure: Failure | undefined): void {
  const ids = done.map(({ videoId }) => videoId);
  if (ids.length > 0) showToast({ level: 'info', text, action: { label: say('button.undo'), run: () => void act(undo, ids) } });
  if (failure) reportFailure(failure);
}
