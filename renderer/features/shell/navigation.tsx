import { ArrowLeftRight, House, LibraryBig, ListVideo, type LucideIcon, Settings2 } from 'lucide-react';
import type { Profile } from '../../../preload/contract/types.ts';
import { type Page, usePage } from '../../store/navigation.ts';
import { useQueueSections } from '../../store/queue.ts';
import { leave } from '../../store/session.ts';
import { Face } from '../../ui/faces/face.tsx';
import { Logo } from '../../ui/logo.tsx';
import styles from './shell.module.css';

interface Place {
  readonly page: Page;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly adultsOnly: boolean;
}

const PLACES: readonly Place[] = [
  { page: 'queue', name: 'Queue', icon: ListVideo, adultsOnly: false },
  { page: 'library', name: 'Library', icon: LibraryBig, adultsOnly: false },
  { page: 'household', name: 'Household', icon: House, adultsOnly: true },
  { page: 'settings', name: 'Settings', icon: Settings2, adultsOnly: true },
];

/** The side of the window: whose room this is, and the ways out of it. */
export function Navigation({ profile }: { readonly profile: Profile }) {
  const current = usePage();
  const places = PLACES.filter((place) => !place.adultsOnly || profile.role === 'adult');
  const shown = places.some((place) => place.page === current) ? current : 'queue';
  return (
    <header className={styles['side']}>
      <button type="button" className={styles['person']} onClick={leave} aria-label={`${profile.name}, switch person`}>
        <span className={styles['window']}>
          <Face avatar={profile.avatar} colour={profile.colour} size="large" shape="arch" />
        </span>
        <bdi className={styles['personName']}>{profile.name}</bdi>
        <span className={styles['switch']}>
          <ArrowLeftRight aria-hidden /> Switch person
        </span>
      </button>
      <nav aria-label="Pages">
        <ul className={styles['links']}>
          {places.map(({ page, name, icon: Icon }) => (
            <li key={page}>
              <a href={`#/${page}`} className={styles['link']} aria-current={page === shown ? 'page' : undefined}>
                <Icon aria-hidden />
                {name}
                {page === 'queue' && <QueueCount />}
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

/** How many are not done yet. For the eye only: the queue's headings say the same in words. */
function QueueCount() {
  const sections = useQueueSections();
  const open = sections.now.length + sections.upNext.length + sections.needsYou.length;
  if (open === 0) return null;
  return (
    <span aria-hidden className={styles['count']}>
      {open > 999 ? '999+' : open}
    </span>
  );
}
