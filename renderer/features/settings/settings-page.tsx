import { Monitor, Moon, Sun } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ChannelInput } from '../../../preload/contract/channels.ts';
import type { Result } from '../../../preload/contract/errors.ts';
import { PRESETS, type Settings } from '../../../preload/contract/types.ts';
import { allowHomeNetwork, changeSettings, useSettings } from '../../store/window/settings-mirror.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { Problem, Select } from '../../ui/controls/field.tsx';
import { Toggle } from '../../ui/controls/toggle.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { PRESET_WORDS } from '../../words/download-words.ts';
import { sentenceFor } from '../../words/error-sentences.ts';
import { bandwidthLabel, bandwidthLimits, parallelChoices } from './choices.ts';
import { ComputerSettings } from './computer-settings.tsx';
import { HoursSetting } from './hours-setting.tsx';
import { LibraryFolder } from './library-folder.tsx';
import styles from './settings-page.module.css';

/** Lets adults set how the app behaves for everyone at home. Each change applies at once. */
export function SettingsPage() {
  const settings = useSettings();
  const [problem, setProblem] = useState<string>();
  const tell = (answer: Result<unknown>) => setProblem(answer.ok ? undefined : sentenceFor(answer));
  const change = async (patch: ChannelInput<'settings:set'>) => tell(await changeSettings(patch));
  return (
    <Page title="Settings">
      {problem && <Problem>{problem}</Problem>}
      {settings ? (
        <div className={styles['grid']}>
          <div className={styles['column']}>
            <Panel title="Downloads">
              <DownloadSettings settings={settings} change={change} />
            </Panel>
            <Panel title="Appearance">
              <Setting name="Theme" hint="“Match system” follows your computer’s light and dark mode.">
                <Choice
                  name="Theme"
                  value={settings.theme}
                  options={[
                    { value: 'system', label: 'Match system', icon: Monitor },
                    { value: 'light', label: 'Light', icon: Sun },
                    { value: 'dark', label: 'Dark', icon: Moon },
                  ]}
                  onChange={(theme) => void change({ theme })}
                />
              </Setting>
            </Panel>
          </div>
          <div className={styles['column']}>
            <Panel title="Hours">
              <HoursSetting
                name="Download only at certain hours"
                hint="For example at night, when nobody else needs the internet. Outside these hours, everything waits."
                usual={{ from: '22:00', to: '07:00' }}
                hours={settings.downloadHours}
                onChange={(downloadHours) => void change({ downloadHours })}
              />
              <HoursSetting
                name="Quiet hours"
                hint="Homereel shows no desktop notifications during these hours."
                usual={{ from: '20:00', to: '07:00' }}
                hours={settings.quietHours}
                onChange={(quietHours) => void change({ quietHours })}
              />
            </Panel>
            <Panel title="This computer">
              <ComputerSettings settings={settings} change={change} />
            </Panel>
            <Panel title="Safety">
              <HomeNetworkSetting allowed={settings.allowPrivateAddresses} tell={tell} />
            </Panel>
          </div>
        </div>
      ) : (
        <ProgressBar name="Loading settings" percent={undefined} />
      )}
    </Page>
  );
}

type Change = (patch: ChannelInput<'settings:set'>) => Promise<void>;

function DownloadSettings({ settings, change }: { readonly settings: Settings; readonly change: Change }) {
  return (
    <>
      <Setting name="Library folder" hint="All videos of the household are kept here, each only once.">
        <LibraryFolder />
      </Setting>
      <Setting
        name="Downloads at the same time"
        hint="For everyone together. More is not always faster; two or three suit most homes."
      >
        <Select
          name="Downloads at the same time"
          value={String(settings.parallelDownloads)}
          options={parallelChoices(settings.parallelDownloads).map((count) => ({ value: String(count), label: String(count) }))}
          onChange={(count) => void change({ parallelDownloads: Number(count) })}
        />
      </Setting>
      <Setting
        name="Per person"
        hint="So one long list does not hold up everyone else. With nobody else waiting, one person can use them all."
      >
        <Select
          name="Per person"
          value={String(settings.parallelPerProfile)}
          options={parallelChoices(settings.parallelPerProfile).map((count) => ({ value: String(count), label: String(count) }))}
          onChange={(count) => void change({ parallelPerProfile: Number(count) })}
        />
      </Setting>
      <Setting name="Speed limit" hint="Leaves room for video calls and games.">
        <Select
          name="Speed limit"
          value={String(settings.bandwidthLimitBytesPerSecond)}
          options={bandwidthLimits(settings.bandwidthLimitBytesPerSecond).map((limit) => ({
            value: String(limit),
            label: bandwidthLabel(limit),
          }))}
          onChange={(limit) => void change({ bandwidthLimitBytesPerSecond: limit === 'null' ? null : Number(limit) })}
        />
      </Setting>
      <Setting name="Usual quality" hint={`${PRESET_WORDS[settings.defaultPreset].meaning}. You can change it for each video.`}>
        <Choice
          name="Usual quality"
          value={settings.defaultPreset}
          options={PRESETS.map((value) => ({ value, label: PRESET_WORDS[value].name }))}
          onChange={(defaultPreset) => void change({ defaultPreset })}
        />
      </Setting>
    </>
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
        name="Allow addresses in the home network"
        hint="Off is safer: a link from the internet could otherwise make Homereel contact your router, printer or cameras. Turn it on only if you download videos from a media server of your own."
        on={allowed}
        onChange={(isAllowed) => void allowHomeNetwork(isAllowed).then(tell)}
      />
      {allowed && <p className={styles['explain']}>It is on: everyone at home can use links to devices in your network.</p>}
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
