import type { Packing } from './containers.ts';
import { READING_MEDIA, runMediaProgram } from './media-program.ts';
import { PacketTimes, type StreamFacts, type StreamTimeline } from './media-timeline.ts';

export interface PacketRequest {
  readonly ffprobePath: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** All video and audio streams of a file, packet by packet. */
export interface MediaPackets {
  readonly timelines: readonly StreamTimeline[];
  readonly packing: Packing;
  /** What the demuxer could not make sense of on its way through the file, in its own words. */
  readonly complaints: readonly string[];
  /** As the container says it; absent where it is a guess. */
  readonly containerSeconds?: number;
}

/** In the order in which ffprobe prints them; `tags` come last, since they may be absent. A film has a million packets: no names in each line. */
const ENTRIES = [
  'packet=stream_index,pts_time,dts_time,duration_time,flags',
  'stream=index,codec_name,codec_type,nb_frames',
  'stream_disposition=attached_pic',
  'stream_tags=DURATION',
  'format=format_name,duration',
].join(':');

/** `[mov,mp4,m4a @ 0x55d0] [error] stream 1, offset 0x30: partial file`: warnings are about taste, errors about bytes. */
const ERROR_LINE = /\[(?:error|fatal|panic)\] (?<text>.*\S)/;

/** `format,"mov,mp4,m4a,3gp,3g2,mj2",12.000000`: names with commas come in quotes. */
const FORMAT_LINE = /^format,"?(?<name>[^"]*?)"?,(?<seconds>[^,"]*)$/;

/** `00:00:12.345000000`, as Matroska notes it for each stream. */
function clockSeconds(text = ''): number {
  const [hours = Number.NaN, minutes = Number.NaN, seconds = Number.NaN] = text.split(':').map(Number.parseFloat);
  return hours * 3600 + minutes * 60 + seconds;
}

/** Reads the facts of a stream; undefined for what is neither video nor audio. A cover counts as neither. */
function factsOf(type = '', frames = '', isCover = '', duration = '', countsFrames: boolean): StreamFacts | undefined {
  if ((type !== 'video' && type !== 'audio') || isCover === '1') return undefined;
  const frameCount = Number.parseInt(frames, 10);
  const durationSeconds = clockSeconds(duration);
  return { type, ...(countsFrames && frameCount > 0 && { frameCount }), ...(durationSeconds > 0 && { durationSeconds }) };
}

/**
 * Lists the packets of a file. `isMp4`: its edit lists are ignored, since they hide samples that are counted. `no-media` when ffprobe
 * cannot make sense of the file, `no-end` when it did not come to an end by itself.
 */
export async function readPackets(
  file: string,
  isMp4: boolean,
  request: PacketRequest,
): Promise<MediaPackets | 'no-media' | 'no-end'> {
  const packets = new Map<string, PacketTimes>();
  const facts = new Map<string, StreamFacts>();
  const codecs = { video: [] as string[], audio: [] as string[] };
  let formatName = '';
  let containerSeconds = Number.NaN;

  function packetsOf(index: string): PacketTimes {
    const known = packets.get(index);
    if (known !== undefined) return known;
    const times = new PacketTimes();
    packets.set(index, times);
    return times;
  }

  function onLine(line: string): void {
    const [section, index = '', ...fields] = line.trimEnd().split(',');
    if (section === 'packet') {
      const [shown = '', decoded = '', duration = '', flags = ''] = fields;
      const time = Number.parseFloat(shown);
      packetsOf(index).add(
        Number.isNaN(time) ? Number.parseFloat(decoded) : time,
        Number.parseFloat(duration),
        flags.startsWith('K'),
      );
    } else if (section === 'stream') {
      const [codec = '', type, frames, isCover, duration] = fields;
      const own = factsOf(type, frames, isCover, duration, isMp4);
      if (own === undefined) return;
      facts.set(index, own);
      codecs[own.type].push(codec);
    } else if (section === 'format') {
      const { name = '', seconds = '' } = FORMAT_LINE.exec(line.trimEnd())?.groups ?? {};
      formatName = name;
      containerSeconds = Number.parseFloat(seconds);
    }
  }

  const { exitCode, stderr } = await runMediaProgram({
    command: request.ffprobePath,
    args: [
      ...['-v', 'level+warning', ...READING_MEDIA, ...(isMp4 ? ['-ignore_editlist', '1'] : [])],
      ...['-show_entries', ENTRIES, '-of', 'csv', `file:${file}`],
    ],
    reads: [file],
    timeoutMs: request.timeoutMs,
    onLine,
    ...(request.signal && { signal: request.signal }),
  });
  if (exitCode === null) return 'no-end';
  if (exitCode !== 0) return 'no-media';
  const complaints = stderr.split(/[\r\n]+/).flatMap((line) => ERROR_LINE.exec(line)?.groups?.['text'] ?? []);
  const isGuess = /Estimating duration from bitrate/.test(stderr) || !(containerSeconds > 0);
  const timelines = [...facts].map(([index, own]) => ({ facts: own, packets: packetsOf(index) }));
  const packing = { formatName, videoCodecs: codecs.video, audioCodecs: codecs.audio };
  return { timelines, packing, complaints, ...(isGuess ? {} : { containerSeconds }) };
}
