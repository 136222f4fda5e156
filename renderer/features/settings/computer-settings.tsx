import type { ChannelInput } from '../../../preload/contract/channels.ts';
import type { Settings } from '../../../preload/contract/types.ts';
import { Toggle } from '../../ui/controls/toggle.tsx';
import styles from './settings-page.module.css';

interface ComputerSettingsProps {
  readonly settings: Settings;
  readonly change: (patch: ChannelInput<'settings:set'>) => Promise<void>;
}

/** Sets how the app works with the rest of this computer. */
export function ComputerSettings({ settings, change }: ComputerSettingsProps) {
  return (
    <>
      <div className={styles['part']}>
        <Toggle
          name="Start at login"
          hint="Homereel starts in the tray, and downloads continue after a restart. Open the window from the tray."
          on={settings.startAtLogin}
          onChange={(startAtLogin) => void change({ startAtLogin })}
        />
      </div>
      <div className={styles['part']}>
        <Toggle
          name="Offer copied links"
          hint="When you come back to the window with a link on the clipboard, Homereel offers to add it. It reads the clipboard only then, and remembers only which links it has offered."
          on={settings.offerCopiedLinks}
          onChange={(offerCopiedLinks) => void change({ offerCopiedLinks })}
        />
      </div>
    </>
  );
}
