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
  return streamsIn(json);
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

interface ProbedStream {
  readonly codec_name?: unknown;
  readonly tags?: Readonly<Record<string, unknown>>;
}

function streamsIn(json: string): readonly SubtitleStream[] {
  let streams: readonly ProbedStream[];
  try {
    streams = (JSON.parse(json) as { streams?: readonly ProbedStream[] }).streams ?? [];
  } catch {
    return []; // ffprobe was ended, or could not make sense of the file
  }
  return streams.flatMap(({ codec_name: codec, tags = {} }, index) => {
    if (typeof codec !== 'string' || !TEXT_CODECS.has(codec)) return [];
    const names = [tags['handler_name'], tags['title'], tags['language']];
    const language = names.map((name) => languageTag(typeof name === 'string' ? name : undefined)).find(Boolean);
    return [{ index, ...(language !== undefined && { language }) }];
  });
}
