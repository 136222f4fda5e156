import { type ReactNode, useId } from 'react';
import type { HouseholdRequest } from '../../../../preload/contract/household.ts';
import { siteThumbnailUrl } from '../../../store/window/media-address.ts';
import { VideoThumbnail } from '../../../ui/thumbnails/video-thumbnail.tsx';
import { missingFacts, requestFacts } from '../../../words/request-words.ts';
import styles from './request-card.module.css';

interface RequestCardProps {
  readonly request: HouseholdRequest;
  /** Who asks and when, or what the answer was. */
  readonly line: ReactNode;
  readonly actions?: ReactNode;
}

/** Shows one request: what it is for, the line about it, and what can be done. */
export function RequestCard({ request, line, actions }: RequestCardProps) {
  const titleId = useId();
  const missing = missingFacts(request);
  return (
    <article className={styles['card']} aria-labelledby={titleId} data-request-id={request.id}>
      <VideoThumbnail
        seed={request.url}
        src={request.thumbnailUrl && siteThumbnailUrl(request.thumbnailUrl)}
        kind={request.kind}
        durationSeconds={request.durationSeconds}
        className={styles['thumbnail']}
      />
      <div className={styles['text']}>
        <h3 id={titleId} className={styles['title']} title={request.title}>
          <bdi>{request.title}</bdi>
        </h3>
        <p className={styles['facts']}>
          {requestFacts(request).map((fact, index) => (
            <span key={fact}>
              {index > 0 && ' · '}
              <bdi>{fact}</bdi>
            </span>
          ))}
          {missing && <span> · {missing}</span>}
        </p>
        <div className={styles['line']}>{line}</div>
      </div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </article>
  );
}
