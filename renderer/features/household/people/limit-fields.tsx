import type { ProfileLimits } from '../../../../preload/contract/household.ts';
import type { Role } from '../../../../preload/contract/types.ts';
import { Select } from '../../../ui/controls/field.tsx';
import { Toggle } from '../../../ui/controls/toggle.tsx';
import { itemChoices, type LimitChoice, minuteChoices, quotaChoices } from '../../../words/limit-words.ts';
import styles from './people-part.module.css';

interface LimitFieldsProps {
  readonly limits: ProfileLimits;
  readonly role: Role;
  readonly onChange: (patch: Partial<ProfileLimits>) => void;
}

/** What is set for a person. Only children are asked for and have daily limits; room on the disk holds for everyone. */
export function LimitFields({ limits, role, onChange }: LimitFieldsProps) {
  return (
    <section className={styles['limits']} aria-label="Limits">
      <h3>Limits</h3>
      {role === 'child' && (
        <>
          <Toggle
            name="Asks before something new"
            hint="New links wait until a grown-up says yes."
            on={limits.needsApproval}
            onChange={(needsApproval) => onChange({ needsApproval })}
          />
          {limits.needsApproval && (
            <Toggle
              name="Also for what is already at home"
              hint="Off: what the household has, or a grown-up is getting, needs no question."
              on={limits.knownNeedsApproval}
              onChange={(knownNeedsApproval) => onChange({ knownNeedsApproval })}
            />
          )}
          <LimitLine
            name="New videos a day"
            value={limits.dailyItems}
            choices={itemChoices(limits.dailyItems)}
            onChange={(dailyItems) => onChange({ dailyItems })}
          />
          <LimitLine
            name="Minutes of new videos a day"
            value={limits.dailyMinutes}
            choices={minuteChoices(limits.dailyMinutes)}
            onChange={(dailyMinutes) => onChange({ dailyMinutes })}
          />
        </>
      )}
      <LimitLine
        name="Room on the disk"
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
