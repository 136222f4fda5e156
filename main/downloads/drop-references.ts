import type { DropOutcome } from '../library/transitions/reference-changes.ts';
import type { EngineStore } from './engine-context.ts';
import type { OwnItem } from './reference.ts';
import { notInQueue } from './register-references.ts';
import type { Supervisor } from './run/supervisor.ts';

/** Takes back what people wanted; what nobody wants any more is stopped, or goes to the trash. */
export interface DropReferences {
  cancel(item: OwnItem): { stopped: boolean; stillWantedBy: string[] };
  /** Takes a finished video out of one person's library; the file goes to the trash when nobody wants it. */
  removeFromLibrary(item: OwnItem): { trashed: boolean; stillWantedBy: string[] };
  /** Drops every reference of a profile (it is being deleted) and returns the bytes that nobody else keeps. Synchronous. */
  dropAll(profileId: string): number;
}

/** `tell` is called for each video that somebody dropped; it waits for the commit by itself. */
export function createDropReferences(
  { database, references }: EngineStore,
  supervisor: Pick<Supervisor, 'stop'>,
  tell: (videoId: string) => void,
): DropReferences {
  /** Stops the run of a video that nobody wants, or that all others paused, at once. */
  function drop({ profileId, videoId }: OwnItem): DropOutcome {
    const outcome = references.drop(profileId, videoId);
    if (outcome === undefined) throw notInQueue();
    database.afterCommit(() => {
      if (outcome.after === 'cancelling') supervisor.stop(videoId, 'cancelled');
      else if (outcome.after === 'downloading' && outcome.isPausedByAll) supervisor.stop(videoId, 'paused');
    });
    tell(videoId);
    return outcome;
  }

  return {
    cancel(item) {
      const { stillWantedBy } = drop(item);
      return { stopped: stillWantedBy.length === 0, stillWantedBy: [...stillWantedBy] };
    },
    removeFromLibrary(item) {
      const { stillWantedBy, after } = drop(item);
      return { trashed: after === 'complete' && stillWantedBy.length === 0, stillWantedBy: [...stillWantedBy] };
    },
    dropAll(profileId) {
      const { dropped, toCancel, toPause, trashedBytes } = references.dropAll(profileId);
      database.afterCommit(() => {
        for (const videoId of toCancel) supervisor.stop(videoId, 'cancelled');
        for (const videoId of toPause) supervisor.stop(videoId, 'paused');
      });
      for (const videoId of dropped) tell(videoId);
      return trashedBytes;
    },
  };
}
