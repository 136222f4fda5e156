import { memo, useCallback, useMemo, useState } from 'react';
import type { ProbeEntry } from '../../../../preload/contract/types.ts';
import { useAsksFirst } from '../../../store/paste/asks-first.ts';
import { addChosen, closeChoice, usePasteField } from '../../../store/paste/paste-field.ts';
import { useSpokenLanguage } from '../../../store/window/spoken-language.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { CheckLine } from '../../../ui/controls/check-line.tsx';
import fieldStyles from '../../../ui/controls/field.module.css';
import { Toggle } from '../../../ui/controls/toggle.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { formatDuration } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import { KindAndQuality } from '../preview/kind-and-quality.tsx';
import { SpaceLine } from '../preview/space-line.tsx';
import styles from './choice-dialog.module.css';
import { filterEntries, isNew, knownWords } from './entry-filter.ts';

/** Opens when there are several videos behind what was pasted. */
export function ChoiceDialog() {
  const choice = usePasteField((state) => state.choice);
  return choice && <TickList key={choice.title} title={choice.title} entries={choice.entries} />;
}

/** Lists videos to choose from, with a filter. What is here or on its way already starts unticked. */
function TickList({ title, entries }: { readonly title: string; readonly entries: readonly ProbeEntry[] }) {
  const [filter, setFilter] = useState('');
  const [onlyNew, setOnlyNew] = useState(false);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(entries.filter(isNew).map(({ url }) => url)));
  const shown = useMemo(() => filterEntries(entries, filter, onlyNew), [entries, filter, onlyNew]);
  const someKnown = useMemo(() => entries.some((entry) => !isNew(entry)), [entries]);
  const allShown = shown.length > 0 && shown.every(({ url }) => ticked.has(url));
  const chosen = entries.filter(({ url }) => ticked.has(url));

  const setAll = useCallback(
    (urls: readonly string[], tick: boolean) =>
      setTicked((before) => {
        const after = new Set(before);
        for (const url of urls) {
          if (tick) after.add(url);
          else after.delete(url);
        }
        return after;
      }),
    [],
  );

  return (
    <Dialog
      wide
      title={<bdi>{title}</bdi>}
      description={say('choice.choose')}
      onClose={closeChoice}
      foot={<Foot chosen={chosen} />}
    >
      <div className={styles['tools']}>
        <KindAndQuality />
        <input
          type="search"
          className={classNames(fieldStyles['input'], styles['filter'])}
          aria-label={say('choice.filterList')}
          placeholder={say('choice.filter')}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        {someKnown && <Toggle name={say('choice.onlyNew')} on={onlyNew} onChange={setOnlyNew} />}
      </div>
      <SpaceLine bytes={undefined} />
      <CheckLine
        strong
        ticked={allShown}
        onChange={() =>
          setAll(
            shown.map(({ url }) => url),
            !allShown,
          )
        }
        fact={say('count.partOfVideos', { part: chosen.length, count: entries.length })}
      >
        {shown.length === entries.length ? say('choice.selectAll') : say('choice.selectAllShown', { count: shown.length })}
      </CheckLine>
      <ul className={styles['list']} aria-label={say('library.videos')}>
        {shown.map((entry) => (
          <EntryLine key={entry.url} entry={entry} ticked={ticked.has(entry.url)} onTick={setAll} />
        ))}
      </ul>
      {shown.length === 0 && <p className={styles['none']}>{say('choice.noMatches')}</p>}
    </Dialog>
  );
}

/** Adds what was chosen, or shows how far the adding is. */
function Foot({ chosen }: { readonly chosen: readonly ProbeEntry[] }) {
  const progress = usePasteField((state) => state.progress);
  const asksFirst = useAsksFirst();
  if (progress === undefined) {
    return (
      <>
        <Button variant="quiet" onClick={closeChoice}>
          {say('button.notNow')}
        </Button>
        <Button variant="primary" disabled={chosen.length === 0} onClick={() => void addChosen(chosen)}>
          {say(asksFirst ? 'choice.askForVideos' : 'choice.getVideos', { count: chosen.length })}
        </Button>
      </>
    );
  }
  const { done, total } = progress;
  return (
    <>
      <div className={styles['progress']}>
        <p role="status">{say('choice.addedOf', { done, total })}</p>
        <ProgressBar name={say('choice.adding')} percent={(done / Math.max(1, total)) * 100} />
      </div>
      <Button variant="plain" onClick={closeChoice}>
        {say('choice.stop')}
      </Button>
    </>
  );
}

/** One of up to a thousand: drawn again only when it changes. */
const EntryLine = memo(function EntryLine({
  entry,
  ticked,
  onTick,
}: {
  readonly entry: ProbeEntry;
  readonly ticked: boolean;
  readonly onTick: (urls: readonly string[], tick: boolean) => void;
}) {
  useSpokenLanguage();
  return (
    <li className={styles['entry']}>
      <CheckLine
        ticked={ticked}
        onChange={() => onTick([entry.url], !ticked)}
        fact={knownWords(entry.known) ?? (entry.durationSeconds !== undefined && formatDuration(entry.durationSeconds))}
      >
        <bdi title={entry.title}>{entry.title}</bdi>
      </CheckLine>
    </li>
  );
});
