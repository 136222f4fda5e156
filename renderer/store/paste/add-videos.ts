import type { Failure } from '../../../preload/contract/errors.ts';
import type {
  MediaKind,
  Preset,
  ProbeEntry,
  ReferenceGroup,
  SubtitlesChoice,
  VideoStatus,
} from '../../../preload/contract/types.ts';
import { say } from '../../words/say.ts';
import { call } from '../border/main-process.ts';
import { actingProfileId } from '../window/acting-profile.ts';

/** How a video is wanted: video or audio, its quality and subtitles, and the playlist that it comes from. */
export interface AddOptions {
  readonly kind: MediaKind;
  readonly preset: Preset;
  readonly subtitles?: SubtitlesChoice;
  readonly group?: ReferenceGroup;
}

const LONGEST_GROUP_TITLE = 300;
/** What a cut leaves when it goes through a character outside the basic plane. */
const HALF_A_CHARACTER = /[\ud800-\udbff]$/;

/** Makes a new group for what is added from one playlist now; none for a single video of it. */
export function newGroup(title: string, count: number): { readonly group?: ReferenceGroup } {
  const name = title.trim().slice(0, LONGEST_GROUP_TITLE).replace(HALF_A_CHARACTER, '').trim();
  return count < 2 || name === '' ? {} : { group: { id: crypto.randomUUID(), title: name } };
}

/** What came of adding one video: it is in the queue, an adult was asked, or it was refused. */
export type AddOutcome =
  | { readonly kind: 'added'; readonly status: VideoStatus; readonly joined: boolean }
  | { readonly kind: 'requested' }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** Adds one video to the queue. For a child who has to ask first it becomes a request. */
export async function addVideo(entry: ProbeEntry, options: AddOptions): Promise<AddOutcome> {
  const answer = await call('downloads:trigger', inputOf(entry, options));
  if (answer.ok) return { kind: 'added', status: answer.value.status, joined: answer.value.joined };
  if (answer.code === 'approval-needed' && answer.detail?.requestId !== undefined) return { kind: 'requested' };
  return { kind: 'refused', failure: answer };
}

/** Sends an adult a request, whatever the day's limit says; answers the failure if that did not work. */
export async function requestVideo(entry: ProbeEntry, options: AddOptions): Promise<Failure | undefined> {
  const answer = await call('requests:create', inputOf(entry, options));
  return answer.ok ? undefined : answer;
}

/** What came of adding several videos. `failure` is the last refusal; `left` is what was not tried, or refused by the quota. */
export interface AddVideosOutcome {
  readonly added: number;
  readonly requested: number;
  readonly failure: Failure | undefined;
  readonly left: readonly ProbeEntry[];
}

/** After one of these every further video would be refused too. */
const ENDS_ALL: ReadonlySet<string> = new Set(['quota-exceeded', 'limit-reached', 'no-space', 'forbidden']);

/** Adds several videos, one after another; `goOn` is told how many are through and says whether to go on. */
export async function addVideos(
  entries: readonly ProbeEntry[],
  options: AddOptions,
  goOn: (done: number) => boolean,
): Promise<AddVideosOutcome> {
  let added = 0;
  let requested = 0;
  let failure: Failure | undefined;
  for (const [index, entry] of entries.entries()) {
    if (!goOn(index)) return { added, requested, failure, left: [] };
    const outcome = await addVideo(entry, options);
    if (outcome.kind === 'added') added += 1;
    else if (outcome.kind === 'requested') requested += 1;
    else {
      failure = outcome.failure;
      if (ENDS_ALL.has(failure.code)) return { added, requested, failure, left: entries.slice(index) };
    }
  }
  return { added, requested, failure, left: [] };
}

/** Says what came of adding a video. */
export function addedSentence({ status, joined }: { readonly status: VideoStatus; readonly joined: boolean }): string {
  if (status === 'complete') return say('paste.alreadyInLibrary');
  return say(joined ? 'paste.joined' : 'paste.added');
}

/** Puts together a channel's input. A title that only repeats the link says nothing, so it is left out. */
const inputOf = ({ url, title }: ProbeEntry, { kind, preset, subtitles, group }: AddOptions) => ({
  profileId: actingProfileId(),
  url,
  kind,
  preset,
  ...(title === url || title === '' ? {} : { title: title.slice(0, 2000) }),
  ...(subtitles === undefined ? {} : { subtitles }),
  ...(group === undefined ? {} : { group }),
});
