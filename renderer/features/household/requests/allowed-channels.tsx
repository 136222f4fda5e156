import { X } from 'lucide-react';
import { call } from '../../../store/border/main-process.ts';
import { useAnswer } from '../../../store/border/use-answer.ts';
import { actingProfileId } from '../../../store/window/acting-profile.ts';
import { report } from '../../../store/window/report-failure.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { isolated } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import styles from './requests-part.module.css';

/** Lists channels whose videos a child may add without asking; nothing when there are none. */
export function AllowedChannels() {
  const { value, refresh } = useAnswer('requests:channels', { profileId: actingProfileId() }, ['requests:changed']);
  if (value === undefined || value.channels.length === 0) return null;
  const forget = async (channelId: string) => {
    report(await call('requests:forget-channel', { profileId: actingProfileId(), channelId }));
    refresh();
  };
  return (
    <Panel title={say('request.alwaysAllowed')}>
      <ul className={styles['channels']}>
        {value.channels.map(({ id, channel, site, profileName }) => (
          <li key={id} className={styles['channel']}>
            <div>
              <p>
                <strong>
                  <bdi>{channel}</bdi>
                </strong>
              </p>
              <p className={styles['small']}>
                {say('request.for', { name: isolated(profileName) })} · {site}
              </p>
            </div>
            <Button
              variant="quiet"
              icon={X}
              aria-label={say('request.stopAllowingIt', { channel, name: profileName })}
              onClick={() => void forget(id)}
            >
              {say('request.stopAllowing')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
