import { Monitor, Moon, Sun } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ChannelInput } from '../../../preload/contract/channels.ts';
import type { Result } from '../../../preload/contract/errors.ts';
import { PRESETS, type Settings } from '../../../preload/contract/types.ts';
import { useProfiles } from '../../store/window/acting-profile.ts';
import { allowHomeNetwork, changeSettings, useSettings } from '../../store/window/settings-mirror.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { Problem, Select } from '../../ui/controls/field.tsx';
import { Toggle } from '../../ui/controls/toggle.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { say } from '../../words/say.ts';
import { bandwidthLabel, bandwidthLimits, idleLockChoices, idleLockLabel, parallelChoices } from './choices.ts';
import { ComputerSettings } from './computer-settings.tsx';
import { HoursSetting } from './hours-setting.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { LibraryFolder } from './library-folder.tsx';
import styles from './settings-page.module.css';

/** Lets adults set how the app behaves for everyone at home. Each change applies at once. */
export function SettingsPage() {
  const settings = useSettings();
  const [problem, setProblem] = useState<string>();
  const tell = (answer: Result<unknown>) => setProblem(answer.ok ? undefined : sentenceFor(answer));
  const change = async (patch: ChannelInput<'settings:set'>) => tell(await changeSettings(patch));
  return (
    <Page title={say('frame.settings')}>
      {problem && <Problem>{problem}</Problem>}
      {settings ? (
        <div className={styles['grid']}>
          <div className={styles['column']}>
            <Panel title={say('settings.downloads')}>
              <DownloadSettings settings={settings} change={change} />
            </Panel>
            <Panel title={say('settings.appearance')}>
              <Setting name={say('settings.language')} hint={say('settings.languageHint')}>
                <LanguageChoice />
              </Setting>
              <Setting name={say('settings.theme')} hint={say('settings.themeHint')}>
                <Choice
                  name={say('settings.theme')}
                  value={settings.theme}
                  options={[
                    { value: 'system', label: say('settings.matchSystem'), icon: Monitor },
                    { value: 'light', label: say('settings.light'), icon: Sun },
                    { value: 'dark', label: say('settings.dark'), icon: Moon },
                  ]}
                  onChange={(theme) => void change({ theme })}
                />
              </Setting>
            </Panel>
          </div>
          <div className={styles['column']}>
            <Panel title={say('settings.hours')}>
              <HoursSetting
                name={say('settings.downloadHours')}
                hint={say('settings.downloadHoursHint')}
                usual={{ from: '22:00', to: '07:00' }}
                hours={settings.downloadHours}
                onChange={(downloadHours) => void change({ downloadHours })}
              />
              <HoursSetting
                name={say('settings.quietHours')}
                hint={say('settings.quietHoursHint')}
                usual={{ from: '20:00', to: '07:00' }}
                hours={settings.quietHours}
                onChange={(quietHours) => void change({ quietHours })}
              />
            </Panel>
            <Panel title={say('settings.computer')}>
              <ComputerSettings settings={settings} change={change} />
            </Panel>
            <Panel title={say('settings.safety')}>
              <IdleLockSetting minutes={settings.idleLockMinutes} change={change} />
              <HomeNetworkSetting allowed={settings.allowPrivateAddresses} tell={tell} />
            </Panel>
          </div>
        </div>
      ) : (
        <ProgressBar name={say('settings.loading')} percent={undefined} />
      )}
    </Page>
  );
}

type Change = (patch: ChannelInput<'settings:set'>) => Promise<void>;

function DownloadSettings({ settings, change }: { readonly settings: Settings; readonly change: Change }) {
  return (
    <>
      <Setting name={say('settings.libraryFolder')} hint={say('settings.libraryFolderHint')}>
        <LibraryFolder />
      </Setting>
      <Setting name={say('settings.parallel')} hint={say('settings.parallelHint')}>
        <Select
          name={say('settings.parallel')}
          value={String(settings.parallelDownloads)}
          options={parallelChoices(settings.parallelDownloads).map((count) => ({ value: String(count), label: String(count) }))}
          onChange={(count) => void change({ parallelDownloads: Number(count) })}
        />
      </Setting>
      <Setting name={say('settings.perPerson')} hint={say('settings.perPersonHint')}>
        <Select
          name={say('settings.perPerson')}
          value={String(settings.parallelPerProfile)}
          options={parallelChoices(settings.parallelPerProfile).map((count) => ({ value: String(count), label: String(count) }))}
          onChange={(count) => void change({ parallelPerProfile: Number(count) })}
        />
      </Setting>
      <Setting name={say('settings.speedLimit')} hint={say('settings.speedLimitHint')}>
        <Select
          name={say('settings.speedLimit')}
          value={String(settings.bandwidthLimitBytesPerSecond)}
          options={bandwidthLimits(settings.bandwidthLimitBytesPerSecond).map((limit) => ({
            value: String(limit),
            label: bandwidthLabel(limit),
          }))}
          onChange={(limit) => void change({ bandwidthLimitBytesPerSecond: limit === 'null' ? null : Number(limit) })}
        />
      </Setting>
      <Setting
        name={say('settings.usualQuality')}
        hint={say('settings.usualQualityHint', { meaning: say(`presetMeaning.${settings.defaultPreset}`) })}
      >
        <Choice
          name={say('settings.usualQuality')}
          value={settings.defaultPreset}
          options={PRESETS.map((value) => ({ value, label: say(`preset.${value}`) }))}
          onChange={(defaultPreset) => void change({ defaultPreset })}
        />
      </Setting>
    </>
  );
}

function IdleLockSetting({ minutes, change }: { readonly minutes: number | null; readonly change: Change }) {
  const hasChildren = useProfiles().some(({ role }) => role === 'child');
  return (
    <Setting name={say('settings.idleLock')} hint={say('settings.idleLockHint')}>
      <Select
        name={say('settings.idleLock')}
        value={String(minutes)}
        options={idleLockChoices(minutes, hasChildren).map((choice) => ({ value: String(choice), label: idleLockLabel(choice) }))}
        onChange={(choice) => void change({ idleLockMinutes: choice === 'null' ? null : Number(choice) })}
      />
    </Setting>
  );
}

interface HomeNetworkSettingProps {
  readonly allowed: boolean;
  readonly tell: (answer: Result<unknown>) => void;
}

function HomeNetworkSetting({ allowed, tell }: HomeNetworkSettingProps) {
  return (
    <>
      <Toggle
        name={say('settings.homeNetwork')}
        hint={say('settings.homeNetworkHint')}
        on={allowed}
        onChange={(isAllowed) => void allowHomeNetwork(isAllowed).then(tell)}
      />
      {allowed && <p className={styles['explain']}>{say('settings.homeNetworkIsOn')}</p>}
    </>
  );
}

function Setting({ name, hint, children }: { readonly name: string; readonly hint: string; readonly children: ReactNode }) {
  return (
    <div className={styles['setting']}>
      <p className={styles['name']}>{name}</p>
      {children}
      <p className={styles['hint']}>{hint}</p>
    </div>
  );
}
