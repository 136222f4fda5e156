import type { DayHours } from '../../../preload/contract/types.ts';
import { TextField } from '../../ui/controls/field.tsx';
import { Toggle } from '../../ui/controls/toggle.tsx';
import { say } from '../../words/say.ts';
import styles from './settings-page.module.css';

interface HoursSettingProps {
  readonly name: string;
  readonly hint: string;
  readonly hours: DayHours | null;
  /** What turning it on begins with. */
  readonly usual: DayHours;
  readonly onChange: (hours: DayHours | null) => void;
}

/** Sets hours of the day, which may reach over midnight, or none. */
export function HoursSetting({ name, hint, hours, usual, onChange }: HoursSettingProps) {
  const set = (patch: Partial<DayHours>) => {
    const next = { ...(hours ?? usual), ...patch };
    if (next.from !== '' && next.to !== '') onChange(next);
  };
  return (
    <div className={styles['part']}>
      <Toggle name={name} hint={hint} on={hours !== null} onChange={(on) => onChange(on ? usual : null)} />
      {hours && (
        <fieldset className={styles['times']} aria-label={name}>
          <TextField
            label={say('settings.from')}
            type="time"
            className={styles['time']}
            value={hours.from}
            onChange={(event) => set({ from: event.target.value })}
          />
          <TextField
            label={say('settings.to')}
            type="time"
            className={styles['time']}
            value={hours.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        </fieldset>
      )}
      {hours && hours.from === hours.to && <p className={styles['hint']}>{say('settings.wholeDay')}</p>}
    </div>
  );
}
