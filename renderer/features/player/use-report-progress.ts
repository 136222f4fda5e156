import { useEffect } from 'react';
import { call } from '../../store/border/main-process.ts';
import { actingProfileId } from '../../store/window/acting-profile.ts';

const REPORT_EVERY_MS = 5000;

/** Tells the main process where this person is: every five seconds while it plays, on a pause, and when the player closes. */
export function useReportProgress(media: HTMLMediaElement | null, videoId: string): void {
  useEffect(() => {
    if (!media) return;
    const profileId = actingProfileId();
    let reported = -1;
    const report = () => {
      const seconds = Math.floor(media.currentTime);
      if (seconds === reported || media.readyState === 0) return;
      reported = seconds;
      // Whether it was noted makes no difference to the watching; the next report repeats it.
      void call('playback:progress', { profileId, videoId, seconds });
    };
    const timer = setInterval(() => !media.paused && report(), REPORT_EVERY_MS);
    media.addEventListener('pause', report);
    media.addEventListener('ended', report);
    return () => {
      clearInterval(timer);
      media.removeEventListener('pause', report);
      media.removeEventListener('ended', report);
      report();
    };
  }, [media, videoId]);
}
