import type { ChannelInput } from '../../../preload/contract/channels.ts';
import type { Settings } from '../../../preload/contract/types.ts';
import { Toggle } from '../../ui/controls/toggle.tsx';
import styles from './settings-page.module.css';

interface ComputerSettingsProps {
  readonly settings: Settings;
  readonly change: (patch: ChannelInput<'settings:set'>) => Promise<void>;
}

/** How the app lives with the rest of this computer. */
export function ComputerSettings({ settings, change }: ComputerSettingsProps) {
  return (
    <>
      <div className={styles['part']}>
        <Toggle
          name="Start with the computer, in the tray"
          hint="Downloads go on by themselves after a restart. The window stays away until you open it from the tray."
          on={settings.startAtLogin}
          onChange={(startAtLogin) => void change({ startAtLogin })}
        />
      </div>
      <div className={styles['part']}>
        <Toggle
          name="Offer links that were copied"
          hint="Come back to the window with a link on the clipboard, and it asks whether to add it. Homereel looks at the clipboard only then, and remembers only which links it offered."
          on={settings.offerCopiedLinks}
          onChange={(offerCopiedLinks) => void change({ offerCopiedLinks })}
        />
      </div>
    </>
  );
}
