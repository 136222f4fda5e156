import type { Notice, Profile } from '../../../preload/contract/types.ts';
import type { RequestRow, RequestRows } from '../../library/household/request-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { counted } from '../../platform/plain-text.ts';
import { quoted } from '../notice-text.ts';

/** Long enough for most probes, so that the title is there; and a list of links becomes one notice. */
const GATHER_MS = 2000;

/** Tells adults that a child asks, and the child what came of it. */
export interface RequestNotices {
  /** Tells every adult soon that a child asked at `since`, several requests in one notice. What was decided by then is left out. */
  asked(profileId: string, since: number): void;
  /** Tells the child what an adult decided. */
  answered(adult: Profile, request: RequestRow): void;
  /** Tells the child that a rule allowed it after all. */
  wentThrough(request: RequestRow): void;
  stop(): void;
}

export interface RequestNoticesDependencies {
  readonly rows: RequestRows;
  readonly adults: () => readonly Profile[];
  readonly clock: Pick<Clock, 'after'>;
  readonly notify: (profileId: string, notice: Notice) => void;
}

export function createRequestNotices({ rows, adults, clock, notify }: RequestNoticesDependencies): RequestNotices {
  /** By child: what ends the gathering. */
  const gathering = new Map<string, () => void>();

  function tellAdults(profileId: string, since: number): void {
    gathering.delete(profileId);
    const asked = rows.waiting(profileId).filter(({ createdAt }) => createdAt >= since);
    const [only] = asked;
    if (only === undefined) return;
    const what = asked.length === 1 ? quoted(only.title) : counted(asked.length, 'video');
    for (const adult of adults()) {
      notify(adult.id, {
        level: 'info',
        text: `${only.profileName} is asking for ${what}.`,
        action: { label: 'Decide', kind: 'open-requests', ...(asked.length === 1 && { requestId: only.id }) },
      });
    }
  }

  return {
    asked(profileId, since) {
      if (gathering.has(profileId)) return;
      gathering.set(
        profileId,
        clock.after(GATHER_MS, () => tellAdults(profileId, since)),
      );
    },
    answered(adult, { profileId, status, title, videoId }) {
      const isAllowed = status === 'allowed';
      notify(profileId, {
        level: isAllowed ? 'success' : 'info',
        text: `${adult.name} said ${isAllowed ? 'yes' : 'no'} to ${quoted(title)}.`,
        ...(isAllowed && { action: { label: 'Show', kind: 'open-queue', ...(videoId !== undefined && { videoId }) } }),
      });
    },
    wentThrough({ profileId, title }) {
      notify(profileId, { level: 'success', text: `You may have ${quoted(title)}. It is on its way.` });
    },
    stop() {
      for (const cancel of gathering.values()) cancel();
      gathering.clear();
    },
  };
}
