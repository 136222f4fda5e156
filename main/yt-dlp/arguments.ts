import { randomBytes } from 'node:crypto';
import type { MediaKind, Preset, SubtitlesChoice } from '../../preload/contract/types.ts';
import { versionAtLeast } from './version.ts';

/** How patient yt-dlp is with the network before it gives up and the supervisor's own retries take over. */
export interface NetworkPatience {
  /** Seconds without a byte before one attempt counts as timed out. */
  readonly socketTimeoutSeconds?: number;
  /** Attempts after the first, for one file or fragment. */
  readonly retries?: number;
  /** Longest pause between two attempts, in seconds; the pauses double from 1. */
  readonly retrySleepMaxSeconds?: number;
}

/** One download of one video. The process must run with its working directory = the video's work folder. */
export interface DownloadRequest {
  readonly url: string;
  /** Fresh per process, made by `createNonce`: marks the program's own records in its output. */
  readonly nonce: string;
  /** Relative to the working directory, such as `run-<token>`; it must exist. */
  readonly runFolder: string;
  /** As `yt-dlp --version` prints it: some options exist only in newer versions. */
  readonly ytDlpVersion: string;
  readonly kind: MediaKind;
  readonly preset: Preset;
  /** Absolute path of ffmpeg; ffprobe is expected next to it. */
  readonly ffmpegPath: string;
  /** What that ffmpeg may read, as its option `-format_whitelist` wants it: left to the bytes, a file of a site could be a list of others. */
  readonly readableFormats: string;
  readonly isLive?: boolean;
  /** Those that people made, not those that a machine heard; they are left beside the video. */
  readonly subtitles?: SubtitlesChoice;
  readonly network?: NetworkPatience;
}

/** A probe of an address: it downloads nothing. */
export interface ProbeRequest {
  readonly url: string;
  readonly ytDlpVersion: string;
  readonly network?: NetworkPatience;
}

/** Makes a mark that no page can guess: `~`, 12 base64url characters, `~`. Fresh for each process. */
export function createNonce(): string {
  return `~${randomBytes(9).toString('base64url')}~`;
}

/** Folders below the working directory: finished files, and what is still being put together. */
export const OUT_FOLDER = 'out';
export const PARTS_FOLDER = 'parts';

/** Files inside the run folder, one JSON line each: what is about to be downloaded, and what is finished. */
export const META_REPORT = 'meta.jsonl';
export const DONE_REPORT = 'done.jsonl';

/**
 * The name holds what identifies the bytes (video and format) and nothing that a site may rename between two runs: the next run
 * finds the partial file again, and never continues it with the bytes of another video or another format.
 */
const OUTPUT_TEMPLATE = `${OUT_FOLDER}/media-%(id).60B-%(format_id).40B.%(ext)s`;

const META_FIELDS =
  'id,extractor_key,title,channel,uploader,thumbnail,duration,is_live,live_status,format_id,filesize,filesize_approx';
const DONE_FIELDS = 'id,title,filepath';
const PROGRESS_FIELDS =
  'status,downloaded_bytes,total_bytes,total_bytes_estimate,speed,eta,elapsed,fragment_index,fragment_count,filename,tmpfilename';

/**
 * Keeps to formats that are fetched over the web. Other protocols (RTMP, RTSP, MMS, FTP, web sockets) know no proxy, so that they would go
 * round the gate; and a list of streams may give one a protocol that its address does not have.
 */
const OVER_THE_WEB =
  "[protocol~='^(https?|m3u8(_native)?|http_dash_segments(_generator)?|f4m|ism|bunnycdn|soopvod)$'][url~='(?i)^https?://']";

/** What ffmpeg may speak where it downloads, nothing of it to a file of this computer, and what it may read besides media: lists of pieces. */
const WEB_PROTOCOLS = 'https,http,httpproxy,tls,tcp,crypto,data';
const STREAM_LISTS = 'hls,dash,webvtt';

/** Entries of a playlist that a probe lists at most. */
export const MAX_ENTRIES = 500;

/**
 * Chooses which formats to take. The quality is sorted by, not filtered: where nothing fits the limit the nearest is taken, a lone file of unknown
 * height always matches, and an upright video is measured by its shorter side. Below `best`, what every player at home can show
 * (H.264 and AAC) goes before what is merely newer.
 */
function formatSelection(kind: MediaKind, preset: Preset): string[] {
  if (kind === 'audio') {
    // The resolution matters only where sound comes with a video stream that is thrown away afterwards.
    const sort = {
      best: 'res:720',
      good: 'res:480,acodec:m4a',
      small: 'res:360,abr:96,acodec:m4a',
    }[preset];
    // `best` keeps the sound as it is (m4a, opus, mp3): nothing is lost, and nothing is computed for minutes.
    return ['-f', `bestaudio${OVER_THE_WEB}/best${OVER_THE_WEB}`, '-S', sort, '-x', '--audio-format', 'best'];
  }
  const sort = {
    best: [],
    good: ['-S', 'res:1080,vcodec:h264,acodec:m4a'],
    small: ['-S', 'res:480,vcodec:h264,acodec:m4a'],
  }[preset];
  // Without --merge-output-format yt-dlp takes mp4 where it can hold both streams, else webm, else mkv; naming mkv there makes it
  // win whenever a codec is unknown.
  return ['-f', `bestvideo*${OVER_THE_WEB}+bestaudio${OVER_THE_WEB}/best${OVER_THE_WEB}`, ...sort];
}

