import type { MediaKind, Preset, ReferenceGroup, SubtitlesChoice } from '../../preload/contract/types.ts';
import type { NewReference } from '../library/transitions/reference-triggers.ts';
import type { WebAddress } from '../web/web-address.ts';

/** A link that somebody wants, complete: read once at the household's gate, with the defaults filled in. */
export interface WantedLink {
  readonly address: WebAddress;
  readonly kind: MediaKind;
  readonly preset: Preset;
  readonly title: string;
  readonly group?: ReferenceGroup | undefined;
  readonly subtitles?: SubtitlesChoice | undefined;
}

/** A video that the household knows by its id, for somebody who wants it. */
export interface KnownVideo {
  readonly videoId: string;
  /** Absent: the group it was in. */
  readonly group?: ReferenceGroup | undefined;
}

/** A reference that only has to be written: all that takes time is over. */
export type PreparedReference =
  | { readonly of: 'link'; readonly row: NewReference }
  | { readonly of: 'known-video'; readonly profileId: string; readonly video: KnownVideo };

/** One item of one person's queue or library. */
export interface OwnItem {
  readonly profileId: string;
  readonly videoId: string;
}
