import { type DragEvent, useState } from 'react';
import { queueStore } from '../../store/queue.ts';
import { moveBefore } from '../../store/queue-actions.ts';

/** A type of our own, so that a dragged row is never taken for a dropped link. */
const ITEM_TYPE = 'application/x-homereel-item';

type Edge = 'before' | 'after';

/** Lets a waiting row be dragged by its handle and take another one before or after it. */
export function useRowDrag(videoId: string) {
  const [edge, setEdge] = useState<Edge>();

  const handle = {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(ITEM_TYPE, videoId);
      event.dataTransfer.effectAllowed = 'move';
      const row = event.currentTarget.closest('[data-video-id]');
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
      const dragged = event.dataTransfer.getData(ITEM_TYPE);
      if (dragged === '') return;
      event.preventDefault();
      setEdge(undefined);
      const order = queueStore.getState().mirror.sections.upNext.filter((id) => id !== dragged);
      const index = order.indexOf(videoId) + (edgeUnder(event) === 'after' ? 1 : 0);
      if (dragged !== videoId) void moveBefore(dragged, order[index]);
    },
  };
  return { edge, handle, row };
}

function edgeUnder(event: DragEvent): Edge {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return event.clientY < top + height / 2 ? 'before' : 'after';
}
