import { ArrowLeftRight, Hand, House, LibraryBig, ListVideo, type LucideIcon, Settings2 } from 'lucide-react';
import type { Profile, Role } from '../../../preload/contract/types.ts';
import { useWaitingCount } from '../../store/household/requests.ts';
import { useQueueSections } from '../../store/queue/queue-store.ts';
import { leave } from '../../store/window/acting-profile.ts';
import { addressOf, type Page, usePage } from '../../store/window/page-address.ts';
import { WindowFace } from '../../ui/faces/window-face.tsx';
import { Logo } from '../../ui/logo.tsx';
import { say } from '../../words/say.ts';
import styles from './app-frame.module.css';

interface Destination {
  readonly page: Page;
  readonly name: 'frame.queue' | 'frame.library' | 'frame.myRequests' | 'frame.household' | 'frame.settings';
  readonly icon: LucideIcon;
  /** Whose page it is; absent: everybody's. */
  readonly only?: Role;
}

const DESTINATIONS: readonly Destination[] = [
  { page: 'queue', name: 'frame.queue', icon: ListVideo },
  { page: 'library', name: 'frame.library', icon: LibraryBig },
  { page: 'requests', name: 'frame.myRequests', icon: Hand, only: 'child' },
  { page: 'household', name: 'frame.household', icon: House, only: 'adult' },
  { page: 'settings', name: 'frame.settings', icon: Settings2, only: 'adult' },
];

/** Shows whose window this is, and leads to its pages. */
export function Navigation({ profile }: { readonly profile: Profile }) {
  const current = usePage();
  const waiting = useWaitingCount();
  const destinations = DESTINATIONS.filter(({ only }) => only === undefined || only === profile.role);
  const shown = destinations.some((destination) => destination.page === current) ? current : 'queue';
  return (
    <header className={styles['side']}>
      <button
        type="button"
        className={styles['person']}
        onClick={leave}
        aria-label={say('frame.switchPersonFrom', { name: profile.name })}
      >
        <WindowFace avatar={profile.avatar} colour={profile.colour} />
        <bdi className={styles['personName']}>{profile.name}</bdi>
        <span className={styles['switch']}>
          <ArrowLeftRight aria-hidden /> {say('frame.switchPerson')}
        </span>
      </button>
      <nav aria-label={say('frame.pages')}>
        <ul className={styles['links']}>
          {destinations.map(({ page, name, icon: Icon }) => (
            <li key={page}>
              <a
                href={page === 'household' && waiting > 0 ? addressOf('household', 'requests') : addressOf(page)}
                className={styles['link']}
                aria-current={page === shown ? 'page' : undefined}
              >
                <Icon aria-hidden />
                {say(name)}
                {page === 'queue' && <QueueCount />}
                {page === 'household' && <Count count={waiting} meaning={say('frame.requestsWaiting', { count: waiting })} />}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles['brand']}>
        <Logo />
        Homereel
      </div>
    </header>
  );
}

/** Counts what is not done yet. For the eye only: the queue's headings say the same in words. */
function QueueCount() {
  const sections = useQueueSections();
  const open = sections.now.length + sections.upNext.length + sections.needsYou.length;
  return <Count count={open} />;
}

/** Shows a number beside a page; screen readers hear what it means, if nothing else says it. */
function Count({ count, meaning }: { readonly count: number; readonly meaning?: string }) {
  if (count === 0) return null;
  return (
    <>
      <span aria-hidden className={styles['count']}>
        {count > 999 ? '999+' : count}
      </span>
      {meaning !== undefined && <span className="visually-hidden">{meaning}</span>}
    </>
  );
}
