import { isOccupied, type RowModel } from './row-model.ts';
import { PEOPLE, type RowStep } from './row-steps.ts';

interface Target {
  readonly profile: number;
  readonly video: number;
}

/**
 * Points an aimed step at a person and a video with which it does something, if there are such; blind steps hit the guards. Blind
 * ones alone would hardly ever reach what lies at the end of a long way, such as a file that vanishes from the trash.
 */
export function aim(world: RowModel, step: RowStep): RowStep {
  if (!('aimed' in step) || !step.aimed) return step;
  const targets = targetsOf(world, step.do);
  const chosen = targets[(step.video + ('profile' in step ? step.profile * PEOPLE : 0)) % targets.length];
  return chosen === undefined ? step : { ...step, ...chosen };
}

function targetsOf(world: RowModel, what: RowStep['do']): Target[] {
  const profiles = [...world.profiles.values()];
  const videos = [...world.videos].map(([videoId, video]) => ({
    video: Number(videoId.replace('video-', '')),
    videoId,
    ...video,
  }));
  const pairs = profiles.flatMap((person, profile) => videos.map((video) => ({ person, profile, ...video })));
  switch (what) {
    case 'drop':
      return pairs.filter(({ person, videoId }) => person.order.includes(videoId));
    case 'retry':
      return pairs.filter(({ person, videoId, status }) => status === 'failed' && person.order.includes(videoId));
    case 'restore':
      return pairs.filter(({ person, videoId, status }) => status === 'complete' && person.cancelled.has(videoId));
    case 'lose':
      return videos.filter(({ status }) => status === 'complete').map(({ video }) => ({ profile: 0, video }));
    default:
      return videos.filter(isOccupied).map(({ video }) => ({ profile: 0, video }));
  }
}
