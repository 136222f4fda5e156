import { Maximize, Pause, PictureInPicture2, Play, RotateCcw, RotateCw, Volume2, VolumeX } from 'lucide-react';
import { IconButton } from '../../ui/controls/button.tsx';
import { Select } from '../../ui/controls/field.tsx';
import { formatDuration } from '../../words/format.ts';
import styles from './player.module.css';
import { type PlayerCommand, SPEEDS } from './player-keys.ts';
import { SubtitlesSelect } from './subtitles-select.tsx';
import type { MediaState } from './use-media.ts';
import type { Subtitles } from './use-subtitles.ts';

const SPEED_OPTIONS = SPEEDS.map((speed) => ({ value: String(speed), label: speed === 1 ? 'Normal speed' : `${speed}× speed` }));

interface ControlsProps {
  readonly state: MediaState;
  readonly subtitles: Subtitles;
  readonly run: (command: PlayerCommand) => void;
}

/** Shows the bar below the video. */
export function Controls({ state, subtitles, run }: ControlsProps) {
  const silent = state.muted || state.volume === 0;
  return (
    <div className={styles['controls']}>
      <input
        type="range"
        className={styles['seek']}
        aria-label="Position"
        aria-valuetext={`${formatDuration(state.seconds)} of ${formatDuration(state.duration)}`}
        min={0}
        max={Math.max(1, state.duration)}
        step={1}
        value={state.seconds}
        onChange={(event) => run({ kind: 'seek-to', share: Number(event.target.value) / Math.max(1, state.duration) })}
      />
      <div className={styles['line']}>
        <IconButton
          name={state.playing ? 'Pause' : 'Play'}
          tip={state.playing ? 'Pause (Space)' : 'Play (Space)'}
          icon={state.playing ? Pause : Play}
          onClick={() => run({ kind: 'toggle-play' })}
        />
        <IconButton
          name="Back 10 seconds"
          tip="Back 10 seconds (J)"
          icon={RotateCcw}
          onClick={() => run({ kind: 'seek-by', seconds: -10 })}
        />
        <IconButton
          name="Forward 10 seconds"
          tip="Forward 10 seconds (L)"
          icon={RotateCw}
          onClick={() => run({ kind: 'seek-by', seconds: 10 })}
        />
        <span className={styles['time']}>
          {formatDuration(state.seconds)} / {formatDuration(state.duration)}
        </span>
        <span className={styles['spring']} />
        <IconButton
          name={silent ? 'Unmute' : 'Mute'}
          tip={silent ? 'Unmute (M)' : 'Mute (M)'}
          icon={silent ? VolumeX : Volume2}
          onClick={() => run({ kind: 'toggle-mute' })}
        />
        <input
          type="range"
          className={styles['volume']}
          aria-label="Volume"
          min={0}
          max={1}
          step={0.05}
          value={state.muted ? 0 : state.volume}
          onChange={(event) => run({ kind: 'set-volume', volume: Number(event.target.value) })}
        />
        <SubtitlesSelect subtitles={subtitles} run={run} />
        <Select
          name="Speed"
          className={styles['select']}
          value={String(state.speed)}
          options={SPEED_OPTIONS}
          onChange={(speed) => run({ kind: 'set-speed', speed: Number(speed) })}
        />
        <IconButton
          name="Picture in picture"
          tip="Picture in picture (P)"
          icon={PictureInPicture2}
          onClick={() => run({ kind: 'toggle-picture-in-picture' })}
        />
        <IconButton name="Full screen" tip="Full screen (F)" icon={Maximize} onClick={() => run({ kind: 'toggle-fullscreen' })} />
      </div>
    </div>
  );
}
