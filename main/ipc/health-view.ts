import type { Profile, SystemHealth } from '../../preload/contract/types.ts';
import type { Services } from './services.ts';

/**
 * Leaves in the app's health what a person may see. Adults see the whole household's; a child its own items, somebody who has not been chosen
 * none; the sites that rest only adults.
 */
export function healthFor(
  viewer: Profile | undefined,
  health: SystemHealth,
  downloads: Pick<Services['downloads'], 'queueItems'>,
): SystemHealth {
  if (viewer?.role === 'adult') return health;
  const ids = health.active.map(({ videoId }) => videoId);
  const items = viewer === undefined ? [] : downloads.queueItems(viewer.id, ids);
  const own = new Set(items.map(({ videoId }) => videoId));
  return { ...health, active: health.active.filter(({ videoId }) => own.has(videoId)), coolDowns: [] };
}
