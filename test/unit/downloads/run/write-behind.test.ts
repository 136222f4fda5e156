import { expect, test } from 'vitest';
import { createWriteBehind } from '../../../../main/downloads/run/write-behind.ts';

const MEGABYTE = 1024 * 1024;

/** A disk whose flushes end when the test says so. */
function slowDisk() {
  const asked: string[] = [];
  let end = Promise.withResolvers<void>();
  return {
    asked,
    flush(file: string) {
      asked.push(file);
      return end.promise;
    },
    async finish(error?: Error) {
      const { resolve, reject } = end;
      end = Promise.withResolvers();
      if (error === undefined) resolve();
      else reject(error);
      await new Promise((done) => setImmediate(done));
    },
  };
}

test('flushes after so much new data, one flush at a time', async () => {
  const disk = slowDisk();
  const behind = createWriteBehind('/work', disk.flush);
  behind.grew('parts/a.part', 31 * MEGABYTE);
  expect(disk.asked).toEqual([]);
  behind.grew('parts/a.part', 40 * MEGABYTE);
  behind.grew('parts/a.part', 90 * MEGABYTE);
  expect(disk.asked).toEqual(['/work/parts/a.part']);
  await disk.finish();
  behind.grew('parts/a.part', 60 * MEGABYTE);
  expect(disk.asked).toHaveLength(1);
  behind.grew('parts/a.part', 90 * MEGABYTE);
  expect(disk.asked).toHaveLength(2);
});

test('counts each file for itself', async () => {
  const disk = slowDisk();
  const behind = createWriteBehind('/work', disk.flush);
  behind.grew('a.part', 40 * MEGABYTE);
  await disk.finish();
  behind.grew('b.part', 20 * MEGABYTE);
  expect(disk.asked).toHaveLength(1);
  behind.grew('b.part', 33 * MEGABYTE);
  expect(disk.asked).toEqual(['/work/a.part', '/work/b.part']);
});

test('touches nothing outside its folder, whatever the program calls its file', () => {
  const disk = slowDisk();
  const behind = createWriteBehind('/work', disk.flush);
  for (const name of ['../elsewhere', '/etc/passwd', undefined]) behind.grew(name, 900 * MEGABYTE);
  expect(disk.asked).toEqual([]);
});

test('tells a failed flush later, since the system tells it only once', async () => {
  const disk = slowDisk();
  const behind = createWriteBehind('/work', disk.flush);
  behind.grew('a.part', 40 * MEGABYTE);
  await disk.finish(Object.assign(new Error('the disk is full'), { code: 'ENOSPC' }));
  behind.grew('a.part', 90 * MEGABYTE);
  await disk.finish();
  await expect(behind.settled()).rejects.toThrow('the disk is full');
});

test('has nothing against a file that was renamed meanwhile', async () => {
  const disk = slowDisk();
  const behind = createWriteBehind('/work', disk.flush);
  behind.grew('a.part', 40 * MEGABYTE);
  await disk.finish(Object.assign(new Error('no such file'), { code: 'ENOENT' }));
  await expect(behind.settled()).resolves.toBeUndefined();
});
