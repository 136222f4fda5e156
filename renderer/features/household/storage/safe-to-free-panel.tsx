import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useAnswer } from '../../../store/border/use-answer.ts';
import { bulkRemove } from '../../../store/queue/bulk-actions.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { CheckLine } from '../../../ui/controls/check-line.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { formatBytes } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import styles from './safe-to-free-panel.module.css';

/** Offers videos to remove, with undo: those that this person has watched and nobody else wants. */
export function SafeToFreePanel({ profileId }: { readonly profileId: string }) {
  const { value, refresh } = useAnswer('profiles:storage', { profileId }, ['library:changed']);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  if (value === undefined) return null;
  const chosen = value.safeToFree.filter(({ videoId }) => ticked.has(videoId));
  const bytes = chosen.reduce((sum, video) => sum + video.bytes, 0);
  const toggle = (videoId: string) =>
    setTicked((before) => {
      const after = new Set(before);
      if (!after.delete(videoId)) after.add(videoId);
      return after;
    });
  const remove = async () => {
    await bulkRemove(chosen.map(({ videoId }) => videoId));
    setTicked(new Set());
    refresh();
  };
  return (
    <Panel title={say('trash.freeUpSpace')}>
      {value.safeToFree.length === 0 ? (
        <p className={styles['soft']}>{say('trash.nothingToFree')}</p>
      ) : (
        <>
          <p className={styles['soft']}>{say('trash.watchedByYou')}</p>
          <ul className={styles['list']} aria-label={say('trash.watchedVideos')}>
            {value.safeToFree.map(({ videoId, title, bytes: size }) => (
              <li key={videoId}>
                <CheckLine ticked={ticked.has(videoId)} onChange={() => toggle(videoId)} fact={formatBytes(size)}>
                  <bdi title={title}>{title}</bdi>
                </CheckLine>
              </li>
            ))}
          </ul>
          <div>
            <Button variant="soft" icon={Trash2} disabled={chosen.length === 0} onClick={() => void remove()}>
              {chosen.length === 0
                ? say('button.remove')
                : say('trash.removeVideos', { count: chosen.length, size: formatBytes(bytes) })}
            </Button>
          </div>
        </>
      )}
    </Panel>
  );
}
