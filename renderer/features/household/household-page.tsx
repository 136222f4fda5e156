import { useHouseholdPart } from '../../store/window/page-address.ts';
import { Page } from '../../ui/page.tsx';
import { say } from '../../words/say.ts';
import { ActivityTimeline } from '../activity/activity-timeline.tsx';
import { HealthPart } from './health/health-part.tsx';
import { HouseholdTabs } from './household-tabs.tsx';
import { People } from './people/people-part.tsx';
import { RequestsPart } from './requests/requests-part.tsx';
import { StoragePart } from './storage/storage-part.tsx';

const PARTS = {
  people: People,
  requests: RequestsPart,
  storage: StoragePart,
  activity: ActivityTimeline,
  health: HealthPart,
} as const;

/** Shows adults who lives here, what children ask for, who uses how much space, what happened, and whether everything works. */
export function HouseholdPage() {
  const part = useHouseholdPart();
  const Part = PARTS[part];
  return (
    <Page title={say('frame.household')} tools={<HouseholdTabs current={part} />}>
      <Part />
    </Page>
  );
}
