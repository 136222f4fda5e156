import { HOLDS } from '../../../../preload/contract/hold-reasons.ts';
import type { ReaperResult, SystemHealth } from '../../../../preload/contract/types.ts';
import { useNow } from '../../../store/border/use-now.ts';
import { useQueueItem } from '../../../store/queue/queue-store.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { PHASE_WORDS } from '../../../words/download-words.ts';
import { WAITING_SENTENCES } from '../../../words/failure-sentences.ts';
import { formatBytes, formatCount, formatCountdown, formatMoment, formatParts } from '../../../words/format.ts';
import { ToolLine } from '../../profiles/tool-lines.tsx';
import styles from '../household-page.module.css';

interface PanelProps {
  readonly health: SystemHealth;
}

/** Shows the two programs that do the work. */
export function ToolsPanel({ health }: PanelProps) {
  return (
    <Panel title="Programs">
      <ToolLine name="yt-dlp" purpose="downloads the videos" tool={health.ytDlp} />
      <ToolLine name="FFmpeg" purpose="joins video and sound" tool={health.ffmpeg} />
    </Panel>
  );
}

/** Why every download waits, if they do. */
export function HoldPanel({ health }: PanelProps) {
  if (health.hold === null) return null;
  return (
    <Panel title="Downloads are waiting">
      <p className={styles['level']}>{HOLDS[health.hold].sentence}</p>
      <p className={styles['soft']}>They continue by themselves.</p>
    </Panel>
  );
}

const LEVEL_WORDS: Readonly<Record<SystemHealth['disk']['level'], string | undefined>> = {
  ok: undefined,
  low: 'Space is running low. Remove what nobody watches any more.',
  held: 'Too full: new downloads wait until there is space again.',
};

/** Shows how full the disk of the library is. */
export function DiskPanel({ health }: PanelProps) {
  const { freeBytes, totalBytes, level, advice } = health.disk;
  if (advice !== undefined) {
    return (
      <Panel title="Disk">
        <p className={styles['level']}>{advice}</p>
      </Panel>
    );
  }
  const usedPercent = totalBytes > 0 ? ((totalBytes - freeBytes) / totalBytes) * 100 : 0;
  return (
    <Panel title="Disk">
      <ProgressBar name="Used disk space" percent={usedPercent} />
      <p>
        {formatBytes(freeBytes)} free of {formatBytes(totalBytes)}
      </p>
      {LEVEL_WORDS[level] && <p className={styles['level']}>{LEVEL_WORDS[level]}</p>}
    </Panel>
  );
}

/** Lists what runs now, and when each run was last active. */
export function RunsPanel({ health }: PanelProps) {
  return (
    <Panel title="Running now">
      {health.active.length === 0 ? (
        <p className={styles['soft']}>Nothing is running.</p>
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
  return (
    <li>
      <p>
        <bdi>{title ?? 'Someone else’s video'}</bdi>
      </p>
      <p className={styles['small']}>
        {PHASE_WORDS[run.phase]} · last active {formatMoment(run.lastSignOfLifeAt, now)}
        {run.pid !== null && ` · process ${run.pid}`}
      </p>
    </li>
  );
}

/** Lists the sites that asked us to wait, with the time left; nothing when none did. */
export function CoolDownPanel({ health }: PanelProps) {
  const now = useNow();
  if (health.coolDowns.length === 0) return null;
  return (
    <Panel title="Sites asking us to wait">
      <ul className={styles['list']}>
        {health.coolDowns.map(({ site, until, reason }) => (
          <li key={site}>
            <p>
              <strong>{site}</strong>: {until > now ? `continues in ${formatCountdown(until - now)}` : 'continues any moment'}
            </p>
            <p className={styles['small']}>{WAITING_SENTENCES[reason]} Its videos wait, then continue by themselves.</p>
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
    <Panel title="Self-repair">
      {lastRunAt === null ? (
        <p className={styles['soft']}>No check so far.</p>
      ) : (
        <p>
          Last check: {formatMoment(lastRunAt, now)}. {repairWords(lastResult)}
        </p>
      )}
    </Panel>
  );
}

function repairWords(result: ReaperResult | null): string {
  if (!result) return '';
  const done = [
    result.requeued > 0 && `restarted ${formatCount(result.requeued, 'download')}`,
    result.finished > 0 && `finished ${formatCount(result.finished, 'download')}`,
    result.released > 0 && `stopped ${formatCount(result.released, 'download')}`,
    result.killedProcesses > 0 && `ended ${formatCount(result.killedProcesses, 'stuck process', 'stuck processes')}`,
  ].filter((part) => part !== false);
  return done.length === 0 ? 'Everything was in order.' : `Homereel ${formatParts(done)}.`;
}
