import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { said } from '../../../phrasebook/said.ts';
import type { LibraryPlace } from '../../library/folder/library-place.ts';
import type { FileTransitions } from '../../library/transitions/file-transitions.ts';
import type { Clock } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Supervisor } from '../run/supervisor.ts';
import { PRIVATE_FOLDER, workRoot } from '../work-folder.ts';

export interface LibraryChangeDependencies {
  readonly place: LibraryPlace;
  readonly files: FileTransitions;
  readonly supervisor: Supervisor;
  readonly clock: Clock;
}

/**
 * Makes another folder the library. To be called while nothing starts. A kill before `store` is done leaves the old folder in use, one after it
 * the new: both hold everything then. Refuses (`conflict`) while a download runs, and as `LibraryPlace.change` does.
 */
export async function changeLibraryFolder(
  folder: string,
  store: () => Promise<unknown>,
  { place, files, supervisor, clock }: LibraryChangeDependencies,
): Promise<void> {
  if (supervisor.shares().length > 0) {
    throw new Refusal('conflict', said('refusal.downloadingNow'));
  }
  const work = workRoot(place.folder());
  const videoIds = await readdir(work).catch(() => []);
  const wanted = videoIds.filter((videoId) => files.keepsPartials(videoId, clock.now()));
  const own = path.join(place.folder(), PRIVATE_FOLDER);
  await place.change(folder, { unfinished: wanted.map((videoId) => path.relative(own, path.join(work, videoId))), store });
}
