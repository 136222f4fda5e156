import { checkMedia, type MediaCheckOptions, type MediaVerdict } from '../../../main/media/media-check.ts';
import { readPackets } from '../../../main/media/media-packets.ts';

/** Checks a file as the app does, and adds to a good verdict which streams the check has seen. */
export async function checkStreams(
  file: string,
  options: MediaCheckOptions,
): Promise<MediaVerdict & { readonly hasVideo?: boolean; readonly hasAudio?: boolean }> {
  const verdict = await checkMedia(file, options);
  const packets = await readPackets(file, /\.(?:mp4|m4a|mov)$/.test(file), options);
  if (verdict.whole !== true || typeof packets === 'string') return verdict;
  const has = (type: string): boolean => packets.timelines.some(({ facts }) => facts.type === type);
  return { ...verdict, hasVideo: has('video'), hasAudio: has('audio') };
}
