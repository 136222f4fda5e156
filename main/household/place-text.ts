import type { QueuePlace } from '../../preload/contract/queue-place.ts';
import type { Profile, QueueItem } from '../../preload/contract/types.ts';
import { BEYOND, type Place, type QueueForecast } from '../downloads/queue/queue-places.ts';

const BEYOND_FOR_ANYONE: QueuePlace = Object.freeze({ ahead: BEYOND.ahead, more: true });

/** Words a place for who reads it: an adult learns whose turns come before, a child only how many are not its own. */
export function placeFor(viewer: Profile, place: Place, nameOf: (profileId: string) => string): QueuePlace {
  if (place.isBeyond) return BEYOND_FOR_ANYONE;
  const others = place.turns.filter((profileId) => profileId !== viewer.id).length;
  if (viewer.role === 'child') return { ahead: place.ahead, others };
  const counts = new Map<string, number>();
  for (const profileId of place.turns) counts.set(profileId, (counts.get(profileId) ?? 0) + 1);
  const byPerson = [...counts].map(([profileId, count]) => ({ name: nameOf(profileId), count }));
  byPerson.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
  return { ahead: place.ahead, others, byPerson };
}

/** Lays the places over a profile's queue items. */
export function withPlaces(
  items: readonly QueueItem[],
  viewer: Profile,
  forecast: QueueForecast,
  nameOf: (profileId: string) => string,
): QueueItem[] {
  return items.map((item) => {
    if (item.status !== 'pending' || item.held) return item;
    const place = forecast.places.get(item.videoId) ?? (forecast.isStartable(item) ? BEYOND : undefined);
    return place === undefined ? item : { ...item, place: placeFor(viewer, place, nameOf) };
  });
}
