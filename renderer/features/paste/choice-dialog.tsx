import { useState } from 'react';
import type { ProbeEntry } from '../../../preload/contract/types.ts';
import { closeChoice, getChosen, useLink } from '../../store/link.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount, formatDuration } from '../../ui/format.ts';
import styles from './choice-dialog.module.css';

/** Opens when there are several videos behind what was pasted. */
export function ChoiceDialog() {
  const choice = useLink((state) => state.choice);
  return choice && <TickList key={choice.title} title={choice.title} entries={choice.entries} />;
}

/** A list of videos to tick. What is in the library already starts unticked. */
function TickList({ title, entries }: { readonly title: string; readonly entries: readonly ProbeEntry[] }) {
  const sending = useLink((state) => state.sending);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(entries.filter((entry) => entry.known !== 'complete').map((entry) => entry.url)),
  );
  const all = ticked.size === entries.length;

  const toggle = (url: string) =>
    setTicked((before) => {
      const after = new Set(before);
      if (!after.delete(url)) after.add(url);
      return after;
    });

  return (
    <Dialog
      wide
      title={<bdi>{title}</bdi>}
      description="Tick what you want."
      onClose={closeChoice}
      foot={
        <>
          <Button look="quiet" onClick={closeChoice}>
            Not now
          </Button>
          <Button
            look="primary"
            disabled={ticked.size === 0 || sending}
            onClick={() => void getChosen(entries.filter((entry) => ticked.has(entry.url)))}
          >
            {sending ? 'Adding…' : `Get ${formatCount(ticked.size, 'video')}`}
          </Button>
        </>
      }
    >
      <label className={`${styles['entry']} ${styles['all']}`}>
        <input
          type="checkbox"
          checked={all}
          onChange={() => setTicked(all ? new Set() : new Set(entries.map((entry) => entry.url)))}
        />
        <span>All of them</span>
        <span className={styles['fact']}>{formatCount(entries.length, 'video')}</span>
      </label>
      <ul className={styles['list']}>
        {entries.map((entry) => (
          <li key={entry.url}>
            <label className={styles['entry']}>
              <input type="checkbox" checked={ticked.has(entry.url)} onChange={() => toggle(entry.url)} />
              <span className={styles['name']} title={entry.title}>
                <bdi>{entry.title}</bdi>
              </span>
              <span className={styles['fact']}>
                {entry.known === 'complete'
                  ? 'in the library'
                  : entry.durationSeconds !== undefined && formatDuration(entry.durationSeconds)}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