/** Subtitles are a bonus: without `--ignore-errors` one that cannot be had would fail the video. What else fails still ends in exit code 1. */
function subtitleSelection({ kind, subtitles = 'none' }: DownloadRequest): string[] {
  if (kind === 'audio' || subtitles === 'none') return [];
  // A chat is called a subtitle too, and can be larger than its film.
  const languages = subtitles === 'all' ? 'all,-live_chat' : `${subtitles},${subtitles}-.*`;
  return ['--write-subs', '--sub-langs', languages, '--sub-format', 'vtt/srt/ass/best', '--ignore-errors'];
}

/** Lists the options of every start of the program: no files of the user, no plug-ins, no updates, no commands. */
function isolation(version: string): string[] {
  return [
    '--ignore-config',
    ...(versionAtLeast(version, '2025.03.31') ? ['--no-plugin-dirs'] : []),
    '--no-colors',
    '--no-exec',
    '--no-batch-file',
    '--no-update',
    // An address of one video inside a list means this video; a list alone stays a list.
    '--no-playlist',
  ];
}

/** All steps of yt-dlp that hand a downloaded file to ffmpeg with the options used here. */
const FFMPEG_STEPS = [
  ...['Merger', 'ExtractAudio', 'FixupM3u8', 'FixupM4a', 'FixupStretched'],
  ...['FixupTimestamp', 'FixupDuration', 'FixupDuplicateMoov'],
];

/** No file makes ffmpeg ask for more memory than this at once; the app's own calls have the same bound. */
const MEMORY_LIMIT = `-max_alloc ${512 * 1024 * 1024}`;

/**
 * Lists what ffmpeg gets before each file that it reads (each step has to be named, there is no name for all), and before each address where
 * it is the one that downloads, as yt-dlp lets it for live streams.
 */
function reading(formats: string): string[] {
  const steps = FFMPEG_STEPS.map((step) => [
    '--ppa',
    `${step}+ffmpeg_i:${MEMORY_LIMIT} -protocol_whitelist file -format_whitelist ${formats}`,
  ]);
  const download = `ffmpeg_i:${MEMORY_LIMIT} -protocol_whitelist ${WEB_PROTOCOLS} -format_whitelist ${STREAM_LISTS},${formats}`;
  return [...steps.flat(), '--downloader-args', download];
}

function patience(network: NetworkPatience = {}): string[] {
  const { socketTimeoutSeconds = 20, retries = 5, retrySleepMaxSeconds = 30 } = network;
  const sleep = retrySleepMaxSeconds > 0 ? `exp=${Math.min(1, retrySleepMaxSeconds)}:${retrySleepMaxSeconds}` : '0';
  return [
    ['--socket-timeout', String(socketTimeoutSeconds)],
    ['--retries', String(retries), '--fragment-retries', String(retries)],
    ['--extractor-retries', String(Math.min(2, retries)), '--file-access-retries', '3'],
    ['--retry-sleep', `http:${sleep}`, '--retry-sleep', `fragment:${sleep}`],
  ].flat();
}

function reporting({ nonce, runFolder }: DownloadRequest): string[] {
  return [
    '--newline',
    '--progress',
    '--progress-delta',
    '0.25',
    '--progress-template',
    `download:${nonce}dl %(progress.{${PROGRESS_FIELDS}})j${nonce},%(info.{id,format_id})j${nonce};`,
    '--progress-template',
    `postprocess:${nonce}pp %(progress.{status,postprocessor})j${nonce},%(info.{id,filepath})j${nonce};`,
    // To files, not with --print: that would silence the log, and the files outlive a crash of the app.
    ...['--print-to-file', `before_dl:%(.{${META_FIELDS}})j`, `${runFolder}/${META_REPORT}`],
    ...['--print-to-file', `after_move:%(.{${DONE_FIELDS}})j`, `${runFolder}/${DONE_REPORT}`],
  ];
}

/**
 * Builds the arguments of one download, the same for the same request. Partial files are kept in `parts`, the finished file is moved to
 * `out`, the reports are in the run folder.
 */
export function downloadArguments(request: DownloadRequest): string[] {
  return [
    ...isolation(request.ytDlpVersion),
    ...reporting(request),
    ...['--continue', '--part', '--no-mtime', '--no-overwrites', '--abort-on-unavailable-fragment'],
    // A run that died between the last byte of a stream and its repacking leaves a transport stream under an MP4's name: by default
    // the next run takes it for done as it is.
    ...['--fixup', 'force'],
    ...patience(request.network),
    // A row is one video: of a page with several only the first is taken.
    ...['--playlist-items', '1'],
    ...formatSelection(request.kind, request.preset),
    ...subtitleSelection(request),
    // MPEG-TS stays playable wherever a recording is cut off.
    ...(request.isLive ? ['--hls-use-mpegts'] : []),
    ...['--windows-filenames', '--ffmpeg-location', request.ffmpegPath],
    ...reading(request.readableFormats),
    // Relative, since a user's folder name in these options would be expanded and rewritten.
    ...['--paths', 'home:.', '--paths', `temp:${PARTS_FOLDER}`, '-o', OUTPUT_TEMPLATE],
    ...['--', request.url],
  ];
}

/** Builds the arguments of a probe: one JSON document on stdout, the entries of a list without extracting each. */
export function probeArguments(request: ProbeRequest): string[] {
  return [
    ...isolation(request.ytDlpVersion),
    ...['-J', '--flat-playlist', '--no-warnings'],
    ...['--playlist-items', `1:${MAX_ENTRIES}`],
    ...patience({ retries: 1, retrySleepMaxSeconds: 1, ...request.network }),
    ...['--', request.url],
  ];
}
