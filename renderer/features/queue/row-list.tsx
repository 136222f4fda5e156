import { useMemo } from 'react';
import { useIsGroupOpen } from '../../store/queue/open-groups.ts';
import { blocksOf, rowsOf } from '../../store/queue/queue-blocks.ts';
import { queueStore } from '../../store/queue/queue-store.ts';
import { VirtualList } from '../../ui/lists/virtual-list.tsx';
import { GroupRow } from './groups/group-row.tsx';
import { BriefRow } from './rows/brief-row.tsx';
import { QueueRow } from './rows/queue-row.tsx';

const ROW_HEIGHT = 84;
const ROW_GAP = 8;

interface RowListProps {
  readonly name: string;
  /** Changes when a row enters, leaves, moves or changes its group. */
  readonly ids: readonly string[];
  /** `ordered`: a list that the person orders, in which groups lie as they come. Absent: every item stands alone. */
  readonly grouping?: 'ordered' | 'gathered';
}

/** Shows one section of the queue as rows; a group has one row, which opens to show its items. */
export function RowList({ name, ids, grouping }: RowListProps) {
  const list = grouping === 'ordered' ? 'waiting' : 'done';
  const isOpen = useIsGroupOpen(list);
  const rows = useMemo(() => {
    const items = grouping === undefined ? new Map() : queueStore.getState().mirror.items;
    return rowsOf(blocksOf(ids, items, grouping === 'gathered'), isOpen);
  }, [ids, grouping, isOpen]);
  const keys = useMemo(() => rows.map(({ key }) => key), [rows]);
  const ordered = grouping === 'ordered';
  return (
    <VirtualList
      name={name}
      keys={keys}
      estimatedRowHeight={ROW_HEIGHT}
      gap={ROW_GAP}
      renderBriefRow={(index) => {
        const row = rows[index];
        if (row === undefined) return null;
        const { start } = row.kind === 'item' ? row : row.block;
        return (
          <BriefRow
            videoId={row.kind === 'item' ? row.videoId : row.block.videoIds[0]}
            ofGroup={row.kind === 'group'}
            isInside={row.kind === 'item' && row.isInside}
            {...(ordered ? { place: start } : {})}
          />
        );
      }}
      renderRow={(index) => {
        const row = rows[index];
        if (row === undefined) return null;
        if (row.kind === 'item')
          return (
            <QueueRow videoId={row.videoId} order={ids} isInside={row.isInside} {...(ordered ? { place: row.start } : {})} />
          );
        const { groupId, videoIds, start } = row.block;
        return (
          <GroupRow
            groupId={groupId}
            videoIds={videoIds}
            list={list}
            isOpen={row.isOpen}
            {...(ordered ? { start, places: ids.length } : {})}
          />
        );
      }}
    />
  );
}
