import { Select } from '../../ui/controls/field.tsx';
import { languageName } from '../../words/languages.ts';
import { say } from '../../words/say.ts';
import styles from './player.module.css';
import type { PlayerCommand } from './player-keys.ts';
import type { Subtitles } from './use-subtitles.ts';

const NONE = 'none';

interface SubtitlesSelectProps {
  readonly subtitles: Subtitles;
  readonly run: (command: PlayerCommand) => void;
}

/** Chooses which subtitles show; nothing for a video without any. */
export function SubtitlesSelect({ subtitles: { tracks, shown }, run }: SubtitlesSelectProps) {
  if (tracks.length === 0) return null;
  return (
    <Select
      name={say('player.subtitles')}
      className={styles['select']}
      value={shown === undefined ? NONE : String(shown)}
      options={[
        { value: NONE, label: say('player.noSubtitles') },
        ...tracks.map(({ index, language }) => ({
          value: String(index),
          label: language === undefined ? say('player.subtitlesNumber', { number: index + 1 }) : languageName(language),
        })),
      ]}
      onChange={(value) => run({ kind: 'show-subtitles', index: value === NONE ? undefined : Number(value) })}
    />
  );
}
