/** What each state of the box means for the household, in plain words. */
export const SENTENCES = {
  whole:
    'yt-dlp and FFmpeg run in a box: they see the one video that they work on, and reach the internet only through Homereel.',
  withoutNetwork:
    'yt-dlp and FFmpeg run in a box and see only the one video that they work on. yt-dlp shares the network of this computer: for more, Python 3 and a system that allows network namespaces are needed.',
  notInstalled:
    'yt-dlp and FFmpeg run without a box and could read whatever you can read. The package “bubblewrap” of this system closes that; start Homereel again afterwards.',
  doesNotWork: 'yt-dlp and FFmpeg run without a box and could read whatever you can read: this system does not let the box work.',
  otherSystem:
    'yt-dlp and FFmpeg run without a box and could read whatever you can read: this system has none that Homereel can use.',
  off: 'The box round yt-dlp and FFmpeg was turned off with HOMEREEL_BOX=off.',
} as const;

/** Names the programs that cannot be put in the box. */
export function sentenceOfLeftOut(programs: readonly string[]): string {
  return `This computer has a box for programs, but ${programs.join(' and ')} cannot run in it, so nothing guards what you can read from them. One that was installed by this system can.`;
}
