import type { LibraryVideo, Profile, QueueItem } from '../../preload/contract/types.ts';
import type { DownloadService } from '../downloads/download-service.ts';
import type { OwnItem } from '../downloads/reference.ts';
import { requireProfile } from './people/require-profile.ts';

export interface OwnViewDependencies {
  readonly profile: (profileId: string) => Profile | undefined;
  readonly downloads: Pick<DownloadService, 'cancel' | 'removeFromLibrary'>;
}

/** Answers an adult in full, and a child of what it has: who else has that is left out, so that no link tells what others wanted before. */
export interface OwnView extends Pick<DownloadService, 'cancel' | 'removeFromLibrary'> {
  /** Leaves out of a page of the library what its person may not be told. */
  page<Page extends { readonly videos: LibraryVideo[] }>(profileId: string, page: Page): Page;
}

export function createOwnView({ profile, downloads }: OwnViewDependencies): OwnView {
  const isChild = (profileId: string): boolean => requireProfile(profile(profileId)).role === 'child';
  return {
    cancel(item: OwnItem) {
      const answer = downloads.cancel(item);
      return isChild(item.profileId) ? { stopped: true, stillWantedBy: [] } : answer;
    },
    removeFromLibrary(item: OwnItem) {
      const answer = downloads.removeFromLibrary(item);
      return isChild(item.profileId) ? { trashed: true, stillWantedBy: [] } : answer;
    },
    page: (profileId, page) => (isChild(profileId) ? { ...page, videos: page.videos.map(ownOnly) } : page),
  };
}

/** Leaves out of a child's queue item who else wants it, and what goes on for others while it is paused. */
export function ownItem(item: QueueItem): QueueItem {
  const own = ownOnly(item);
  if (!item.held || item.status !== 'downloading') return own;
  const { phase: _phase, percent: _percent, bytes: _bytes, speed: _speed, etaSeconds: _etaSeconds, ...paused } = own;
  return { ...paused, status: 'pending' };
}

/** The person whose item it is comes first. */
function ownOnly<Item extends Pick<LibraryVideo, 'wantedBy'>>(item: Item): Item {
  return { ...item, wantedBy: item.wantedBy.slice(0, 1) };
}
