import { sessionStore } from './acting-profile.ts';

/** Says where the app serves a video's thumbnail to the acting person; undefined while the video has none. */
export const thumbnailUrl = ({ videoId, hasThumbnail }: HasThumbnail): string | undefined =>
  hasThumbnail ? `media://thumb/${actingPath(videoId)}` : undefined;

interface HasThumbnail {
  readonly videoId: string;
  readonly hasThumbnail: boolean;
}

/** Says where the app serves a site's thumbnail; only that of a link or a request that the acting person was told of. */
export const siteThumbnailUrl = (address: string): string => `media://site-picture/${actingPath(address)}`;

/** Says where the app serves a library video's file to the acting person; only when it is complete. */
export const videoUrl = (videoId: string): string => `media://video/${actingPath(videoId)}`;

/** The main process answers only addresses that name the person this window acts as, and only for what that person may see. */
function actingPath(target: string): string {
  const { activeId = 'nobody' } = sessionStore.getState();
  return `${encodeURIComponent(activeId)}/${encodeURIComponent(target)}`;
}
