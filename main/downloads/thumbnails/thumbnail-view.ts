/** What a window may show a picture of, and where the file is. */
export interface PictureView {
  /** Of something in that profile's library or queue; undefined: there is none, or it is not that profile's to see. */
  picturePath(profileId: string, videoId: string): Promise<string | undefined>;
  /** Of a link that the profile looked at, or of a wish that it may read: by the site's address of the picture. */
  sitePicturePath(profileId: string, address: string): Promise<string | undefined>;
}

export interface PictureViewDependencies {
  /** Whether the library keeps a picture of a finished video. Throws where the profile may not see that video, or it is not finished. */
  readonly isKept: (profileId: string, videoId: string) => boolean;
  readonly keptPath: (videoId: string) => string;
  /** Where the site shows a picture of something in that profile's queue. */
  readonly addressInQueue: (profileId: string, videoId: string) => string | undefined;
  readonly mayShow: (profileId: string, address: string) => boolean;
  readonly ofSite: (address: string) => Promise<string | undefined>;
}

export function createPictureView(dependencies: PictureViewDependencies): PictureView {
  const { isKept, keptPath, addressInQueue, mayShow, ofSite } = dependencies;

  function isKeptFor(profileId: string, videoId: string): boolean {
    try {
      return isKept(profileId, videoId);
    } catch {
      return false;
    }
  }

  return {
    async picturePath(profileId, videoId) {
      if (isKeptFor(profileId, videoId)) return keptPath(videoId);
      const address = addressInQueue(profileId, videoId);
      return address === undefined ? undefined : await ofSite(address);
    },
    async sitePicturePath(profileId, address) {
      return mayShow(profileId, address) ? await ofSite(address) : undefined;
    },
  };
}
