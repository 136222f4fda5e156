/** Finds the thumbnails that a window may show; undefined for what there is none of, or what is not that profile's to see. */
export interface ThumbnailView {
  /** Finds the file for something in that profile's library or queue. */
  thumbnailPath(profileId: string, videoId: string): Promise<string | undefined>;
  /** Finds the file for a link that the profile probed, or a request that it may read, by the thumbnail's address at the site. */
  siteThumbnailPath(profileId: string, address: string): Promise<string | undefined>;
}

export interface ThumbnailViewDependencies {
  /** Tells whether the library keeps a thumbnail of a finished video. Throws where the profile may not see that video, or it is not finished. */
  readonly isKept: (profileId: string, videoId: string) => boolean;
  readonly keptPath: (videoId: string) => string;
  /** Returns where the site shows a thumbnail of something in that profile's queue. */
  readonly addressInQueue: (profileId: string, videoId: string) => string | undefined;
  readonly mayShow: (profileId: string, address: string) => boolean;
  readonly ofSite: (address: string) => Promise<string | undefined>;
}

export function createThumbnailView(dependencies: ThumbnailViewDependencies): ThumbnailView {
  const { isKept, keptPath, addressInQueue, mayShow, ofSite } = dependencies;

  function isKeptFor(profileId: string, videoId: string): boolean {
    try {
      return isKept(profileId, videoId);
    } catch {
      return false;
    }
  }

  return {
    async thumbnailPath(profileId, videoId) {
      if (isKeptFor(profileId, videoId)) return keptPath(videoId);
      const address = addressInQueue(profileId, videoId);
      return address === undefined ? undefined : await ofSite(address);
    },
    async siteThumbnailPath(profileId, address) {
      return mayShow(profileId, address) ? await ofSite(address) : undefined;
    },
  };
}
