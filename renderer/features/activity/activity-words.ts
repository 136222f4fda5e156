import { FAILURE_REASONS } from '../../../preload/contract/failure-reasons.ts';
import { HOLDS } from '../../../preload/contract/hold-reasons.ts';
import { HOUSEHOLD_CHANGES, type HouseholdChange, householdChangeSentence } from '../../../preload/contract/household-changes.ts';
import type { ActivityEntry } from '../../../preload/contract/types.ts';
import { WAITING_SENTENCES } from '../../words/failure-sentences.ts';
import { formatBytes, formatCount, formatMoment, isolated } from '../../words/format.ts';
import { isHoldReason } from '../../words/hold-sentences.ts';

/** How an entry is marked: something went well, something needs looking at, or it is just told. */
export type ActivityTone = 'good' | 'trouble' | 'plain';

interface EventWords {
  readonly tone: ActivityTone;
  readonly sentence: (facts: Facts) => string;
}

/** An entry's details with the types the sentences need; absent or odd ones are undefined. */
interface Facts {
  readonly who: string;
  readonly nowMs: number;
  text(key: string): string | undefined;
  /** The same without marks around it, for words that are compared and not shown. */
  rawText(key: string): string | undefined;
  number(key: string): number | undefined;
}

const plain = (sentence: string): EventWords => ({ tone: 'plain', sentence: () => sentence });
const byPerson = (rest: string): EventWords => ({ tone: 'plain', sentence: ({ who }) => `${who} ${rest}` });

const householdChange = (change: HouseholdChange): EventWords => ({
  tone: 'plain',
  sentence: ({ text, rawText }) => householdChangeSentence(change, { by: text('by'), name: text('name'), role: rawText('role') }),
});

const oneOrMany = (verb: string): EventWords => ({
  tone: 'plain',
  sentence: ({ who, number }) => `${who} ${verb} ${number('videos') === undefined ? 'it' : `${number('videos')} downloads`}.`,
});

const EVENT_WORDS: ReadonlyMap<string, EventWords> = new Map(
  Object.entries({
    triggered: byPerson('added it.'),
    joined: byPerson('wants it too.'),
    dropped: {
      tone: 'plain',
      sentence: ({ who, text }) =>
        `${who} no longer wants it.${text('stillWantedBy') ? ` ${text('stillWantedBy')} still does.` : ''}`,
    },
    cancelled: byPerson('cancelled it, and nobody else wanted it.'),
    resumed: byPerson('resumed it after cancelling.'),
    paused: oneOrMany('paused'),
    unpaused: oneOrMany('resumed'),
    started: {
      tone: 'plain',
      sentence: ({ number }) =>
        (number('attempt') ?? 1) > 1 ? `The download started, attempt ${number('attempt')}.` : 'The download started.',
    },
    stopping: plain('The download is being stopped.'),
    stalled: { tone: 'trouble', sentence: () => 'It stalled, so Homereel stopped it and will try again.' },
    deadline: { tone: 'trouble', sentence: () => 'It ran for hours without finishing, so Homereel stopped it.' },
    unproven: { tone: 'trouble', sentence: () => 'The stopped download may still be running. Homereel is keeping an eye on it.' },
    'retry-planned': {
      tone: 'trouble',
      sentence: ({ text, number, nowMs }) => {
        const retryAt = number('retryAt');
        const later = retryAt !== undefined && retryAt > nowMs;
        return `${causeOf(text('reason'))} ${later ? 'Homereel will try again.' : 'Homereel tried again.'}`;
      },
    },
    failed: { tone: 'trouble', sentence: ({ text }) => `${causeOf(text('reason'))} Homereel stopped trying.` },
    finished: {
      tone: 'good',
      sentence: ({ number }) =>
        number('bytes') ? `It is in the library now (${formatBytes(number('bytes') ?? 0)}).` : 'It is in the library now.',
    },
    healed: { tone: 'good', sentence: () => 'Something was left unfinished. Homereel repaired it.' },
    'cool-down': {
      tone: 'trouble',
      sentence: ({ text }) => `${text('site') ?? 'The site'} asked Homereel to slow down, so its videos wait.`,
    },
    'cool-down-over': { tone: 'good', sentence: ({ text }) => `${text('site') ?? 'The site'} is working again.` },
    'hold-began': { tone: 'trouble', sentence: ({ text }) => `Downloads waited. ${holdOf(text('reason'))}` },
    'hold-ended': { tone: 'good', sentence: () => 'Downloads continued.' },
    'space-held': { tone: 'trouble', sentence: () => 'The disk is nearly full, so downloads wait.' },
    'space-released': { tone: 'good', sentence: () => 'There is space again, so downloads continue.' },
    'library-gone': { tone: 'trouble', sentence: () => 'The library’s folder was not there, so downloads wait.' },
    'library-back': { tone: 'good', sentence: () => 'The library is there again, so downloads continue.' },
    trashed: byPerson('removed it from the library.'),
    restored: byPerson('put it back.'),
    purged: plain('Its files were deleted for good.'),
    asked: { tone: 'plain', sentence: ({ who, text }) => `${who} asked for “${text('title') ?? 'a video'}”.` },
    'request-allowed': {
      tone: 'good',
      sentence: ({ who, text }) => `${who} approved “${text('title') ?? 'a video'}” for ${text('for') ?? 'a child'}.`,
    },
    'request-refused': {
      tone: 'plain',
      sentence: ({ who, text }) => `${who} declined “${text('title') ?? 'a video'}” for ${text('for') ?? 'a child'}.`,
    },
    ...Object.fromEntries(HOUSEHOLD_CHANGES.map((change) => [change, householdChange(change)])),
    'wrong-pins': {
      tone: 'trouble',
      sentence: ({ who, number }) => `${formatCount(number('count') ?? 1, 'wrong PIN')} had been entered for ${who}.`,
    },
    'told-of-changes': byPerson('was told what had happened meanwhile.'),
    'partials-dropped': plain('The part already downloaded was no longer usable, so it was deleted.'),
  }),
);

