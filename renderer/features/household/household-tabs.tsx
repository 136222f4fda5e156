import { useWaitingCount } from '../../store/household/requests.ts';
import { addressOf, HOUSEHOLD_PARTS, type HouseholdPart } from '../../store/window/page-address.ts';
import { formatCount } from '../../words/format.ts';
import styles from './household-tabs.module.css';

const NAMES: Readonly<Record<HouseholdPart, string>> = {
  people: 'People',
  requests: 'Requests',
  storage: 'Storage',
  activity: 'What happened',
  health: 'Health',
};

/** Leads between the parts of the household page. */
export function HouseholdTabs({ current }: { readonly current: HouseholdPart }) {
  const waiting = useWaitingCount();
  return (
    <nav aria-label="Household">
      <ul className={styles['tabs']}>
        {HOUSEHOLD_PARTS.map((part) => (
          <li key={part}>
            <a href={addressOf('household', part)} className={styles['tab']} aria-current={part === current ? 'page' : undefined}>
              {NAMES[part]}
              {part === 'requests' && waiting > 0 && (
                <>
                  <span aria-hidden className={styles['count']}>
                    {waiting}
                  </span>
                  <span className="visually-hidden">, {formatCount(waiting, 'waiting', 'waiting')}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
