import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ToolHealth } from '../../../preload/contract/types.ts';
import { useHealth } from '../../store/household/health.ts';
import { classNames } from '../../ui/class-names.ts';
import { Problem } from '../../ui/controls/field.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { sentenceFor } from '../../words/error-sentences.ts';
import styles from './tool-lines.module.css';

/** Shows whether the two programs that do the work are installed, with advice when one is not. Checks again by itself. */
export function ToolCheck() {
  const { health, failure } = useHealth();
  if (!health) {
    return failure ? (
      <Problem>{sentenceFor(failure)}</Problem>
    ) : (
      <div className={styles['waiting']}>
        <p>Looking for the programs that Homereel needs…</p>
        <ProgressBar name="Checking the programs" percent={undefined} />
      </div>
    );
  }
  return (
    <>
      <ToolLine name="yt-dlp" purpose="downloads the videos" tool={health.ytDlp} />
      <ToolLine name="FFmpeg" purpose="joins video and sound" tool={health.ffmpeg} />
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
        <span className={styles['name']}>{name}</span> {purpose}.{' '}
        {tool.found ? `It is installed${tool.version ? `, version ${tool.version}` : ''}.` : 'It is missing.'}
      </p>
      {(tool.advice || !tool.found) && (
        <p className={styles['advice']}>{tool.advice ?? 'Install it, then come back: Homereel finds it by itself.'}</p>
      )}
    </div>
  );
}
