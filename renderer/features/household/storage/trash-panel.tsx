import { Undo2 } from 'lucide-react';
import { useAnswer } from '../../../store/border/use-answer.ts';
import { undoRemove } from '../../../store/queue/queue-actions.ts';
import { actingProfileId } from '../../../store/window/acting-profile.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { formatBytes, formatUntil } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import styles from './safe-to-free-panel.module.css';

/** Lists what this person removed and can still put back. */
export function TrashPanel() {
  const { value, refresh } = useAnswer('library:trash', { profileId: actingProfileId() }, ['library:changed']);
  if (value === undefined) return null;
  const nowMs = Date.now();
  return (
    <Panel title={say('trash.name')}>
      {value.items.length === 0 ? (
        <p className={styles['soft']}>{say('trash.empty')}</p>
      ) : (
        <ul className={styles['rows']}>
          {value.items.map(({ videoId, title, bytes, purgeAt }) => (
            <li key={videoId} className={styles['row']} data-video-id={videoId}>
              <div className={styles['text']}>
                <p className={styles['title']} title={title}>
                  <bdi>{title}</bdi>
                </p>
                <p className={styles['soft']}>
                  {formatBytes(bytes)} ·{' '}
                  {purgeAt <= nowMs
                    ? say('trash.deletedAnyMoment')
                    : say('trash.deletedIn', { when: formatUntil(purgeAt, nowMs) })}
                </p>
              </div>
              <Button
                variant="quiet"
                icon={Undo2}
                aria-label={say('trash.putBack', { title })}
                onClick={() => void undoRemove(videoId).then(refresh)}
              >
                {say('button.putBack')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
