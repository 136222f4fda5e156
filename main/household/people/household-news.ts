import { type Said, said } from '../../../phrasebook/said.ts';
import { saidChange } from '../../../phrasebook/said-change.ts';
import type { HouseholdChange } from '../../../preload/contract/household-changes.ts';
import type { ActivityEntry, Notice, Profile } from '../../../preload/contract/types.ts';
import type { ActivityRows } from '../../library/activity/activity-rows.ts';
import type { LibraryDatabase } from '../../library/database/database.ts';

/** More would hide the page; the activity log has them all. */
const MAX_NOTICES = 3;

const PIN_ADVICE: Notice = {
  level: 'warning',
  ...said('notice.childWithoutYourPin'),
  action: { label: said('noticeAction.open-people').text, kind: 'open-people' },
};

export interface HouseholdNewsDependencies {
  readonly database: LibraryDatabase;
  readonly activity: Pick<ActivityRows, 'append' | 'untold'>;
  readonly profile: (profileId: string) => Profile | undefined;
}

/** Tells people once what they have to know: wrong tries at their PIN, and an adult what others changed about people, PINs and settings. */
export interface HouseholdNews {
  /** Returns what this person has not been told yet, and counts it as told. */
  take(profileId: string): Notice[];
}

export function createHouseholdNews({ database, activity, profile }: HouseholdNewsDependencies): HouseholdNews {
  return {
    take: (profileId) =>
      database.immediate(() => {
        const reader = profile(profileId);
        if (reader === undefined) return [];
        const news = activity.untold(profileId).filter((entry) => !tellsOfArrival(entry, reader));
        if (news.length === 0) return [];
        activity.append('told-of-changes', { profileId, detail: { changes: news.length } });
        return [...inWords(news), ...(!reader.hasPin && news.some(bringsChild) ? [PIN_ADVICE] : [])];
      }),
  };
}

function inWords(news: readonly ActivityEntry[]): Notice[] {
  const changes = news.filter(({ event }) => !(event in TRIES));
  return [...triesInWords(news, 'wrong-pins'), ...triesInWords(news, 'wrong-recovery-codes'), ...changesInWords(changes)];
}

/** What was tried, as a count of it is said. */
const TRIES = { 'wrong-pins': 'notice.wrongPins', 'wrong-recovery-codes': 'notice.wrongRecoveryCodes' } as const;

function triesInWords(news: readonly ActivityEntry[], tried: keyof typeof TRIES): Notice[] {
  const count = news.reduce((sum, { event, detail }) => (event === tried ? sum + Number(detail['count']) : sum), 0);
  return count === 0 ? [] : [{ level: 'warning', ...said(TRIES[tried], { count }) }];
}

function changesInWords(changes: readonly ActivityEntry[]): Notice[] {
  if (changes.length <= MAX_NOTICES) return changes.map((entry) => ({ level: 'info', ...told(entry) }));
  return [{ level: 'info', ...said('notice.changes', { count: changes.length }) }];
}

const bringsChild = ({ event, detail }: ActivityEntry): boolean =>
  (event === 'person-added' || event === 'role-changed') && detail['role'] === 'child';

/** An arrival is written in the moment in which the person comes; the names of people can be changed to and fro later. */
const ARRIVAL_MS = 1000;

const tellsOfArrival = ({ event, detail, at }: ActivityEntry, { name, createdAt }: Profile): boolean =>
  event === 'person-added' && detail['name'] === name && at - createdAt < ARRIVAL_MS;

function told({ event, detail }: ActivityEntry): Said {
  const text = (key: string): string | undefined => (typeof detail[key] === 'string' ? detail[key] : undefined);
  return saidChange(event as HouseholdChange, { by: text('by'), name: text('name'), role: text('role') });
}
