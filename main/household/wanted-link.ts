import type { MediaKind, Preset, ReferenceGroup, SubtitlesChoice } from '../../preload/contract/types.ts';
import type { WantedLink } from '../downloads/reference.ts';
import { titleFromAddress } from '../web/title-from-address.ts';
import { normaliseAddress } from '../web/web-address.ts';

/** A link as a window sends it. */
export interface PastedLink {
  readonly url: string;
  readonly kind?: MediaKind | undefined;
  readonly preset?: Preset | undefined;
  readonly title?: string | undefined;
  readonly group?: ReferenceGroup | undefined;
  readonly subtitles?: SubtitlesChoice | undefined;
}

/** Reads a pasted link, or an entry of a list that was probed (`isOwnEntry`), and fills in what was left open. Throws a Refusal `invalid-url`. */
export function readWantedLink(
  pasted: PastedLink,
  defaultPreset: Preset,
  isOwnEntry: (url: string) => boolean = () => false,
): WantedLink {
  const { url, kind = 'video', preset = defaultPreset, title, group, subtitles } = pasted;
  const address = normaliseAddress(url, isOwnEntry);
  return {
    address,
    kind,
    preset,
    title: title?.trim() || titleFromAddress(address.url),
    group,
    subtitles: subtitles === 'none' ? undefined : subtitles,
  };
}
