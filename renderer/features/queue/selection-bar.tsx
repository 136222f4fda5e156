import { Pause, Play, Trash2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { bulkCancel, bulkPause, bulkRemove, bulkResume, currentBulkTargets } from '../../store/queue/bulk-actions.ts';
import { queueStore, useQueueSections } from '../../store/queue/queue-store.ts';
import { leaveSelection, selectAll, useSelection } from '../../store/queue/selection.ts';
import { Button } from '../../ui/controls/button.tsx';
import { say } from '../../words/say.ts';
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
    <section className={styles['bar']} aria-label={say('selection.name')}>
      <p className={styles['count']} role="status">
        {say('selection.count', { count: present.length })}
      </p>
      <Button variant="quiet" onClick={() => selectAll(present.length === everything.length ? [] : everything)}>
        {say(present.length === everything.length ? 'selection.selectNone' : 'selection.selectAll')}
      </Button>
      {pause.length > 0 && (
        <Button variant="soft" icon={Pause} disabled={busy} onClick={() => void act(bulkPause, pause)}>
          {say('selection.pause', { count: pause.length })}
        </Button>
      )}
      {resume.length > 0 && (
        <Button variant="soft" icon={Play} disabled={busy} onClick={() => void act(bulkResume, resume)}>
          {say('selection.resume', { count: resume.length })}
        </Button>
      )}
      {cancel.length > 0 && (
        <Button variant="soft" icon={X} disabled={busy} onClick={() => void act(bulkCancel, cancel)}>
          {say('selection.cancel', { count: cancel.length })}
        </Button>
      )}
      {remove.length > 0 && (
        <Button variant="soft" icon={Trash2} disabled={busy} onClick={() => void act(bulkRemove, remove)}>
          {say('selection.remove', { count: remove.length })}
        </Button>
      )}
      <Button variant="plain" onClick={leaveSelection}>
        {say('selection.done')}
      </Button>
    </section>
  );
}
