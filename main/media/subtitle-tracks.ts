import { READING_MEDIA, runMediaProgram } from './media-program.ts';
import { languageTag } from './subtitle-languages.ts';

/** One subtitle stream of a file. */
export interface SubtitleStream {
  /** Counted among the file's subtitles, from 0. */
  readonly index: number;
  readonly language?: string;
}

const PROBE_TIMEOUT_MS = 10_000;
const READ_TIMEOUT_MS = 60_000;
const MOST_CHARACTERS = 4_000_000;
/** Bitmap subtitles cannot be shown as text. */
const TEXT_CODECS: ReadonlySet<string> = new Set(['mov_text', 'subrip', 'webvtt', 'ass', 'ssa', 'text']);

/** Lists the text subtitles that a file holds; none when it cannot be read. Never rejects. */
export async function listSubtitles(file: string, ffprobePath: string): Promise<readonly SubtitleStream[]> {
  let json = '';
  await runMediaProgram({
    command: ffprobePath,
    args: [
      ...['-v', 'error', ...READING_MEDIA, '-select_streams', 's', '-of', 'json'],
      ...['-show_entries', 'stream=codec_name:stream_tags=language,title,handler_name', `file:${file}`],
    ],
    reads: [file],
    timeoutMs: PROBE_TIMEOUT_MS,
    onLine: (line) => {
      if (json.length < MOST_CHARACTERS) json += line;
    },
  });
  return subtitleStreamsIn(json);
}

/** Reads one of them as WebVTT, the only kind that a window can show; undefined when that fails. Never rejects. */
export async function readSubtitles(file: string, index: number, ffmpegPath: string): Promise<string | undefined> {
  const lines: string[] = [];
  let characters = 0;
  const { exitCode } = await runMediaProgram({
    command: ffmpegPath,
    args: [
      ...['-nostdin', '-v', 'error', ...READING_MEDIA, '-i', `file:${file}`],
      ...['-map', `0:s:${index}`, '-f', 'webvtt', 'pipe:1'],
    ],
    reads: [file],
    timeoutMs: READ_TIMEOUT_MS,
    onLine: (line) => {
      characters += line.length + 1;
      if (characters <= MOST_CHARACTERS) lines.push(line.trimEnd());
    },
  });
  return exitCode === 0 && characters <= MOST_CHARACTERS ? lines.join('\n') : undefined;
}

/** Reads what ffprobe prints of subtitle streams; none when it was ended, or could not make sense of the file. Never throws. */
export function subtitleStreamsIn(json: string): readonly SubtitleStream[] {
  let printed: unknown;
  try {
    printed = JSON.parse(json);
  } catch {
    return [];
  }
  const streams = fieldOf(printed, 'streams');
  return (Array.isArray(streams) ? streams : []).flatMap((stream: unknown, index) => {
    const codec = fieldOf(stream, 'codec_name');
    if (typeof codec !== 'string' || !TEXT_CODECS.has(codec)) return [];
    const names = ['handler_name', 'title', 'language'].map((name) => fieldOf(fieldOf(stream, 'tags'), name));
    const language = names.map((name) => languageTag(typeof name === 'string' ? name : undefined)).find(Boolean);
    return [{ index, ...(language !== undefined && { language }) }];
  });
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
