import { usePlayingVideo } from '../../store/library/playing-video.ts';
import { Player } from './player.tsx';

/** Shows the player while something is played. */
export function PlayerHost() {
  const video = usePlayingVideo();
  return video && <Player key={video.videoId} video={video} />;
}
