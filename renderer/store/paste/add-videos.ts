import type { Failure } from '../../../preload/contract/errors.ts';
import type { MediaKind, Preset, ProbeEntry, SubtitlesChoice, VideoStatus, WishGroup } from '../../../preload/contract/types.ts';
import { call } from '../border/main-process.ts';
import { actingProfileId } from '../window/acting-profile.ts';

/** Video or sound, how sharp, with which subtitles, and the playlist that it comes from. */
export interface WantedForm {
  readonly kind: MediaKind;
  readonly preset: Preset;
  readonly subtitles?: SubtitlesChoice;
  readonly group?: WishGroup;
}

const LONGEST_GROUP_TITLE = 300;
/** What a cut may leave of a character outside the basic plane. */
const HALF_A_CHARACTER = /[\ud800-\udbff]$/;

/** A new group for what is added from one playlist now; none for a single video of it. */
export function groupOf(title: string, count: number): { readonly group?: WishGroup } {
  const name = title.trim().slice(0, LONGEST_GROUP_TITLE).replace(HALF_A_CHARACTER, '').trim();
  return count < 2 || name === '' ? {} : { group: { id: crypto.randomUUID(), title: name } };
}

/** What came of one wish: in the queue, with an adult, or refused. */
export type AddOutcome =
  | { readonly kind: 'added'; readonly status: VideoStatus; readonly joined: boolean }
  | { readonly kind: 'asked' }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** Asks for one video. A child's new one goes to an adult by itself. */
export async function addOne(entry: ProbeEntry, form: WantedForm): Promise<AddOutcome> {
  const answer = await call('downloads:trigger', wish(entry, form));
  if (answer.ok) return { kind: 'added', status: answer.value.status, joined: answer.value.joined };
  if (answer.code === 'approval-needed' && answer.detail?.requestId !== undefined) return { kind: 'asked' };
  return { kind: 'refused', failure: answer };
}

/** Sends one wish to an adult, whatever the day's limit says; the failure if that did not work. */
export async function askFor(entry: ProbeEntry, form: WantedForm): Promise<Failure | undefined> {
  const answer = await call('requests:create', wish(entry, form));
  return answer.ok ? undefined : answer;
}

/** What came of several wishes. `failure` is the last refusal; `left` is what was not asked for, or refused by the quota. */
export interface SeveralOutcome {
  readonly added: number;
  readonly asked: number;
  readonly failure: Failure | undefined;
  readonly left: readonly ProbeEntry[];
}

/** After these every further one would be refused too. */
const ENDS_ALL: ReadonlySet<string> = new Set(['quota-exceeded', 'limit-reached', 'no-space', 'forbidden']);

/** Asks for several videos, one after another; `goOn` is told how many are through and says whether to go on. */
export async function addSeveral(
  entries: readonly ProbeEntry[],
  form: WantedForm,
  goOn: (done: number) => boolean,
): Promise<SeveralOutcome> {
  let added = 0;
  let asked = 0;
  let failure: Failure | undefined;
  for (const [index, entry] of entries.entries()) {
    if (!goOn(index)) return { added, asked, failure, left: [] };
    const outcome = await addOne(entry, form);
    if (outcome.kind === 'added') added += 1;
    else if (outcome.kind === 'asked') asked += 1;
    else {
      failure = outcome.failure;
      if (ENDS_ALL.has(failure.code)) return { added, asked, failure, left: entries.slice(index) };
    }
  }
  return { added, asked, failure, left: [] };
}

/** What a person reads once a wish is in the queue. */
export function addedSentence({ status, joined }: { readonly status: VideoStatus; readonly joined: boolean }): string {
  if (status === 'complete') return 'It is already in the library, so it is yours right away.';
  return joined ? 'Somebody at home is getting it already. You get it too.' : 'Added to your queue.';
}

/** A title that only repeats the link says nothing. */
const wish = ({ url, title }: ProbeEntry, { kind, preset, subtitles, group }: WantedForm) => ({
  profileId: actingProfileId(),
  url,
  kind,
  preset,
  ...(title === url || title === '' ? {} : { title: title.slice(0, 2000) }),
  ...(subtitles === undefined ? {} : { subtitles }),
  ...(group === undefined ? {} : { group }),
});
