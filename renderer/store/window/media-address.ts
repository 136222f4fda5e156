import { sessionStore } from './acting-profile.ts';

/** Where the app serves a video's picture to the acting person; only when the video has one. */
export const thumbnailUrl = (videoId: string): string => `media://thumb/${actingPath(videoId)}`;

/** Where the app serves a picture that a site shows; only one of a link or a wish that the acting person was told of. */
export const sitePictureUrl = (address: string): string => `media://site-picture/${actingPath(address)}`;

/** Where the app serves a library video's file to the acting person; only when it is complete. */
export const videoUrl = (videoId: string): string => `media://video/${actingPath(videoId)}`;

/** The main process answers only addresses that name the person this window acts as, and only for what that person may see. */
function actingPath(target: string): string {
  const { activeId = 'nobody' } = sessionStore.getState();
  return `${encodeURIComponent(activeId)}/${encodeURIComponent(target)}`;
}
