import { usePasteField } from '../../../store/paste/paste-field.ts';
import { choose } from '../../../store/paste/remembered-choices.ts';
import { Select } from '../../../ui/controls/field.tsx';
import { languageName, offeredLanguages } from '../../../words/languages.ts';
import { say } from '../../../words/say.ts';
import styles from './subtitles-choice.module.css';

/** Chooses which subtitles come with a video, where it has them. */
export function SubtitlesChoice() {
  const chosen = usePasteField((state) => state.subtitles) ?? 'none';
  const languages = offeredLanguages(navigator.languages);
  const all = languages.includes(chosen) || chosen === 'none' || chosen === 'all' ? languages : [chosen, ...languages];
  return (
    <span className={styles['choice']}>
      <span aria-hidden>{say('subtitles.name')}</span>
      <Select
        name={say('subtitles.name')}
        className={styles['select']}
        value={chosen}
        options={[
          { value: 'none', label: say('subtitles.none') },
          { value: 'all', label: say('subtitles.all') },
          ...all.map((code) => ({ value: code, label: languageName(code) })),
        ]}
        onChange={(subtitles) => choose({ subtitles })}
      />
    </span>
  );
}
