import { Maximize, Pause, PictureInPicture2, Play, RotateCcw, RotateCw, Volume2, VolumeX } from 'lucide-react';
import { IconButton } from '../../ui/controls/button.tsx';
import { Select } from '../../ui/controls/field.tsx';
import { formatDuration } from '../../words/format.ts';
import { locale, say } from '../../words/say.ts';
import styles from './player.module.css';
import { type PlayerCommand, SPEEDS } from './player-keys.ts';
import { SubtitlesSelect } from './subtitles-select.tsx';
import type { MediaState } from './use-media.ts';
import type { Subtitles } from './use-subtitles.ts';

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
        aria-label={say('player.position')}
        aria-valuetext={say('format.partOf', { part: formatDuration(state.seconds), whole: formatDuration(state.duration) })}
        min={0}
        max={Math.max(1, state.duration)}
        step={1}
        value={state.seconds}
        onChange={(event) => run({ kind: 'seek-to', share: Number(event.target.value) / Math.max(1, state.duration) })}
      />
      <div className={styles['line']}>
        <IconButton
          name={say(state.playing ? 'button.pause' : 'button.play')}
          tip={say(state.playing ? 'player.pauseKey' : 'player.playKey')}
          icon={state.playing ? Pause : Play}
          onClick={() => run({ kind: 'toggle-play' })}
        />
        <IconButton
          name={say('player.back')}
          tip={say('player.backKey')}
          icon={RotateCcw}
          onClick={() => run({ kind: 'seek-by', seconds: -10 })}
        />
        <IconButton
          name={say('player.forward')}
          tip={say('player.forwardKey')}
          icon={RotateCw}
          onClick={() => run({ kind: 'seek-by', seconds: 10 })}
        />
        <span className={styles['time']}>
          {formatDuration(state.seconds)} / {formatDuration(state.duration)}
        </span>
        <span className={styles['spring']} />
        <IconButton
          name={say(silent ? 'player.unmute' : 'player.mute')}
          tip={say(silent ? 'player.unmuteKey' : 'player.muteKey')}
          icon={silent ? VolumeX : Volume2}
          onClick={() => run({ kind: 'toggle-mute' })}
        />
        <input
          type="range"
          className={styles['volume']}
          aria-label={say('player.volume')}
          min={0}
          max={1}
          step={0.05}
          value={state.muted ? 0 : state.volume}
          onChange={(event) => run({ kind: 'set-volume', volume: Number(event.target.value) })}
        />
        <SubtitlesSelect subtitles={subtitles} run={run} />
        <SpeedSelect speed={state.speed} run={run} />
        <IconButton
          name={say('player.pictureInPicture')}
          tip={say('player.pictureInPictureKey')}
          icon={PictureInPicture2}
          onClick={() => run({ kind: 'toggle-picture-in-picture' })}
        />
        <IconButton
          name={say('player.fullScreen')}
          tip={say('player.fullScreenKey')}
          icon={Maximize}
          onClick={() => run({ kind: 'toggle-fullscreen' })}
        />
      </div>
    </div>
  );
}

/** Chooses how fast the video plays. */
function SpeedSelect({ speed, run }: { readonly speed: number } & Pick<ControlsProps, 'run'>) {
  return (
    <Select
      name={say('player.speed')}
      className={styles['select']}
      value={String(speed)}
      options={SPEEDS.map((offered) => ({
        value: String(offered),
        label: offered === 1 ? say('player.normalSpeed') : say('player.speedOf', { speed: offered.toLocaleString(locale()) }),
      }))}
      onChange={(picked) => run({ kind: 'set-speed', speed: Number(picked) })}
    />
  );
}
