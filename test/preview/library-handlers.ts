import type { LibraryVideo } from '../../preload/contract/types.ts';
import { type Handlers, ok } from './answers.ts';
import { demoLibrary } from './demo-data.ts';
import type { PreviewState } from './preview-state.ts';

type LibraryChannel = 'list' | 'remove' | 'undo' | 'reveal' | 'open';

/** The channels of the finished videos, with so many of them. */
export function libraryHandlers(state: PreviewState, count: number): Handlers<`library:${LibraryChannel}` | 'playback:progress'> {
  let library: readonly LibraryVideo[] = demoLibrary(state.startMs, count);
  const trash = new Map<string, LibraryVideo>();
  return {
    'library:list': ({ search = '', sort = 'newest', cursor, limit = 100 }) => {
      const found = library.filter(({ title }) => title.toLowerCase().includes(search.toLowerCase()));
      const orders: Readonly<Record<typeof sort, (a: LibraryVideo, b: LibraryVideo) => number>> = {
        newest: (a, b) => b.completedAt - a.completedAt,
        oldest: (a, b) => a.completedAt - b.completedAt,
        title: (a, b) => a.title.localeCompare(b.title),
        largest: (a, b) => b.bytes - a.bytes,
      };
      const start = Number(cursor ?? 0);
      const videos = [...found].sort(orders[sort]).slice(start, start + limit);
      return ok({ videos, ...(start + limit < found.length ? { nextCursor: String(start + limit) } : {}) });
    },
    'library:remove': ({ videoId }) => {
      const video = library.find((candidate) => candidate.videoId === videoId);
      if (video) trash.set(videoId, video);
      library = library.filter((candidate) => candidate !== video);
      state.emit('library:changed', { videoIds: [videoId] });
      if (state.queue.has(videoId)) state.tell([], [videoId]);
      return ok({ trashed: true, stillWantedBy: [] });
    },
    'library:undo': ({ videoId }) => {
      const video = trash.get(videoId);
      if (video) library = [video, ...library];
      state.emit('library:changed', { videoIds: [videoId] });
      return ok({ status: 'complete' as const });
    },
    'library:reveal': () => ok({ opened: true }),
    'library:open': () => ok({ opened: true }),
    'playback:progress': () => ok({ watched: false }),
  };
}
