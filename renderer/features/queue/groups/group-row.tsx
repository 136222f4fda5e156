import { ChevronDown, ListVideo } from 'lucide-react';
import { memo, useId } from 'react';
import { type FoldingList, toggleGroup } from '../../../store/queue/open-groups.ts';
import { groupPercent } from '../../../store/queue/queue-groups.ts';
import { useFirstPlace, useQueueGroup, useQueueItem } from '../../../store/queue/queue-store.ts';
import { useActiveProfile } from '../../../store/window/acting-profile.ts';
import { thumbnailUrl } from '../../../store/window/media-address.ts';
import { useSpokenLanguage } from '../../../store/window/spoken-language.ts';
import { classNames } from '../../../ui/class-names.ts';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { VideoThumbnail } from '../../../ui/thumbnails/video-thumbnail.tsx';
import { say } from '../../../words/say.ts';
import { OrderControl } from '../order/order-control.tsx';
import { SelectGroupBox } from '../order/select-box.tsx';
import { useRowDrag } from '../order/use-row-drag.ts';
import rowStyles from '../rows/queue-row.module.css';
import { GroupActions } from './group-actions.tsx';
import styles from './group-row.module.css';
import { doneWords, groupWords } from './group-words.ts';

interface GroupRowProps {
  readonly groupId: string;
  /** Those of its items that this row stands for. */
  readonly videoIds: readonly string[];
  /** The list in which its items can be shown and hidden; absent where they are shown anyway. */
  readonly list?: FoldingList;
  readonly isOpen?: boolean;
  /** Its first place among the waiting, from 0, and how many there are; absent where there is no order to change. */
  readonly start?: number;
  readonly places?: number;
}

/** Shows a playlist that was added in one go as one row: how far all of it is, and what can be done with all of it. */
export const GroupRow = memo(function GroupRow({ groupId, videoIds, list, isOpen = false, start, places = 0 }: GroupRowProps) {
  useSpokenLanguage();
  const titleId = useId();
  const group = useQueueGroup(groupId);
  const first = useQueueItem(videoIds[0] ?? '');
  const place = useFirstPlace(videoIds);
  const ownName = useActiveProfile()?.name;
  const { edge, handle, row } = useRowDrag(videoIds);
  if (!group) return null;
  const isPaused = group.running + group.waiting === group.paused;
  // Under what is done, the rest of it is only counted: it has a row of its own where it waits or runs.
  const isAside = list === 'done' && group.running + group.waiting > 0;
  return (
    <article
      className={classNames(rowStyles['row'], styles['row'], edge && rowStyles[edge])}
      {...(start === undefined ? {} : row)}
      data-group-id={groupId}
      aria-labelledby={titleId}
    >
      <SelectGroupBox videoIds={videoIds} title={group.title} />
      {start !== undefined && (
        <OrderControl videoIds={videoIds} title={group.title} start={start} places={places} handle={handle} />
      )}
      <span className={classNames(rowStyles['thumbnail'], styles['stack'])}>
        <VideoThumbnail seed={videoIds[0] ?? groupId} src={first && thumbnailUrl(first)} kind={first?.kind ?? 'video'} />
      </span>
      <div className={rowStyles['text']}>
        <h3 id={titleId} className={rowStyles['title']} title={group.title}>
          <ListVideo aria-hidden className={styles['sign']} />
          <bdi>{group.title}</bdi>
        </h3>
        <p className={rowStyles['status']}>{isAside ? doneWords(group) : groupWords(group, place, ownName)}</p>
        {!isAside && (
          <ProgressBar
            name={say('item.progress', { title: group.title })}
            percent={groupPercent(group)}
            isStill={isPaused && group.done < group.total}
          />
        )}
      </div>
      <div className={rowStyles['end']}>
        {!isAside && <GroupActions group={group} />}
        {list && (
          <button
            type="button"
            className={styles['fold']}
            aria-expanded={isOpen}
            aria-label={say(isOpen ? 'group.hideVideos' : 'group.showVideos', { count: videoIds.length, title: group.title })}
            onClick={() => toggleGroup(list, groupId)}
          >
            {say('count.videos', { count: videoIds.length })}
            <ChevronDown aria-hidden />
          </button>
        )}
      </div>
    </article>
  );
});
