import { onTestFinished } from 'vitest';
import { createEngineWorld, type EngineWorld, type EngineWorldOptions } from './engine-world.ts';

/** A started engine with two people, gone after the test. */
export async function engineHousehold(
  options: EngineWorldOptions = {},
): Promise<{ world: EngineWorld; mia: string; dad: string }> {
  const world = createEngineWorld(options);
  onTestFinished(() => world.close());
  await world.start();
  return { world, mia: await world.addProfile('Mia'), dad: await world.addProfile('Dad') };
}

/** What the activity log says of one video, oldest first. */
export function eventsOf({ database }: EngineWorld, videoId: string): string[] {
  const rows = database.sqlite.prepare('SELECT event FROM activity WHERE video_id = ? ORDER BY id').all(videoId);
  return (rows as { event: string }[]).map((row) => row.event);
}
