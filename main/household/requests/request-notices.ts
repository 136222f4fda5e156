import { said } from '../../../phrasebook/said.ts';
import type { Notice, Profile } from '../../../preload/contract/types.ts';
import type { RequestRow, RequestRows } from '../../library/household/request-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { shownTitle } from '../notice-text.ts';

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
    const name = only.profileName;
    const news =
      asked.length === 1
        ? said('notice.asksForOne', { name, title: shownTitle(only.title) })
        : said('notice.asksForSeveral', { name, count: asked.length });
    for (const adult of adults()) {
      notify(adult.id, {
        level: 'info',
        ...news,
        action: {
          label: said('noticeAction.open-requests').text,
          kind: 'open-requests',
          ...(asked.length === 1 && { requestId: only.id }),
        },
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
        ...said(isAllowed ? 'notice.answeredYes' : 'notice.answeredNo', { name: adult.name, title: shownTitle(title) }),
        ...(isAllowed && {
          action: { label: said('noticeAction.open-queue').text, kind: 'open-queue', ...(videoId !== undefined && { videoId }) },
        }),
      });
    },
    wentThrough({ profileId, title }) {
      notify(profileId, { level: 'success', ...said('notice.wentThrough', { title: shownTitle(title) }) });
    },
    stop() {
      for (const cancel of gathering.values()) cancel();
      gathering.clear();
    },
  };
}
