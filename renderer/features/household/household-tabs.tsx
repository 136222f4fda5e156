import { useWaitingCount } from '../../store/household/requests.ts';
import { addressOf, HOUSEHOLD_PARTS, type HouseholdPart } from '../../store/window/page-address.ts';
import { say } from '../../words/say.ts';
import styles from './household-tabs.module.css';

/** Leads between the parts of the household page. */
export function HouseholdTabs({ current }: { readonly current: HouseholdPart }) {
  const waiting = useWaitingCount();
  return (
    <nav aria-label={say('frame.household')}>
      <ul className={styles['tabs']}>
        {HOUSEHOLD_PARTS.map((part) => (
          <li key={part}>
            <a href={addressOf('household', part)} className={styles['tab']} aria-current={part === current ? 'page' : undefined}>
              {say(`household.${part}`)}
              {part === 'requests' && waiting > 0 && (
                <>
                  <span aria-hidden className={styles['count']}>
                    {waiting}
                  </span>
                  <span className="visually-hidden">{say('frame.waiting', { count: waiting })}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
