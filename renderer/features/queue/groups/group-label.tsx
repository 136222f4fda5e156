import { ListVideo } from 'lucide-react';
import type { QueueItem } from '../../../../preload/contract/types.ts';
import styles from './group-row.module.css';

/** Names the playlist that an item came with, where it stands apart from the others. */
export function GroupLabel({ item }: { readonly item: QueueItem }) {
  return (
    item.group && (
      <span className={styles['label']} title={item.group.title}>
        <ListVideo aria-hidden />
        <bdi>{item.group.title}</bdi>
      </span>
    )
  );
}
