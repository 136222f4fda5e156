import type { ChannelInput } from '../../../preload/contract/channels.ts';
import type { Settings } from '../../../preload/contract/types.ts';
import { Toggle } from '../../ui/controls/toggle.tsx';
import { say } from '../../words/say.ts';
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
          name={say('settings.startAtLogin')}
          hint={say('settings.startAtLoginHint')}
          on={settings.startAtLogin}
          onChange={(startAtLogin) => void change({ startAtLogin })}
        />
      </div>
      <div className={styles['part']}>
        <Toggle
          name={say('settings.offerCopiedLinks')}
          hint={say('settings.offerCopiedLinksHint')}
          on={settings.offerCopiedLinks}
          onChange={(offerCopiedLinks) => void change({ offerCopiedLinks })}
        />
      </div>
    </>
  );
}
