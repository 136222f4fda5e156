import { Undo2 } from 'lucide-react';
import { useAnswer } from '../../../store/border/use-answer.ts';
import { undoRemove } from '../../../store/queue/queue-actions.ts';
import { actingProfileId, useProfiles } from '../../../store/window/acting-profile.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { formatBytes, formatUntil } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import { EmptyTrash } from './empty-trash.tsx';
import styles from './safe-to-free-panel.module.css';

/** Lists what this person removed and can still put back, and offers to delete it for good; an adult what everybody removed. */
export function TrashPanel() {
  const { value, refresh } = useAnswer('library:trash', { profileId: actingProfileId() }, ['library:changed']);
  const isAdult = useProfiles().some(({ id, role }) => id === actingProfileId() && role === 'adult');
  if (value === undefined) return null;
  const nowMs = Date.now();
  const { items, toEmpty } = value;
  return (
    <Panel title={say('trash.name')}>
      {items.length === 0 ? (
        <p className={styles['soft']}>{say('trash.empty')}</p>
      ) : (
        <ul className={styles['rows']}>
          {items.map(({ videoId, title, bytes, purgeAt, canPurge }) => (
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
              {canPurge && (
                <EmptyTrash
                  label={say('trash.delete')}
                  name={say('trash.deleteIt', { title })}
                  purge={{ videoId, items: 1, bytes }}
                  question="trash.askOne"
                  onDone={refresh}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {toEmpty.items > 0 && (
        <div>
          <EmptyTrash
            label={say('trash.emptyNow', { size: formatBytes(toEmpty.bytes) })}
            purge={toEmpty}
            question={isAdult ? 'trash.askEverybodys' : 'trash.askYours'}
            onDone={refresh}
          />
        </div>
      )}
    </Panel>
  );
}
