import type { ChannelInput } from '../../../preload/contract/channels.ts';
import type { Settings } from '../../../preload/contract/types.ts';
import { TextField } from '../../ui/field.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import styles from './settings-page.module.css';

interface DownloadHoursProps {
  readonly hours: Settings['downloadHours'];
  readonly change: (patch: ChannelInput<'settings:set'>) => Promise<void>;
}

const NIGHT = { from: '22:00', to: '07:00' } as const;

/** Download only within certain hours of the day; they may reach over midnight. */
export function DownloadHours({ hours, change }: DownloadHoursProps) {
  const set = (patch: { readonly from?: string; readonly to?: string }) => {
    const next = { ...(hours ?? NIGHT), ...patch };
    if (next.from !== '' && next.to !== '') void change({ downloadHours: next });
  };
  return (
    <>
      <Toggle
        name="Download only at certain hours"
        hint="For example at night, when nobody else needs the line. Outside these hours, everything waits."
        on={hours !== null}
        onChange={(on) => void change({ downloadHours: on ? NIGHT : null })}
      />
      {hours && (
        <div className={styles['times']}>
          <TextField
            label="From"
            type="time"
            className={styles['time']}
            value={hours.from}
            onChange={(event) => set({ from: event.target.value })}
          />
          <TextField
            label="To"
            type="time"
            className={styles['time']}
            value={hours.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        </div>
      )}
    </>
  );
}
