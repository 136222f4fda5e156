import { type DragEvent, useState } from 'react';
import { moveBefore } from '../../../store/queue/queue-actions.ts';
import { queueStore } from '../../../store/queue/queue-store.ts';

/** A type of our own, so that a dragged row is never taken for a dropped link. */
const ITEM_TYPE = 'application/x-homereel-item';

type Edge = 'before' | 'after';

/** Lets a waiting row be dragged by its handle and take another one before or after it. A group's row stands for all of its items. */
export function useRowDrag(videoIds: readonly string[]) {
  const [edge, setEdge] = useState<Edge>();

  const handle = {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(ITEM_TYPE, videoIds.join('\n'));
      event.dataTransfer.effectAllowed = 'move';
      const row = event.currentTarget.closest('article');
      if (row) event.dataTransfer.setDragImage(row, 24, 24);
    },
  };
  const row = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(ITEM_TYPE)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      setEdge(edgeUnder(event));
    },
    onDragLeave: () => setEdge(undefined),
    onDrop: (event: DragEvent) => {
      const data = event.dataTransfer.getData(ITEM_TYPE);
      if (data === '') return;
      event.preventDefault();
      setEdge(undefined);
      const dragged = data.split('\n');
      const target = dropTarget(queueStore.getState().mirror.sections.upNext, dragged, videoIds, edgeUnder(event));
      if (target !== undefined) void moveBefore(dragged, target ?? undefined);
    },
  };
  return { edge, handle, row };
}

/** Finds the item that the dragged ones must stand before; null: the end of the list; undefined: they were dropped on themselves. */
export function dropTarget(
  order: readonly string[],
  dragged: readonly string[],
  onto: readonly string[],
  edge: Edge,
): string | null | undefined {
  const moved = new Set(dragged);
  const own = onto.filter((videoId) => !moved.has(videoId));
  const anchor = edge === 'before' ? own[0] : own.at(-1);
  if (anchor === undefined) return undefined;
  const others = order.filter((videoId) => !moved.has(videoId));
  return others[others.indexOf(anchor) + (edge === 'after' ? 1 : 0)] ?? null;
}

function edgeUnder(event: DragEvent): Edge {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return event.clientY < top + height / 2 ? 'before' : 'after';
}
