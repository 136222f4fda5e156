import { Play } from 'lucide-react';
import type { CancelledItem } from '../../../preload/contract/types.ts';
import { resumeCancelled } from '../../store/queue/queue-actions.ts';
import { Button } from '../../ui/controls/button.tsx';
import { formatMoment } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import styles from './recently-cancelled.module.css';
import { Section } from './section.tsx';

const MOST_SHOWN = 8;

/** Lists what this person cancelled recently; the part already downloaded is kept, so it can be resumed. */
export function RecentlyCancelled({ items }: { readonly items: readonly CancelledItem[] }) {
  return (
    <Section name={say('queue.recentlyCancelled')}>
      <ul className={styles['list']}>
        {items.slice(0, MOST_SHOWN).map((item) => (
          <li key={item.videoId} className={styles['row']} data-video-id={item.videoId}>
            <div className={styles['text']}>
              <p className={styles['title']} title={item.title}>
                <bdi>{item.title}</bdi>
              </p>
              <p className={styles['when']}>{formatMoment(item.cancelledAt, Date.now())}</p>
            </div>
            <Button
              variant="quiet"
              icon={Play}
              aria-label={say('item.resume', { title: item.title })}
              onClick={() => void resumeCancelled(item.videoId)}
            >
              {say('button.resume')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
