/** One line of text and when it shows, in seconds. */
export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const TIMES = /^(?<start>(?:\d+:)?\d{1,2}:\d{2}\.\d{3})[ \t]+-->[ \t]+(?<end>(?:\d+:)?\d{1,2}:\d{2}\.\d{3})/;

/** Reads WebVTT as ffmpeg writes it: blocks between empty lines, each with a line of times and then its text. What is odd is left out. */
export function parseWebVtt(text: string): readonly Cue[] {
  return text.split(/\r?\n(?:[ \t]*\r?\n)+/).flatMap((block) => {
    const lines = block.split(/\r?\n/);
    const at = lines.findIndex((line) => TIMES.test(line));
    const { start = '', end = '' } = TIMES.exec(lines[at] ?? '')?.groups ?? {};
    const words = lines
      .slice(at + 1)
      .join('\n')
      .trim();
    const cue = { start: seconds(start), end: seconds(end), text: words };
    return at >= 0 && words !== '' && cue.end > cue.start ? [cue] : [];
  });
}

const seconds = (clock: string): number => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
