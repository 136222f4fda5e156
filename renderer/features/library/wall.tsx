import { type CSSProperties, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { LibraryVideo } from '../../../preload/contract/types.ts';
import { loadMoreOfLibrary } from '../../store/library/library-pages.ts';
import { VirtualList } from '../../ui/lists/virtual-list.tsx';
import { say } from '../../words/say.ts';
import styles from './library-page.module.css';
import { columnsFor, rowsOf } from './shelves.ts';
import { VideoCard } from './video-card.tsx';

/** The narrowest thumbnail, in root font sizes, so that larger text gets fewer, wider ones. */
const LEAST_THUMBNAIL_REM = 14;
const GAP = 16;
const ESTIMATED_ROW_HEIGHT = 260;

const loadMore = () => void loadMoreOfLibrary();

/** Shows cards side by side, as many as fit; only the rows in view are built, and older ones are asked for at the end. */
export function Wall({ videos }: { readonly videos: readonly LibraryVideo[] }) {
  const box = useRef<HTMLDivElement>(null);
  const columns = useColumns(box);
  const rows = useMemo(() => rowsOf(videos, columns), [videos, columns]);
  return (
    <div ref={box} style={{ '--columns': columns } as CSSProperties}>
      <VirtualList
        name={say('library.videos')}
        keys={rows.map((row) => row[0]?.videoId ?? '')}
        estimatedRowHeight={ESTIMATED_ROW_HEIGHT}
        gap={24}
        onEnd={loadMore}
        renderRow={(index) => (
          <div className={styles['wallRow']}>
            {rows[index]?.map((video) => (
              <VideoCard key={video.videoId} video={video} />
            ))}
          </div>
        )}
      />
    </div>
  );
}

function useColumns(box: { readonly current: HTMLElement | null }): number {
  const [columns, setColumns] = useState(4);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setColumns(columnsFor(element.clientWidth, LEAST_THUMBNAIL_REM * rem, GAP));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return columns;
}
