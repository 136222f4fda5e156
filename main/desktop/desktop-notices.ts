import type { Speaker } from '../../phrasebook/speaker.ts';
import type { DayHours, Notice, Profile, QueueItem } from '../../preload/contract/types.ts';
import type { CoreEvents } from '../ipc/services.ts';
import type { Clock } from '../platform/clock.ts';
import { isWithinHours } from '../platform/day-hours.ts';
import { createFinishedDownloads } from './finished-downloads.ts';
import { shortTitle } from './tray-text.ts';

/** A desktop notification, shown while nobody looks at the window. */
export interface DesktopNotice {
  readonly title: string;
  readonly body: string;
}

/** Chooses which events become desktop notifications. The app shows all of them as well, so nothing left out is lost. */
export interface DesktopNotices {
  /** Handles a change in the queue of the active profile. */
  queueChanged(upserts: readonly QueueItem[]): void;
  /** Handles a notice of the core. */
  told(fact: CoreEvents['notice']): void;
  /** Answers what somebody just did in the tray; false in quiet hours, when the window has to say it. */
  answer(notice: DesktopNotice): boolean;
  /** Clears what the desktop still shows, which was meant for the previous profile. */
  profileChanged(): void;
}

export interface DesktopNoticesOptions {
  readonly clock: Pick<Clock, 'now' | 'monotonicMs'>;
  /** The profile that the window acts as. */
  readonly acting: () => Profile | undefined;
  /** Whoever says it in the language of whom it is shown to. */
  readonly speaker: () => Speaker;
  readonly quietHours: () => DayHours | null;
  readonly show: (notice: DesktopNotice) => void;
  /** Removes the notifications that are still shown. */
  readonly clear: () => void;
}

/** At most this many for one delta: a finished playlist is one event for a person, not three hundred. */
export const MAX_NOTICES_AT_ONCE = 3;
/** Each adult hears of each request; a locked window says only now and then that there is one. */
export const MIN_REQUEST_NOTICE_INTERVAL_MS = 60_000;

/** Tells whether desktop notifications are off at a moment. Hours from and to the same time mean the whole day, as with download hours. Pure. */
export function isQuiet(quietHours: DayHours | null, at: Date): boolean {
  return quietHours !== null && isWithinHours(quietHours, at);
}

export function createDesktopNotices({ clock, acting, speaker, quietHours, show, clear }: DesktopNoticesOptions): DesktopNotices {
  const outcomes = createFinishedDownloads();
  let lastRequestNoticeMs = Number.NEGATIVE_INFINITY;

  const tell = (notice: DesktopNotice): boolean => {
    if (isQuiet(quietHours(), new Date(clock.now()))) return false;
    show(notice);
    return true;
  };
  const announceRequest = (): void => {
    if (clock.monotonicMs() - lastRequestNoticeMs < MIN_REQUEST_NOTICE_INTERVAL_MS) return;
    if (tell({ title: 'Homereel', body: speaker().say('notice.someoneAsks') })) lastRequestNoticeMs = clock.monotonicMs();
  };

  return {
    queueChanged: (upserts) => {
      for (const { status, title } of outcomes.ended(upserts).slice(0, MAX_NOTICES_AT_ONCE)) {
        const news = speaker().say(status === 'complete' ? 'notice.readyToWatch' : 'notice.downloadNeedsYou');
        tell({ title: news, body: shortTitle(title) });
      }
    },
    told: ({ notice, profileId }) => {
      const viewer = acting();
      if (profileId === undefined || profileId === viewer?.id) tell({ title: 'Homereel', body: inWords(notice, speaker()) });
      else if (viewer === undefined && notice.action?.kind === 'open-requests') announceRequest();
    },
    answer: tell,
    profileChanged: () => {
      outcomes.reset();
      clear();
    },
  };
}

/** Says a notice in somebody's language. Its own text is English and may say more than the phrase beside it. */
export function inWords({ text, phrase }: Notice, { language, tell }: Speaker): string {
  return (language === 'en' || phrase === undefined ? undefined : tell(phrase)) ?? text;
}
