import { type Said, said } from '../../phrasebook/said.ts';
import type { ToolHealth } from '../../preload/contract/types.ts';

type Tool = 'yt-dlp' | 'ffmpeg';

/** What to do about a program, in English and as a phrase. */
export type ToolAdvice = Required<Pick<ToolHealth, 'advice' | 'advicePhrase'>>;

const SYSTEMS = ['linux', 'darwin', 'win32'] as const;
/** Systems on which programs come in a way that can be named. */
type System = (typeof SYSTEMS)[number] | 'other';

const systemOf = (platform: string): System => SYSTEMS.find((system) => system === platform) ?? 'other';

/** The releases of Debian and Ubuntu keep the yt-dlp of their first day, so there it comes another way. */
const ON_DEBIAN: Readonly<Record<Tool, Said>> = {
  'yt-dlp': said('toolAdvice.onDebianYtDlp'),
  ffmpeg: said('toolAdvice.onDebianFfmpeg'),
};

const nameOn = (tool: Tool, system: System): string => (system === 'win32' && tool === 'ffmpeg' ? 'Gyan.FFmpeg' : tool);

const toAdvice = ({ text, phrase }: Said): ToolAdvice => ({ advice: text, advicePhrase: phrase });

/** Says what to do when a program is not on the path. */
export function missingAdvice(tool: Tool, platform: string): ToolAdvice {
  const system = systemOf(platform);
  const how = said(`installTool.${system}`, { tool: nameOn(tool, system), onDebian: ON_DEBIAN[tool] });
  return toAdvice(said(tool === 'yt-dlp' ? 'toolAdvice.ytDlpMissing' : 'toolAdvice.ffmpegMissing', { how }));
}

/** Says what to do when a program is there and does not run. */
export function brokenAdvice(tool: Tool, platform: string): ToolAdvice {
  const system = systemOf(platform);
  const how = said(`reinstallTool.${system}`, { tool: nameOn(tool, system), onDebian: ON_DEBIAN[tool] });
  return toAdvice(said('toolAdvice.broken', { tool, how }));
}

/** Says what to do when yt-dlp is older than the oldest version that may run. */
export function tooOldAdvice(version: string, minimum: string, platform: string): ToolAdvice {
  return toAdvice(said('toolAdvice.tooOld', { version, minimum, how: update(platform) }));
}

/** Says what to do when yt-dlp works, and is older than it should be. */
export function oldAdvice(platform: string): ToolAdvice {
  return toAdvice(said('toolAdvice.old', { how: update(platform) }));
}

/** Says what downloads wait for when a program was asked for its version and has not answered. */
export function silentAdvice(file: string): ToolAdvice {
  return toAdvice(said('toolAdvice.silent', { file }));
}

const update = (platform: string): Said => said(`updateYtDlp.${systemOf(platform)}`, { onDebian: ON_DEBIAN['yt-dlp'] });
