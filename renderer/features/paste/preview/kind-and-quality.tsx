import { Film, Music } from 'lucide-react';
import { PRESETS } from '../../../../preload/contract/types.ts';
import { effectivePreset, usePasteField } from '../../../store/paste/paste-field.ts';
import { choose } from '../../../store/paste/remembered-choices.ts';
import { useSettings } from '../../../store/window/settings-mirror.ts';
import { Choice } from '../../../ui/controls/choice.tsx';
import { say } from '../../../words/say.ts';
import styles from './link-preview.module.css';
import { SubtitlesChoice } from './subtitles-choice.tsx';

/** Chooses video or audio, the quality and the subtitles. */
export function KindAndQuality() {
  const kind = usePasteField((state) => state.kind);
  const preset = usePasteField((state) => state.preset);
  useSettings(); // the household's usual quality may arrive later
  const current = effectivePreset(preset);
  return (
    <>
      <div className={styles['choices']}>
        <Choice
          name={say('preview.videoOrAudio')}
          value={kind}
          options={[
            { value: 'video', label: say('kind.video'), icon: Film },
            { value: 'audio', label: say('kind.audio'), icon: Music },
          ]}
          onChange={(picked) => choose({ kind: picked })}
        />
        {kind === 'video' && (
          <Choice
            name={say('preview.quality')}
            value={current}
            options={PRESETS.map((value) => ({ value, label: say(`preset.${value}`) }))}
            onChange={(picked) => choose({ preset: picked })}
          />
        )}
        {kind === 'video' && <SubtitlesChoice />}
      </div>
      {kind === 'video' && <p className={styles['facts']}>{say(`presetMeaning.${current}`)}.</p>}
    </>
  );
}
