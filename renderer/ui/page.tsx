import { createContext, type ReactNode, useContext, useState } from 'react';
import { LayerProvider } from './overlays/layer.tsx';
import styles from './page.module.css';

const ScrollElement = createContext<HTMLElement | null>(null);

/** Finds the element that scrolls the page around the caller; null until it is mounted. */
export const useScrollElement = (): HTMLElement | null => useContext(ScrollElement);

/** Draws one page: its name, its tools beside the name, and its content in the window's one scroller. */
export function Page({
  title,
  tools,
  children,
}: {
  readonly title: string;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  return (
    <main className={styles['scroll']} ref={setScroller} aria-label={title}>
      <LayerProvider value={scroller}>
        <div className={styles['content']}>
          <div className={styles['head']}>
            <h1>{title}</h1>
            {tools !== undefined && <div className={styles['tools']}>{tools}</div>}
          </div>
          <ScrollElement.Provider value={scroller}>{children}</ScrollElement.Provider>
        </div>
      </LayerProvider>
    </main>
  );
}
