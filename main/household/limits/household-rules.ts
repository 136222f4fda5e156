import { type Said, said } from '../../../phrasebook/said.ts';
import type { DailyUse, ProfileLimits } from '../../../preload/contract/household.ts';
import type { MediaKind, Profile } from '../../../preload/contract/types.ts';
import type { QuotaRows } from '../../library/household/quota-rows.ts';
import type { StorageRows } from '../../library/household/storage-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { requireProfile } from '../people/require-profile.ts';

/** A person is warned from this share of the quota on. */
export const NEARLY_FULL_SHARE = 0.9;
const SUGGESTED = 10;

/** A day that begins sooner after the last booked one is that same day, seen from another time zone. */
const LEAST_DAY_MS = 20 * 60 * 60 * 1000;

/** Lengths that two readers tell of one video differ by a rounding. */
const SLACK_SECONDS = 2;

/** A link that somebody wants to add, with what is known of it. */
export interface NewItem {
  readonly urlKey: string;
  readonly kind: MediaKind;
  readonly durationSeconds: number | null;
  readonly expectedBytes: number | null;
  /** Tells whether this person had it on the list once. */
  readonly isOwn: boolean;
}

/** What a run found of a video that somebody has on the list. */
export interface FoundItem {
  readonly videoId: string;
  readonly durationSeconds?: number | undefined;
  readonly totalBytes?: number | undefined;
}

/**
 * Checks what a person may still add. Days are local days: from midnight to midnight where the computer stands. The day on which something
 * was added is booked, and no second one begins within 20 hours, wherever the computer says it stands. An item counts on the day it was
 * added, also when it is given up again, but once only; minutes are those of the lengths known so far.
 */
export interface HouseholdRules {
  limits(profileId: string): ProfileLimits;
  today(profileId: string): DailyUse;
  /** Throws `limit-reached`; adults have no daily limit. Without an item it checks whether there is room for any. */
  checkDaily(profile: Profile, item?: NewItem): void;
  /** Throws `quota-exceeded` when the person is full, or when the item is known not to fit. */
  checkQuota(profile: Profile, item?: NewItem): void;
  /** Tells whether how long or how large a new item is decides if this person may add it: of a child with such a limit. */
  needsFacts(profile: Profile): boolean;
  /**
   * Says why a video that a run found is too much for this child, who has it on the list already; undefined: it is not. What was known when
   * it was added was checked then, so only what is more than that counts now.
   */
  whyTooMuch(profile: Profile, found: FoundItem): Said | undefined;
  /** Books the present day; call it with each item that is added. */
  bookDay(): void;
}

