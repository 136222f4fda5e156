import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useScrollElement } from '../page.tsx';
import { nextShownRows } from './shown-rows.ts';
import styles from './virtual-list.module.css';

interface VirtualListProps {
  /** A stable key for each row, in order. */
  readonly keys: readonly string[];
  readonly renderRow: (index: number) => ReactNode;
  /**
   * A light stand-in for a row that only flits by, drawn while the list is pulled past whole screens at once; it is given the height that
   * the row has or is guessed to have. Absent: rows are always drawn whole.
   */
  readonly renderBriefRow?: (index: number) => ReactNode;
  /** A first guess of a row's height in pixels; real heights are measured. */
  readonly estimatedRowHeight: number;
  /** Pixels between rows. */
  readonly gap: number;
  readonly name: string;
  /** Called when the last row comes into view. */
  readonly onEnd?: (() => void) | undefined;
}

/** Draws a list of which only the rows in view are built, inside the page's scroller. Ten thousand rows cost as much as twenty. */
export function VirtualList({ keys, renderRow, renderBriefRow, estimatedRowHeight, gap, name, onEnd }: VirtualListProps) {
  const scroller = useScrollElement();
  const list = useRef<HTMLUListElement>(null);
  const top = useTopInside(scroller, list);
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller,
    estimateSize: () => estimatedRowHeight,
    getItemKey: (index) => keys[index] ?? index,
    gap,
    overscan: 4,
    scrollMargin: top,
  });
  const rows = virtualizer.getVirtualItems();
  const lastSeen = rows.at(-1)?.index ?? -1;
  const leaping = useLeaping(rows[0]?.index ?? -1, lastSeen, virtualizer.isScrolling);
  const renderBrief = leaping ? renderBriefRow : undefined;
  const atEnd = lastSeen >= keys.length - 1;
  useLayoutEffect(() => {
    if (atEnd) onEnd?.();
  }, [atEnd, onEnd]);

  return (
    <ul ref={list} className={styles['list']} style={{ height: virtualizer.getTotalSize() }} aria-label={name}>
      {rows.map((row) => (
        <li
          key={row.key}
          ref={renderBrief ? null : virtualizer.measureElement}
          data-index={row.index}
          aria-setsize={keys.length}
          aria-posinset={row.index + 1}
          className={styles['row']}
          style={{ transform: `translateY(${row.start - top}px)`, ...(renderBrief && { height: row.size }) }}
        >
          {(renderBrief ?? renderRow)(row.index)}
        </li>
      ))}
    </ul>
  );
}

/** Whether the list is being pulled past whole screens at once. */
function useLeaping(first: number, last: number, isScrolling: boolean): boolean {
  const [before, setBefore] = useState({ first, last, leaping: false });
  const now = nextShownRows(before, first, last, isScrolling);
  if (now !== before) setBefore(now);
  return now.leaping;
}

/** How far below the scroller's first pixel the list begins, kept right while things above it grow and shrink. */
function useTopInside(scroller: HTMLElement | null, list: { readonly current: HTMLElement | null }): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    const content = scroller?.firstElementChild;
    if (!element || !scroller || !content) return;
    const measure = () => {
      const distance = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
      setTop(Math.round(distance));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(content);
    return () => observer.disconnect();
  }, [scroller, list]);
  return top;
}
