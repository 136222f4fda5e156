import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ToolHealth } from '../../../preload/contract/types.ts';
import { useHealth } from '../../store/household/health.ts';
import { classNames } from '../../ui/class-names.ts';
import { Problem } from '../../ui/controls/field.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import { locale, say, tell } from '../../words/say.ts';
import styles from './tool-lines.module.css';

/** Shows whether the two programs that do the work are installed, with advice when one is not. Checks again by itself. */
export function ToolCheck() {
  const { health, failure } = useHealth();
  if (!health) {
    return failure ? (
      <Problem>{sentenceFor(failure)}</Problem>
    ) : (
      <div className={styles['waiting']}>
        <p>{say('tool.looking')}</p>
        <ProgressBar name={say('tool.checking')} percent={undefined} />
      </div>
    );
  }
  return (
    <>
      <ToolLine name="yt-dlp" purpose={say('tool.downloadsVideos')} tool={health.ytDlp} />
      <ToolLine name="FFmpeg" purpose={say('tool.joinsVideoAndSound')} tool={health.ffmpeg} />
    </>
  );
}

/** Shows one program: installed or missing, and what to do about it. */
export function ToolLine({
  name,
  purpose,
  tool,
}: {
  readonly name: string;
  readonly purpose: string;
  readonly tool: ToolHealth;
}) {
  const Icon = tool.found && !tool.advice ? CircleCheck : TriangleAlert;
  return (
    <div className={classNames(styles['tool'], (!tool.found || tool.advice) && styles['missing'])}>
      <Icon aria-hidden />
      <p>
        <span className={styles['name']}>{name}</span> {purpose} {installedWords(tool)}
      </p>
      {(tool.advice || !tool.found) && (
        <p className={styles['advice']}>{tell(tool.advice ?? '', tool.advicePhrase) ?? say('tool.installAndComeBack')}</p>
      )}
    </div>
  );
}

/** Says whether a program is there. The version of yt-dlp is the day of its release, so its month says more than its number. */
function installedWords({ found, version }: ToolHealth): string {
  if (!found) return say('tool.missing');
  if (!version) return say('tool.installed');
  const [, year, month, day] = /^(\d{4})\.(\d{2})\.(\d{2})/.exec(version) ?? [];
  if (year === undefined) return say('tool.installedVersion', { version });
  const released = new Date(Number(year), Number(month) - 1, Number(day));
  return say('tool.installedDated', { month: released.toLocaleDateString(locale(), { month: 'long', year: 'numeric' }) });
}
