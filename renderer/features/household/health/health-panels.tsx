import type { ReaperResult, SystemHealth } from '../../../../preload/contract/types.ts';
import { useNow } from '../../../store/border/use-now.ts';
import { useQueueItem } from '../../../store/queue/queue-store.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { waitingSentence } from '../../../words/failure-sentences.ts';
import { formatBytes, formatCountdown, formatMoment, formatParts } from '../../../words/format.ts';
import { holdSentence } from '../../../words/hold-sentences.ts';
import { say, tell } from '../../../words/say.ts';
import { ToolLine } from '../../profiles/tool-lines.tsx';
import styles from '../household-page.module.css';

interface PanelProps {
  readonly health: SystemHealth;
}

/** Shows the two programs that do the work, and what guards this computer from them. */
export function ToolsPanel({ health }: PanelProps) {
  return (
    <Panel title={say('health.programs')}>
      <ToolLine name="yt-dlp" purpose={say('tool.downloadsVideos')} tool={health.ytDlp} />
      <ToolLine name="FFmpeg" purpose={say('tool.joinsVideoAndSound')} tool={health.ffmpeg} />
      <p className={styles['small']}>{tell(health.box.sentence, health.box.sentencePhrase)}</p>
    </Panel>
  );
}

/** Why every download waits, if they do. */
export function HoldPanel({ health }: PanelProps) {
  if (health.hold === null) return null;
  return (
    <Panel title={say('health.downloadsWaiting')}>
      <p className={styles['level']}>{holdSentence(health.hold)}</p>
      <p className={styles['soft']}>{say('health.theyContinue')}</p>
    </Panel>
  );
}

const LEVEL_WORDS = { ok: undefined, low: 'health.diskLow', held: 'health.diskHeld' } as const;

/** Shows how full the disk of the library is. */
export function DiskPanel({ health }: PanelProps) {
  const { freeBytes, totalBytes, level, advice, advicePhrase } = health.disk;
  if (advice !== undefined) {
    return (
      <Panel title={say('health.disk')}>
        <p className={styles['level']}>{tell(advice, advicePhrase)}</p>
      </Panel>
    );
  }
  const words = LEVEL_WORDS[level];
  const usedPercent = totalBytes > 0 ? ((totalBytes - freeBytes) / totalBytes) * 100 : 0;
  return (
    <Panel title={say('health.disk')}>
      <ProgressBar name={say('health.diskUsed')} percent={usedPercent} />
      <p>{say('storage.freeOf', { free: formatBytes(freeBytes), total: formatBytes(totalBytes) })}</p>
      {words && <p className={styles['level']}>{say(words)}</p>}
    </Panel>
  );
}

/** Lists what runs now, and when each run was last active. */
export function RunsPanel({ health }: PanelProps) {
  return (
    <Panel title={say('health.running')}>
      {health.active.length === 0 ? (
        <p className={styles['soft']}>{say('health.nothingRunning')}</p>
      ) : (
        <ul className={styles['list']}>
          {health.active.map((run) => (
            <Run key={run.videoId} run={run} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Run({ run }: { readonly run: SystemHealth['active'][number] }) {
  const now = useNow();
  const title = useQueueItem(run.videoId)?.title;
  const phase = say(`phase.${run.phase}`);
  const when = formatMoment(run.lastSignOfLifeAt, now);
  return (
    <li>
      <p>
        <bdi>{title ?? say('health.someoneElsesVideo')}</bdi>
      </p>
      <p className={styles['small']}>
        {run.pid === null
          ? say('health.lastActive', { phase, when })
          : say('health.lastActiveProcess', { phase, when, process: run.pid })}
      </p>
    </li>
  );
}

/** Lists the sites that asked us to wait, with the time left; nothing when none did. */
export function CoolDownPanel({ health }: PanelProps) {
  const now = useNow();
  if (health.coolDowns.length === 0) return null;
  return (
    <Panel title={say('health.sitesWaiting')}>
      <ul className={styles['list']}>
        {health.coolDowns.map(({ site, until, reason }) => (
          <li key={site}>
            <p>
              <strong>{site}</strong>:{' '}
              {until > now
                ? say('health.continuesIn', { countdown: formatCountdown(until - now) })
                : say('health.continuesAnyMoment')}
            </p>
            <p className={styles['small']}>{say('health.siteWaits', { cause: waitingSentence(reason) })}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Says when the app last checked for unfinished work, and what it repaired. */
export function RepairPanel({ health }: PanelProps) {
  const now = useNow();
  const { lastRunAt, lastResult } = health.reaper;
  return (
    <Panel title={say('health.selfRepair')}>
      {lastRunAt === null ? (
        <p className={styles['soft']}>{say('health.noCheck')}</p>
      ) : (
        <p>{say('health.lastCheck', { when: formatMoment(lastRunAt, now), result: repairWords(lastResult) })}</p>
      )}
    </Panel>
  );
}

function repairWords(result: ReaperResult | null): string {
  if (!result) return '';
  const done = [
    result.requeued > 0 && say('health.repairedRestarted', { count: result.requeued }),
    result.finished > 0 && say('health.repairedFinished', { count: result.finished }),
    result.released > 0 && say('health.repairedStopped', { count: result.released }),
    result.killedProcesses > 0 && say('health.repairedStuck', { count: result.killedProcesses }),
  ].filter((part) => part !== false);
  return done.length === 0 ? say('health.everythingInOrder') : say('health.repaired', { list: formatParts(done) });
}
