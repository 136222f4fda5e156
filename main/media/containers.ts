/** How a file is packed and what is in it, as ffprobe says; the page that it comes from has no say. */
export interface Packing {
  /** All names of the container, such as `mov,mp4,m4a,3gp,3g2,mj2`. */
  readonly formatName: string;
  /** Codecs of the video streams; covers do not count. */
  readonly videoCodecs: readonly string[];
  readonly audioCodecs: readonly string[];
}

interface Ending {
  /** One of ffprobe's names for the container. */
  readonly format: string;
  readonly contentType: string;
  /** For sound alone: a file with a video stream does not end like this. */
  readonly isSound?: true;
  /** The only codecs that a file with this ending may hold. */
  readonly codecs?: ReadonlySet<string>;
}

const WEBM_CODECS: ReadonlySet<string> = new Set(['vp8', 'vp9', 'av1', 'vorbis', 'opus']);

/** Lists all endings of the library's files, the usual one of each container first: what is not here never enters it. */
const ENDINGS: Readonly<Record<string, Ending>> = {
  '.m4a': { format: 'mov', contentType: 'audio/mp4', isSound: true },
  '.mp4': { format: 'mov', contentType: 'video/mp4' },
  '.m4v': { format: 'mov', contentType: 'video/mp4' },
  '.mov': { format: 'mov', contentType: 'video/quicktime' },
  '.3gp': { format: 'mov', contentType: 'video/3gpp' },
  '.webm': { format: 'matroska', contentType: 'video/webm', codecs: WEBM_CODECS },
  '.weba': { format: 'matroska', contentType: 'audio/webm', codecs: WEBM_CODECS, isSound: true },
  '.mka': { format: 'matroska', contentType: 'audio/x-matroska', isSound: true },
  '.mkv': { format: 'matroska', contentType: 'video/x-matroska' },
  '.ogg': { format: 'ogg', contentType: 'audio/ogg', isSound: true },
  '.opus': { format: 'ogg', contentType: 'audio/ogg', isSound: true },
  '.oga': { format: 'ogg', contentType: 'audio/ogg', isSound: true },
  '.ogv': { format: 'ogg', contentType: 'video/ogg' },
  '.mp3': { format: 'mp3', contentType: 'audio/mpeg', isSound: true },
  '.flac': { format: 'flac', contentType: 'audio/flac', isSound: true },
  '.wav': { format: 'wav', contentType: 'audio/wav', isSound: true },
  '.aac': { format: 'aac', contentType: 'audio/aac', isSound: true },
  '.ts': { format: 'mpegts', contentType: 'video/mp2t' },
  '.flv': { format: 'flv', contentType: 'video/x-flv' },
  '.avi': { format: 'avi', contentType: 'video/x-msvideo' },
  '.mpg': { format: 'mpeg', contentType: 'video/mpeg' },
};

/** Containers that few players show: what is repacked out of them goes into one that all show, where that can hold it. */
const RARELY_SHOWN: ReadonlySet<string> = new Set(['mpegts', 'aac', 'flv', 'avi', 'mpeg', 'asf']);

/**
 * Names all that ffmpeg and ffprobe may read, as their option `-format_whitelist` wants it. No list of other files is among them: a media
 * file that is a list would bring any file of this computer into the library. ASF can carry commands, so that it is only read.
 */
export const READABLE_FORMATS = [...new Set(Object.values(ENDINGS).map(({ format }) => format)), 'asf'].join(',');

/** Returns the content type for an ending such as `.mp4`; undefined for one that no file of the library has. */
export function contentTypeOf(ending: string): string | undefined {
  return Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending]?.contentType : undefined;
}

/** Tells whether a file that is packed like this may end like this. */
export function isRightEnding(ending: string, packing: Packing): boolean {
  const allowed = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
  if (allowed === undefined || !packing.formatName.split(',').includes(allowed.format)) return false;
  if (allowed.isSound && packing.videoCodecs.length > 0) return false;
  const { codecs } = allowed;
  return codecs === undefined || [...packing.videoCodecs, ...packing.audioCodecs].every((codec) => codecs.has(codec));
}

/** Lists the endings into which a file may be repacked, the best first. */
export function endingsToRepackInto(packing: Packing): readonly string[] {
  const [shown, holdsAll] = packing.videoCodecs.length > 0 ? ['.mp4', '.mkv'] : ['.m4a', '.mka'];
  const own = Object.keys(ENDINGS).find((ending) => isRightEnding(ending, packing));
  const isRarelyShown = packing.formatName.split(',').some((format) => RARELY_SHOWN.has(format));
  const endings = isRarelyShown ? [shown, holdsAll, own] : [own, holdsAll];
  return [...new Set(endings.filter((ending) => ending !== undefined))];
}
