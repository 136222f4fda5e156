import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useState } from 'react';
import type { LibraryVideo } from '../../../preload/contract/types.ts';
import { openVideo, refreshLibrary } from '../../store/library/library-pages.ts';
import { closePlayer } from '../../store/library/playing-video.ts';
import { useActiveProfile } from '../../store/window/acting-profile.ts';
import { thumbnailUrl, videoUrl } from '../../store/window/media-address.ts';
import { classNames } from '../../ui/class-names.ts';
import { Button, IconButton } from '../../ui/controls/button.tsx';
import { keepOpenForToasts } from '../../ui/overlays/dialog.tsx';
import { LayerProvider } from '../../ui/overlays/layer.tsx';
import { useFocusReturn } from '../../ui/overlays/use-focus-return.ts';
import { say } from '../../words/say.ts';
import { Controls } from './controls.tsx';
import styles from './player.module.css';
import { commandFor, type PlayerCommand, startSeconds } from './player-keys.ts';
import { runCommand } from './run-command.ts';
import { useIdle } from './use-idle.ts';
import { useMedia } from './use-media.ts';
import { useReportProgress } from './use-report-progress.ts';
import { useSubtitles } from './use-subtitles.ts';

/** Plays one video from where this person stopped, with the keys people know. */
export function Player({ video }: { readonly video: LibraryVideo }) {
  const [media, setMedia] = useState<HTMLVideoElement | null>(null);
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const state = useMedia(media);
  const idle = useIdle(frame) && state.playing;
  const returnFocus = useFocusReturn();
  useReportProgress(media, video.videoId);

  const subtitles = useSubtitles(media, video.videoId);
  const run = (command: PlayerCommand) => {
    if (command.kind === 'toggle-subtitles') subtitles.toggle();
    else if (command.kind === 'show-subtitles') subtitles.show(command.index);
    else if (media && frame) runCommand(command, media, frame);
  };
  const close = () => {
    closePlayer();
    void refreshLibrary();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <div className={styles['scrim']} />
        <Dialog.Content
          ref={setFrame}
          className={classNames(styles['window'], idle && styles['idle'])}
          aria-describedby={undefined}
          onKeyDown={(event) => onKey(event, run)}
          onInteractOutside={keepOpenForToasts}
          onCloseAutoFocus={returnFocus}
          onOpenAutoFocus={(event) => {
            // The window itself, so that the keys work at once and no button shows its hint.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
        >
          <LayerProvider value={frame}>
            <div className={styles['head']}>
              <Dialog.Title>
                <bdi>{video.title}</bdi>
              </Dialog.Title>
              <Dialog.Close asChild>
                <IconButton name={say('player.close')} tip={say('button.close')} icon={X} />
              </Dialog.Close>
            </div>
            <div className={styles['stage']}>
              {/* biome-ignore lint/a11y/useMediaCaption: the file's own subtitles are drawn by useSubtitles. */}
              <video
                ref={setMedia}
                src={videoUrl(video.videoId)}
                poster={thumbnailUrl(video)}
                autoPlay
                onClick={() => run({ kind: 'toggle-play' })}
                onLoadedMetadata={(event) => {
                  event.currentTarget.currentTime = startSeconds(
                    video.watchedSeconds,
                    video.watched,
                    event.currentTarget.duration,
                  );
                }}
              />
            </div>
            {state.broken ? <Unplayable videoId={video.videoId} /> : <Controls state={state} subtitles={subtitles} run={run} />}
          </LayerProvider>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Runs the command of a key, unless the control that has the focus needs the key itself. */
function onKey(event: KeyboardEvent, run: (command: PlayerCommand) => void): void {
  // A slider or a list needs its own arrows, and a focused button its space.
  const target = event.target as HTMLElement;
  if (target.matches('select') || (target.matches('input') && event.key.startsWith('Arrow'))) return;
  if (target.matches('button') && event.key === ' ') return;
  const command = commandFor(event);
  if (!command) return;
  event.preventDefault();
  run(command);
}

/** Says that the file cannot be played, and offers an adult another player. */
function Unplayable({ videoId }: { readonly videoId: string }) {
  if (useActiveProfile()?.role !== 'adult') {
    return (
      <div className={styles['problem']} role="alert">
        <p>{say('player.cannotPlayForChild')}</p>
      </div>
    );
  }
  return (
    <div className={styles['problem']} role="alert">
      <p>{say('player.cannotPlay')}</p>
      <Button variant="soft" onClick={() => void openVideo(videoId)}>
        {say('library.openElsewhere')}
      </Button>
    </div>
  );
}
