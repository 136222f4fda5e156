import type { HouseholdStorage } from '../../../../preload/contract/household.ts';
import { useProfiles } from '../../../store/window/acting-profile.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Face } from '../../../ui/faces/face.tsx';
import { colourOf } from '../../../ui/faces/names.ts';
import { Panel } from '../../../ui/panel.tsx';
import { formatBytes } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import styles from './storage-chart.module.css';
import { diskShares, storageBars } from './storage-shares.ts';

/** Shows the space that each person uses as bars, each with its number in words, and the disk below. A shared file counts in equal parts. */
export function StorageChart({ storage }: { readonly storage: HouseholdStorage }) {
  const profiles = useProfiles();
  const shares = diskShares(storage);
  return (
    <Panel title={say('storage.name')}>
      <ul className={styles['bars']}>
        {storageBars(storage.people).map((bar) => (
          <li key={bar.profileId} className={styles['person']} data-colour={colourOf(bar.colour)}>
            <Face avatar={profiles.find(({ id }) => id === bar.profileId)?.avatar ?? ''} colour={bar.colour} />
            <div className={styles['measure']}>
              <p className={styles['words']}>
                <strong>
                  <bdi>{bar.name}</bdi>
                </strong>
                <span className={classNames(bar.overQuota && styles['full'])}>
                  {bar.overQuota ? say('storage.full', { words: bar.words }) : bar.words}
                </span>
                {bar.trashWords !== undefined && <span className={styles['soft']}>{bar.trashWords}</span>}
              </p>
              <span className={styles['track']} aria-hidden>
                <span className={styles['bar']} style={{ width: `${bar.percent}%` }} />
                {bar.quotaPercent !== undefined && (
                  <span className={styles['quota']} style={{ left: `min(${bar.quotaPercent}%, 100% - 3px)` }} />
                )}
              </span>
            </div>
          </li>
        ))}
      </ul>
      <p className={styles['soft']}>{say('storage.shared')}</p>
      <h3 className={styles['heading']}>{say('storage.disk')}</h3>
      <span className={styles['disk']} aria-hidden>
        <span className={styles['library']} style={{ width: `${shares.library}%` }} />
        <span className={styles['trash']} style={{ width: `${shares.trash}%` }} />
        <span className={styles['other']} style={{ width: `${shares.other}%` }} />
      </span>
      <ul className={styles['legend']}>
        <li>
          <span className={styles['library']} aria-hidden /> {say('storage.library', { size: formatBytes(storage.libraryBytes) })}
        </li>
        <li>
          <span className={styles['trash']} aria-hidden />{' '}
          {storage.trashItems > 0
            ? say('storage.trashVideos', { size: formatBytes(storage.trashBytes), count: storage.trashItems })
            : say('storage.trash', { size: formatBytes(storage.trashBytes) })}
        </li>
        <li>
          <span className={styles['other']} aria-hidden /> {say('storage.other')}
        </li>
        <li>
          <span className={styles['free']} aria-hidden />{' '}
          {say('storage.freeOf', { free: formatBytes(storage.freeBytes), total: formatBytes(storage.totalBytes) })}
        </li>
      </ul>
    </Panel>
  );
}
