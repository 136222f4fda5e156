import { Pause, Play, Trash2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { bulkCancel, bulkPause, bulkRemove, bulkResume, currentBulkTargets } from '../../store/queue/bulk-actions.ts';
import { queueStore, useQueueSections } from '../../store/queue/queue-store.ts';
import { leaveSelection, selectAll, useSelection } from '../../store/queue/selection.ts';
import { Button } from '../../ui/controls/button.tsx';
import { formatCount } from '../../words/format.ts';
import styles from './selection-bar.module.css';

/** Acts on the selected rows; offers only what would change something. Escape leaves. */
export function SelectionBar() {
  const selection = useSelection();
  const sections = useQueueSections();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) leaveSelection();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  if (selection === undefined) return null;
  const present = [...selection].filter((id) => queueStore.getState().mirror.items.has(id));
  const { pause, resume, cancel, remove } = currentBulkTargets(present);
  const act = async (work: (ids: readonly string[]) => Promise<void>, ids: readonly string[]) => {
    setBusy(true);
    await work(ids);
    setBusy(false);
    leaveSelection();
  };
  const everything = [...sections.now, ...sections.upNext, ...sections.needsYou, ...sections.done];
  return (
    <section className={styles['bar']} aria-label="Selected">
      <p className={styles['count']} role="status">
        {formatCount(present.length, 'video')} selected
      </p>
      <Button variant="quiet" onClick={() => selectAll(present.length === everything.length ? [] : everything)}>
        {present.length === everything.length ? 'Select none' : 'Select all'}
      </Button>
      {pause.length > 0 && (
        <Button variant="soft" icon={Pause} disabled={busy} onClick={() => void act(bulkPause, pause)}>
          Pause {pause.length.toLocaleString()}
        </Button>
      )}
      {resume.length > 0 && (
        <Button variant="soft" icon={Play} disabled={busy} onClick={() => void act(bulkResume, resume)}>
          Resume {resume.length.toLocaleString()}
        </Button>
      )}
      {cancel.length > 0 && (
        <Button variant="soft" icon={X} disabled={busy} onClick={() => void act(bulkCancel, cancel)}>
          Cancel {cancel.length.toLocaleString()}
        </Button>
      )}
      {remove.length > 0 && (
        <Button variant="soft" icon={Trash2} disabled={busy} onClick={() => void act(bulkRemove, remove)}>
          Remove {remove.length.toLocaleString()}
        </Button>
      )}
      <Button variant="plain" onClick={leaveSelection}>
        Done
      </Button>
    </section>
  );
}
