import type { DayHours, Profile, QueueItem } from '../../preload/contract/types.ts';
import type { CoreEvents } from '../ipc/services.ts';
import type { Clock } from '../platform/clock.ts';
import { createOutcomeWatch } from './finished-downloads.ts';
import { isQuiet } from './quiet-hours.ts';
import { shortTitle } from './tray-text.ts';

/** What the desktop shows for a window that nobody looks at. */
export interface DesktopNotice {
  readonly title: string;
  readonly body: string;
}

/** Decides what the desktop is told. All of it can be seen in the app as well, so what is left out is not lost. */
export interface DesktopNotices {
  /** The queue of the profile that the window acts as changed. */
  queueChanged(upserts: readonly QueueItem[]): void;
  /** The core had something to say. */
  told(fact: CoreEvents['notice']): void;
  /** An answer to what somebody just did in the tray; false in quiet hours, when it has to be said in the window. */
  answer(notice: DesktopNotice): boolean;
  /** The window acts as somebody else, or as nobody: what the desktop still shows was not for them. */
  profileChanged(): void;
}

export interface DesktopNoticesOptions {
  readonly clock: Pick<Clock, 'now' | 'monotonicMs'>;
  /** The profile that the window acts as. */
  readonly acting: () => Profile | undefined;
  readonly quietHours: () => DayHours | null;
  readonly show: (notice: DesktopNotice) => void;
  /** Takes away what is still shown. */
  readonly clear: () => void;
}

/** At most this many for one delta: a finished playlist is one event for a person, not three hundred. */
export const MAX_NOTICES_AT_ONCE = 3;
/** Each adult is told of each wish; to nobody in particular it is said once. */
export const MIN_WISH_INTERVAL_MS = 60_000;

export function createDesktopNotices({ clock, acting, quietHours, show, clear }: DesktopNoticesOptions): DesktopNotices {
  const outcomes = createOutcomeWatch();
  let lastWishMs = Number.NEGATIVE_INFINITY;

  const say = (notice: DesktopNotice): boolean => {
    if (isQuiet(quietHours(), new Date(clock.now()))) return false;
    show(notice);
    return true;
  };
  const tellNobodyOfWish = (): void => {
    if (clock.monotonicMs() - lastWishMs < MIN_WISH_INTERVAL_MS) return;
    if (say({ title: 'Homereel', body: 'Somebody asks for a video. A grown-up can decide.' })) lastWishMs = clock.monotonicMs();
  };

  return {
    queueChanged: (upserts) => {
      for (const { status, title } of outcomes.ended(upserts).slice(0, MAX_NOTICES_AT_ONCE)) {
        say({ title: status === 'complete' ? 'Ready to watch' : 'A download needs you', body: shortTitle(title) });
      }
    },
    told: ({ notice, profileId }) => {
      const viewer = acting();
      if (profileId === undefined || profileId === viewer?.id) say({ title: 'Homereel', body: notice.text });
      else if (viewer === undefined && notice.action?.kind === 'open-requests') tellNobodyOfWish();
    },
    answer: say,
    profileChanged: () => {
      outcomes.reset();
      clear();
    },
  };
}
