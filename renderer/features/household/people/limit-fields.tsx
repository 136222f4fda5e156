import type { ProfileLimits } from '../../../../preload/contract/household.ts';
import type { Role } from '../../../../preload/contract/types.ts';
import { Select } from '../../../ui/controls/field.tsx';
import { Toggle } from '../../../ui/controls/toggle.tsx';
import { itemChoices, type LimitChoice, minuteChoices, quotaChoices } from '../../../words/limit-words.ts';
import { say } from '../../../words/say.ts';
import styles from './people-part.module.css';

interface LimitFieldsProps {
  readonly limits: ProfileLimits;
  readonly role: Role;
  readonly onChange: (patch: Partial<ProfileLimits>) => void;
}

/** Sets a person's limits. Only children need approval and have daily limits; anybody can have a storage limit. */
export function LimitFields({ limits, role, onChange }: LimitFieldsProps) {
  return (
    <section className={styles['limits']} aria-label={say('limit.name')}>
      <h3>{say('limit.name')}</h3>
      {role === 'child' && (
        <>
          <Toggle
            name={say('limit.asksBeforeNew')}
            hint={say('limit.asksBeforeNewHint')}
            on={limits.needsApproval}
            onChange={(needsApproval) => onChange({ needsApproval })}
          />
          {limits.needsApproval && (
            <Toggle
              name={say('limit.asksForKnown')}
              hint={say('limit.asksForKnownHint')}
              on={limits.knownNeedsApproval}
              onChange={(knownNeedsApproval) => onChange({ knownNeedsApproval })}
            />
          )}
          <LimitLine
            name={say('limit.videosPerDay')}
            value={limits.dailyItems}
            choices={itemChoices(limits.dailyItems)}
            onChange={(dailyItems) => onChange({ dailyItems })}
          />
          <LimitLine
            name={say('limit.minutesPerDay')}
            value={limits.dailyMinutes}
            choices={minuteChoices(limits.dailyMinutes)}
            onChange={(dailyMinutes) => onChange({ dailyMinutes })}
          />
        </>
      )}
      <LimitLine
        name={say('limit.storage')}
        value={limits.quotaBytes}
        choices={quotaChoices(limits.quotaBytes)}
        onChange={(quotaBytes) => onChange({ quotaBytes })}
      />
    </section>
  );
}

interface LimitLineProps {
  readonly name: string;
  readonly value: number | null;
  readonly choices: readonly LimitChoice[];
  readonly onChange: (value: number | null) => void;
}

function LimitLine({ name, value, choices, onChange }: LimitLineProps) {
  return (
    <div className={styles['limit']}>
      <span className={styles['limitName']}>{name}</span>
      <Select
        name={name}
        value={String(value)}
        options={choices.map((choice) => ({ value: String(choice.value), label: choice.label }))}
        onChange={(picked) => onChange(picked === 'null' ? null : Number(picked))}
      />
    </div>
  );
}