export function createHouseholdRules(quotas: QuotaRows, storage: StorageRows, clock: Pick<Clock, 'now'>): HouseholdRules {
  const limits = (profileId: string): ProfileLimits => requireProfile(quotas.limits(profileId));

  /** Finds the day whose use counts now: the booked one until a new one may begin. */
  function countedDay(): { startsAt: number; endsAt: number } {
    const now = clock.now();
    const local = localDay(now);
    const booked = quotas.lastDay(now);
    if (booked === undefined || local.startsAt - booked >= LEAST_DAY_MS) return local;
    let { endsAt } = local;
    while (endsAt - booked < LEAST_DAY_MS) endsAt = localDay(endsAt).endsAt;
    return { startsAt: booked, endsAt };
  }

  function use(profileId: string, but?: NewItem): { items: number; seconds: number; resetsAt: number } {
    const day = countedDay();
    return { ...quotas.addedSince(profileId, day.startsAt, but), resetsAt: day.endsAt };
  }

  return {
    limits,
    needsFacts({ id, role }) {
      const { dailyMinutes, quotaBytes } = limits(id);
      return role === 'child' && (dailyMinutes !== null || quotaBytes !== null);
    },
    whyTooMuch({ id, name, role }, { videoId, durationSeconds = 0, totalBytes = 0 }) {
      if (role === 'adult') return undefined;
      const { dailyMinutes, quotaBytes } = limits(id);
      const known = quotas.known(videoId);
      const moreSeconds = durationSeconds - (known.durationSeconds ?? 0);
      if (dailyMinutes !== null && moreSeconds > SLACK_SECONDS) {
        const leftSeconds = dailyMinutes * 60 - use(id).seconds;
        if (moreSeconds > leftSeconds) return tooLong(name, durationSeconds, leftSeconds);
      }
      if (quotaBytes === null || totalBytes <= (known.bytes ?? 0)) return undefined;
      quotas.expect(videoId, totalBytes);
      const { used, expected } = quotas.charged(id);
      if (used + expected <= quotaBytes) return undefined;
      return said('tooMuch.largerThanLeft', { size: { bytes: totalBytes }, name });
    },
    bookDay() {
      const now = clock.now();
      quotas.bookDay({ startsAt: localDay(now).startsAt, leastMs: LEAST_DAY_MS, now });
    },
    today(profileId) {
      const { items, seconds, resetsAt } = use(profileId);
      return { items, minutes: Math.ceil(seconds / 60), resetsAt };
    },
    checkDaily(profile, item) {
      const { dailyItems, dailyMinutes } = limits(profile.id);
      if (profile.role === 'adult' || (dailyItems === null && dailyMinutes === null)) return;
      const { items, seconds, resetsAt } = use(profile.id, item);
      const why = whyNoMoreItems(profile.name, dailyItems, items) ?? whyNoMoreMinutes(profile.name, dailyMinutes, seconds, item);
      if (why === undefined) return;
      const retryAfterSeconds = Math.ceil((resetsAt - clock.now()) / 1000);
      throw new Refusal('limit-reached', why, { worksAgainAt: resetsAt, retryAfterSeconds });
    },
    checkQuota(profile, item) {
      const { quotaBytes } = limits(profile.id);
      if (quotaBytes === null) return;
      const { used, expected } = quotas.charged(profile.id);
      const takenBytes = used + expected;
      const neededBytes = item === undefined ? null : neededFor(quotas, profile, item);
      if (takenBytes < quotaBytes && takenBytes + (neededBytes ?? 0) <= quotaBytes) return;
      const safeToFree = storage.safeToFree(profile.id).slice(0, SUGGESTED);
      const why = whyNoSpace(profile.name, takenBytes, quotaBytes, neededBytes ?? 0);
      const advice =
        safeToFree.length > 0 ? said('tooMuch.removeWatched', { count: safeToFree.length }) : said('tooMuch.removeSomething');
      throw new Refusal('quota-exceeded', said('tooMuch.both', { why, advice }), {
        storage: { usedBytes: takenBytes, quotaBytes, neededBytes: neededBytes ?? 0, safeToFree },
      });
    },
  };
}

/** Counts a share for an adult who joins; for a child the whole, since its share would tell how many others have the video. */
function neededFor(quotas: QuotaRows, { role }: Profile, { urlKey, kind, expectedBytes, isOwn }: NewItem): number | null {
  const shareBytes = quotas.shareOfNew(urlKey, kind, expectedBytes);
  return role === 'child' && !isOwn && expectedBytes !== null ? Math.max(expectedBytes, shareBytes ?? 0) : shareBytes;
}

function whyNoMoreItems(name: string, allowed: number | null, added: number): Said | undefined {
  if (allowed === null || added < allowed) return undefined;
  return allowed === 0 ? said('tooMuch.noVideos', { name }) : said('tooMuch.addedVideos', { name, count: allowed });
}

function whyNoMoreMinutes(name: string, allowed: number | null, addedSeconds: number, item?: NewItem): Said | undefined {
  if (allowed === null) return undefined;
  if (allowed === 0) return said('tooMuch.noVideos', { name });
  const leftSeconds = allowed * 60 - addedSeconds;
  if (leftSeconds <= 0) return said('tooMuch.addedMinutes', { name, count: allowed });
  const seconds = item?.durationSeconds ?? 0;
  if (seconds <= leftSeconds) return undefined;
  const isTooLongForADay = seconds > allowed * 60;
  const advice = isTooLongForADay ? said('tooMuch.longerThanADay') : said('tooMuch.canAddAfterMidnight', { name });
  return said('tooMuch.both', { why: tooLong(name, seconds, leftSeconds), advice });
}

function whyNoSpace(name: string, takenBytes: number, quotaBytes: number, neededBytes: number): Said {
  if (takenBytes >= quotaBytes) return said('tooMuch.full', { name, used: { bytes: takenBytes }, quota: { bytes: quotaBytes } });
  return said('tooMuch.tooLarge', { name, size: { bytes: neededBytes }, left: { bytes: quotaBytes - takenBytes } });
}

function tooLong(name: string, seconds: number, leftSeconds: number): Said {
  const left = Math.max(0, Math.floor(leftSeconds / 60));
  return said('tooMuch.tooLong', { count: Math.ceil(seconds / 60), name, left });
}

/** Returns the local day that holds a moment; days with a change of the clocks are 23 or 25 hours long. */
export function localDay(now: number): { startsAt: number; endsAt: number } {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  const next = new Date(midnight);
  next.setDate(next.getDate() + 1);
  return { startsAt: midnight.getTime(), endsAt: next.getTime() };
}