/** Says what happened; an event that this window does not know yet is shown by its own word. */
export function activitySentence(entry: ActivityEntry, nowMs: number): string {
  const words = EVENT_WORDS.get(entry.event);
  if (!words) return `${entry.event.charAt(0).toUpperCase()}${entry.event.slice(1).replaceAll('-', ' ')}.`;
  return words.sentence({
    who: isolated(entry.profileName ?? 'Homereel'),
    nowMs,
    text: (key) => {
      const value = entry.detail[key];
      return typeof value === 'string' && value !== '' ? isolated(value) : undefined;
    },
    rawText: (key) => {
      const value = entry.detail[key];
      return typeof value === 'string' ? value : undefined;
    },
    number: (key) => {
      const value = entry.detail[key];
      return typeof value === 'number' ? value : undefined;
    },
  });
}

/** Says how an entry is marked. */
export function activityTone(entry: ActivityEntry): ActivityTone {
  return EVENT_WORDS.get(entry.event)?.tone ?? 'plain';
}

/** Groups entries by day, in the order given: `Today`, `Yesterday`, `Monday 3 March`. */
export function byDay(
  entries: readonly ActivityEntry[],
  nowMs: number,
  locale?: string,
): readonly { readonly day: string; readonly entries: readonly ActivityEntry[] }[] {
  const days: { day: string; entries: ActivityEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayName(entry.at, nowMs, locale);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** Says when an entry happened. */
export const momentOf = (entry: ActivityEntry, nowMs: number): string => formatMoment(entry.at, nowMs);

function dayName(atMs: number, nowMs: number, locale?: string): string {
  const days = Math.round((new Date(nowMs).setHours(0, 0, 0, 0) - new Date(atMs).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return new Date(atMs).toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

const holdOf = (reason: string | undefined): string => (isHoldReason(reason) ? HOLDS[reason].sentence : '');

function causeOf(reason: string | undefined): string {
  if (isHoldReason(reason)) return HOLDS[reason].sentence;
  const known = FAILURE_REASONS.find((candidate) => candidate === reason);
  return known ? WAITING_SENTENCES[known] : 'It did not work.';
}
