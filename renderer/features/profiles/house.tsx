import type { ReactNode } from 'react';
import { Logo } from '../../ui/logo.tsx';
import styles from './house.module.css';

/** Draws the front of the house: sky, a title, and walls to put windows or a form into. */
export function House({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <main className={styles['sky']}>
      <div className={styles['street']}>
        <div className={styles['title']}>
          <span className={styles['brand']}>
            <Logo />
            Homereel
          </span>
          <h1>{title}</h1>
        </div>
        <div className={styles['house']}>
          <div className={styles['top']}>
            <span className={styles['chimney']} />
            <svg className={styles['roof']} viewBox="0 0 600 100" preserveAspectRatio="none" aria-hidden>
              <path d="M300 8 L590 92 H10Z" />
            </svg>
          </div>
          <div className={styles['wall']}>{children}</div>
        </div>
        <div className={styles['ground']} />
      </div>
    </main>
  );
}
