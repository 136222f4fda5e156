import { useProfiles } from '../../store/window/acting-profile.ts';
import { useSettings } from '../../store/window/settings-mirror.ts';
import { Panel } from '../../ui/panel.tsx';
import { openDoors } from '../../words/open-doors.ts';
import { say } from '../../words/say.ts';

/** Says what a child can get around as the household is set up now; nothing when nothing is open. */
export function OpenDoors() {
  const sentences = openDoors(useProfiles(), useSettings());
  if (sentences.length === 0) return null;
  return (
    <Panel title={say('openDoor.name')}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Panel>
  );
}
