import { expect, test } from 'vitest';
import { engineHousehold } from '../../model/engine-household.ts';
import { untilQuiet } from '../../model/engine-quiet.ts';

const MANY = 10_000;
/** As many lines as the log keeps: each new one pushes an old one out. */
const FULL_LOG = 20_000;

test('a person with ten thousand videos is removed in a moment, and pushes nothing else out of the log', async () => {
  const { world, mia, dad } = await engineHousehold();
  await world.downloads.pause({ profileId: mia });
  const { database } = world;
  database.immediate(() => {
    for (let index = 0; index < MANY; index += 1) {
      const isDone = index % 2 === 0;
      database.run(
        `INSERT INTO videos (id, url, url_key, site, kind, preset, title, status, file_name, bytes, completed_at, created_at)
         VALUES (@id, @id, @id, 'tube.test', 'video', 'good', 'Film', @status, @file, @bytes, @at, 0)`,
        {
          id: `v${index}`,
          status: isDone ? 'complete' : 'pending',
          file: isDone ? `v${index}.mp4` : null,
          bytes: isDone ? 1 : null,
          at: isDone ? 1 : null,
        },
      );
      for (const person of index % 4 === 0 ? [mia, dad] : [mia])
        database.run(
          'INSERT INTO video_references (video_id, profile_id, position, paused, created_at) VALUES (?, ?, ?, 1, 0)',
          `v${index}`,
          person,
          index,
        );
    }
  });
  database.run(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO activity (at, event) SELECT i, 'cool-down' FROM n`,
    FULL_LOG,
  );
  const lines = (): number => database.sqlite.prepare('SELECT count(*) FROM activity').pluck().get() as number;
  const before = lines();
  const usage = process.cpuUsage();
  expect(world.app.profiles.remove({ profileId: mia })).toEqual({ freedBytes: MANY / 4 });
  await untilQuiet();
  const { user, system } = process.cpuUsage(usage);
  expect((user + system) / 1000).toBeLessThan(1000);
  expect(lines()).toBe(before);
  expect(new Set(world.changed).size).toBe(MANY);
});
