import { type Said, said } from '../../../phrasebook/said.ts';
import { HOLDS, type HoldHelp, type HoldReason } from '../../../preload/contract/hold-reasons.ts';
import type { Notice } from '../../../preload/contract/types.ts';
import type { AppendActivity } from '../../library/activity/activity-events.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Hold } from './hold.ts';

export interface HoldsDependencies {
  readonly append: AppendActivity;
  readonly logger: Logger;
  readonly onNotice: (notice: Notice) => void;
  /** The reason to wait changed: what waits looks different, and may be able to start. */
  readonly onChanged: () => void;
}

/** Asks all holds as one. */
export interface Holds {
  /** Resolves when each hold has checked once and watches by itself. */
  start(): Promise<void>;
  stop(): void;
  /** Asks one after the other; resolves to the first reason to wait, or to undefined when a download may start. */
  check(): Promise<HoldReason | undefined>;
  /** Tells why everything waits, as of the last checks. */
  reason(): HoldReason | undefined;
  /** Tells when the present reason will end by itself, in epoch milliseconds, if that is known. */
  endsAt(): number | undefined;
  /** Announces what changed without a check, such as a setting. */
  refresh(): void;
}

/** Puts holds in order: the first that holds is the reason that everybody is told. */
export function createHolds(holds: readonly Hold[], dependencies: HoldsDependencies): Holds {
  const { append, logger, onNotice, onChanged } = dependencies;
  const announced = new Map<Hold, Announcement>();
  let isStopped = false;
  const first = (): Hold | undefined => holds.find((hold) => hold.reason() !== undefined);
  const reason = (): HoldReason | undefined => first()?.reason();

  /** Tells each beginning and each end once, whoever noticed it. A check may come to its end after the stop, when the database is closed. */
  function refresh(): void {
    if (isStopped) return;
    let isChanged = false;
    for (const hold of holds) {
      const before = announced.get(hold) ?? NOTHING;
      const now = announcementOf(hold);
      if (now.reason === before.reason && now.endsAt === before.endsAt) continue;
      announced.set(hold, now);
      isChanged = true;
      try {
        if (now.reason !== before.reason) tell(hold, before.reason, now.reason);
      } catch (error) {
        logger.error('a hold could not be announced', { hold: now.reason ?? before.reason, error });
      }
    }
    if (isChanged) onChanged();
  }

  function tell(hold: Hold, before: HoldReason | undefined, now: HoldReason | undefined): void {
    if (before !== undefined && !words(before).isPlanned) append('hold-ended', { detail: { reason: before } });
    if (now === undefined || words(now).isPlanned) return;
    append('hold-began', { detail: { reason: now } });
    onNotice({ level: 'warning', ...news(hold, now), action: helpAction(now) });
  }

  async function check(): Promise<HoldReason | undefined> {
    for (const hold of holds) {
      const found = await safely(hold, () => hold.check());
      refresh();
      if (found !== undefined) return found;
    }
    // One that was asked first may hold by now: another's check can take many seconds.
    return reason();
  }

  /** What goes wrong with one hold stops neither the others nor the queue: it keeps its last reason. */
  async function safely<Value>(hold: Hold, ask: () => Promise<Value>): Promise<Value | HoldReason | undefined> {
    try {
      return await ask();
    } catch (error) {
      logger.error('a hold could not be checked', { hold: hold.reason(), error });
      return hold.reason();
    }
  }

  return {
    async start() {
      for (const hold of holds) await safely(hold, () => hold.start(refresh));
      refresh();
    },
    stop() {
      isStopped = true;
      for (const hold of holds) hold.stop();
    },
    check,
    reason,
    endsAt: () => first()?.endsAt?.(),
    refresh,
  };
}

/** What people were last told of a hold. */
interface Announcement {
  readonly reason: HoldReason | undefined;
  readonly endsAt: number | undefined;
}

const NOTHING: Announcement = { reason: undefined, endsAt: undefined };

function announcementOf(hold: Hold): Announcement {
  const reason = hold.reason();
  return reason === undefined ? NOTHING : { reason, endsAt: hold.endsAt?.() };
}

const words = (reason: HoldReason): HoldHelp => HOLDS[reason];

/** What is known better than the reason alone is said in English; in other languages the reason has to do. */
function news(hold: Hold, reason: HoldReason): Said {
  const why = said(`hold.${reason}`);
  const advice = hold.advice?.();
  const { text } = said('notice.downloadsWait', { why: advice ?? why });
  return { text, phrase: said('notice.downloadsWait', { why }).phrase };
}

function helpAction(reason: HoldReason): NonNullable<Notice['action']> {
  return words(reason).help === 'library'
    ? { kind: 'open-storage', label: said('noticeAction.open-storage').text }
    : { kind: 'open-health', label: said('noticeAction.open-health').text };
}
