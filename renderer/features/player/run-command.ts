import { nextSpeed, type PlayerCommand } from './player-keys.ts';

type MediaCommand = Exclude<PlayerCommand, { readonly kind: 'toggle-subtitles' | 'show-subtitles' }>;

/** Runs a command on the media element and the frame around it. */
export function runCommand(command: MediaCommand, media: HTMLVideoElement, frame: HTMLElement): void {
  const seek = (seconds: number) => {
    const end = Number.isFinite(media.duration) ? media.duration : seconds;
    media.currentTime = Math.min(end, Math.max(0, seconds));
  };
  switch (command.kind) {
    case 'toggle-play':
      // A play that a pause overtakes is rejected; the state on screen follows the element either way.
      if (media.paused) void media.play().catch(() => undefined);
      else media.pause();
      return;
    case 'seek-by':
      return seek(media.currentTime + command.seconds);
    case 'seek-to':
      return seek((Number.isFinite(media.duration) ? media.duration : 0) * command.share);
    case 'volume-by':
      media.muted = false;
      media.volume = Math.min(1, Math.max(0, media.volume + command.step));
      return;
    case 'toggle-mute':
      media.muted = !media.muted;
      return;
    case 'speed-by':
      media.playbackRate = nextSpeed(media.playbackRate, command.step);
      return;
    case 'set-speed':
      media.playbackRate = command.speed;
      return;
    case 'set-volume':
      media.muted = command.volume === 0;
      media.volume = command.volume;
      return;
    case 'toggle-fullscreen':
      void (document.fullscreenElement ? document.exitFullscreen() : frame.requestFullscreen()).catch(() => undefined);
      return;
    case 'toggle-picture-in-picture':
      void (document.pictureInPictureElement ? document.exitPictureInPicture() : media.requestPictureInPicture()).catch(
        () => undefined,
      );
  }
}
