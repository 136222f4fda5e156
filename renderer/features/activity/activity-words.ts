import { FAILURE_REASONS } from '../../../preload/contract/failure-reasons.ts';
import { HOUSEHOLD_CHANGES, type HouseholdChange } from '../../../preload/contract/household-changes.ts';
import type { ActivityEntry } from '../../../preload/contract/types.ts';
import { waitingSentence } from '../../words/failure-sentences.ts';
import { formatBytes, formatDay, formatMoment, isolated } from '../../words/format.ts';
import { holdSentence, isHoldReason } from '../../words/hold-sentences.ts';
import { changeSentence, say } from '../../words/say.ts';

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

/** One event in words; the phrase of most has the event's own name. */
const plain = (sentence: EventWords['sentence']): EventWords => ({ tone: 'plain', sentence });
const trouble = (sentence: EventWords['sentence']): EventWords => ({ tone: 'trouble', sentence });
const good = (sentence: EventWords['sentence']): EventWords => ({ tone: 'good', sentence });

const householdChange = (name: HouseholdChange): EventWords =>
  plain(({ text, rawText }) => changeSentence(name, { by: text('by'), name: text('name'), role: rawText('role') }));

const EVENT_WORDS: ReadonlyMap<string, EventWords> = new Map(
  Object.entries({
    triggered: plain(({ who }) => say('event.triggered', { who })),
    joined: plain(({ who }) => say('event.joined', { who })),
    dropped: plain(({ who, text }) => {
      const others = text('stillWantedBy');
      return others === undefined ? say('event.dropped', { who }) : say('event.droppedButWanted', { who, others });
    }),
    cancelled: plain(({ who }) => say('event.cancelled', { who })),
    resumed: plain(({ who }) => say('event.resumed', { who })),
    paused: plain(({ who, number }) => {
      const count = number('videos');
      return count === undefined ? say('event.paused', { who }) : say('event.pausedSeveral', { who, count });
    }),
    unpaused: plain(({ who, number }) => {
      const count = number('videos');
      return count === undefined ? say('event.unpaused', { who }) : say('event.unpausedSeveral', { who, count });
    }),
    started: plain(({ number }) => {
      const attempt = number('attempt') ?? 1;
      return attempt > 1 ? say('event.startedAgain', { attempt }) : say('event.started');
    }),
    stopping: plain(() => say('event.stopping')),
    stalled: trouble(() => say('event.stalled')),
    deadline: trouble(() => say('event.deadline')),
    unproven: trouble(() => say('event.unproven')),
    'retry-planned': trouble(({ text, number, nowMs }) => {
      const cause = causeOf(text('reason'));
      return (number('retryAt') ?? 0) > nowMs ? say('event.retry-planned', { cause }) : say('event.retried', { cause });
    }),
    failed: trouble(({ text }) => say('event.failed', { cause: causeOf(text('reason')) })),
    finished: good(({ number }) => {
      const bytes = number('bytes');
      return bytes ? say('event.finishedWithSize', { size: formatBytes(bytes) }) : say('event.finished');
    }),
    healed: good(() => say('event.healed')),
    'cool-down': trouble(({ text }) => say('event.cool-down', { site: siteIn(text) })),
    'cool-down-over': good(({ text }) => say('event.cool-down-over', { site: siteIn(text) })),
    'hold-began': trouble(({ text }) => say('event.hold-began', { cause: holdOf(text('reason')) })),
    'hold-ended': good(() => say('event.hold-ended')),
    'space-held': trouble(() => say('event.space-held')),
    'space-released': good(() => say('event.space-released')),
    'library-gone': trouble(() => say('event.library-gone')),
    'library-back': good(() => say('event.library-back')),
    trashed: plain(({ who }) => say('event.trashed', { who })),
    restored: plain(({ who }) => say('event.restored', { who })),
    purged: plain(() => say('event.purged')),
    asked: plain(({ who, text }) => say('event.asked', { who, title: titleIn(text) })),
    'request-allowed': good(({ who, text }) => say('event.request-allowed', { who, title: titleIn(text), child: childIn(text) })),
    'request-refused': plain(({ who, text }) =>
      say('event.request-refused', { who, title: titleIn(text), child: childIn(text) }),
    ),
    ...Object.fromEntries(HOUSEHOLD_CHANGES.map((name) => [name, householdChange(name)])),
    'wrong-pins': trouble(({ who, number }) => say('event.wrong-pins', { who, count: number('count') ?? 1 })),
    'wrong-recovery-codes': trouble(({ who, number }) => say('event.wrong-recovery-codes', { who, count: number('count') ?? 1 })),
    'told-of-changes': plain(({ who }) => say('event.told-of-changes', { who })),
    'partials-dropped': plain(() => say('event.partials-dropped')),
  }),
);

const siteIn = (text: Facts['text']): string => text('site') ?? say('unnamed.theSite');
const titleIn = (text: Facts['text']): string => text('title') ?? say('unnamed.aVideo');
const childIn = (text: Facts['text']): string => text('for') ?? say('unnamed.aChild');

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
    const day = formatDay(entry.at, nowMs, locale);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** Says when an entry happened. */
export const momentOf = (entry: ActivityEntry, nowMs: number): string => formatMoment(entry.at, nowMs);

const holdOf = (reason: string | undefined): string => (isHoldReason(reason) ? holdSentence(reason) : '');

function causeOf(reason: string | undefined): string {
  if (isHoldReason(reason)) return holdSentence(reason);
  const known = FAILURE_REASONS.find((candidate) => candidate === reason);
  return known ? waitingSentence(known) : say('unnamed.didNotWork');
}
