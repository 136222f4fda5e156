import path from 'node:path';
import { type ActivityRows, createActivityRows } from '../library/activity/activity-rows.ts';
import { type LibraryDatabase, openLibraryDatabase } from '../library/database/database.ts';
import { takeInstanceLock } from '../library/folder/instance-lock.ts';
import { createLibraryPlace, type LibraryPlace } from '../library/folder/library-place.ts';
import { createVideoRows } from '../library/videos/video-rows.ts';
import type { Clock } from '../platform/clock.ts';

export interface OpenLibraryOptions {
  /** Where the database lies. */
  readonly userDataFolder: string;
  /** Where the videos lie. */
  readonly folder: string;
  /** Names the app's own folder among the videos. */
  readonly ownFolderName: string;
  readonly clock: Clock;
}

/** A library that this app owns until it is closed. */
export interface OpenLibrary {
  readonly database: LibraryDatabase;
  readonly place: LibraryPlace;
  readonly activity: ActivityRows;
  /** Closes the database and gives the library back to whoever comes next. */
  close(): void;
}

/** Owns the data folder and opens the library. Throws a `LibraryError` with a plain sentence; nothing has been changed then. */
export function openLibrary({ userDataFolder, folder, ownFolderName, clock }: OpenLibraryOptions): OpenLibrary {
  const lock = takeInstanceLock(userDataFolder);
  let opened: LibraryDatabase | undefined;
  try {
    const database = openLibraryDatabase({ file: path.join(userDataFolder, 'library.sqlite'), clock });
    opened = database;
    const videos = createVideoRows(database);
    const place = createLibraryPlace({ folder, ownFolderName, fileNames: () => videos.fileNames() });
    return {
      database,
      place,
      activity: createActivityRows(database, clock),
      close() {
        database.close();
        place.release();
        lock.release();
      },
    };
  } catch (error) {
    opened?.close();
    lock.release();
    throw error;
  }
}
