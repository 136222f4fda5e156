import { cancelSentence } from '../../words/cancel-words.ts';
import { formatBytes, formatNames, isolated } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { call } from '../border/main-process.ts';
import { actingProfileId, activeProfile } from '../window/acting-profile.ts';
import { announce, showToast } from '../window/messages.ts';
import { report, reportFailure } from '../window/report-failure.ts';
import { targetOfStep } from './queue-blocks.ts';
import { queueStore } from './queue-store.ts';

/** Cancels a video for this person and says what that did, with Undo. */
export async function cancelDownload(videoId: string): Promise<void> {
  const name = activeProfile()?.name ?? say('cancelled.you');
  const answer = await call('downloads:cancel', { profileId: actingProfileId(), videoId });
  if (!answer.ok) return reportFailure(answer);
  showToast({
    level: 'info',
    text: cancelSentence(answer.value, name),
    action: { label: say('button.undo'), run: () => void resumeCancelled(videoId) },
  });
}

/** Takes a finished item off this person's list; the library keeps the undo window. */
export async function removeDone(videoId: string): Promise<void> {
  const answer = await call('library:remove', { profileId: actingProfileId(), videoId });
  if (!answer.ok) return reportFailure(answer);
  const { stillWantedBy } = answer.value;
  showToast({
    level: 'info',
    text:
      stillWantedBy.length > 0
        ? say('cancelled.removedForOne', {
            name: isolated(activeProfile()?.name ?? say('cancelled.you')),
            others: formatNames(stillWantedBy),
            count: stillWantedBy.length,
          })
        : say('cancelled.removed'),
    action: { label: say('button.undo'), run: () => void undoRemove(videoId) },
  });
}

/** Puts a removed video back while its undo window lasts. */
export async function undoRemove(videoId: string): Promise<void> {
  report(await call('library:undo', { profileId: actingProfileId(), videoId }));
}

/** Deletes one video of the trash for good, or without an id all that this person may, and says what that freed. */
export async function purgeTrash(videoId: string | undefined): Promise<void> {
  const answer = await call('library:purge', { profileId: actingProfileId(), ...(videoId !== undefined && { videoId }) });
  if (!answer.ok) return reportFailure(answer);
  showToast({ level: 'success', text: say('trash.freed', { size: formatBytes(answer.value.freedBytes) }) });
}

/** Resumes a cancelled video from the part that was kept. */
export async function resumeCancelled(videoId: string): Promise<void> {
  report(await call('downloads:resume', { profileId: actingProfileId(), videoId }));
}

export async function pauseDownload(videoId: string): Promise<void> {
  report(await call('downloads:pause', { profileId: actingProfileId(), videoId }));
}

export async function unpauseDownload(videoId: string): Promise<void> {
  report(await call('downloads:unpause', { profileId: actingProfileId(), videoId }));
}

/** Pauses everything of this person. */
export async function pauseAll(): Promise<void> {
  report(await call('downloads:pause', { profileId: actingProfileId() }));
}

/** Resumes everything of this person. */
export async function unpauseAll(): Promise<void> {
  report(await call('downloads:unpause', { profileId: actingProfileId() }));
}

export async function retryDownload(videoId: string): Promise<void> {
  report(await call('downloads:retry', { profileId: actingProfileId(), videoId }));
}

/** Moves waiting neighbours (one item, or a group) together to stand before another item; without `before` to the end. */
export async function moveBefore(videoIds: readonly string[], before: string | undefined): Promise<void> {
  const [videoId, ...following] = videoIds;
  if (videoId === undefined) return;
  const answer = await call('downloads:move', {
    profileId: actingProfileId(),
    videoId,
    ...(before === undefined ? {} : { before }),
    ...(following.length === 0 ? {} : { following }),
  });
  report(answer);
  if (answer.ok) announce(say('item.movedToPlace', { place: placeOf(videoIds, before) }));
}

/** Moves waiting neighbours one step up or down in this person's own order. */
export async function moveBy(videoIds: readonly string[], step: -1 | 1): Promise<void> {
  const { sections, items } = queueStore.getState().mirror;
  const target = targetOfStep(sections.upNext, items, videoIds, step);
  if (target !== undefined) await moveBefore(videoIds, target ?? undefined);
}

/** Counts the place, from 1, of what was moved before another item. */
function placeOf(videoIds: readonly string[], before: string | undefined): number {
  const moved = new Set(videoIds);
  const others = queueStore.getState().mirror.sections.upNext.filter((id) => !moved.has(id));
  return (before === undefined ? others.length : Math.max(0, others.indexOf(before))) + 1;
}
