import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHousehold } from './household.ts';

/** A household whose yt-dlp is of this version, with an adult and a child. */
async function householdWith(version: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'homereel-old-yt-dlp-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const ytDlpPath = path.join(folder, 'yt-dlp');
  await writeFile(ytDlpPath, `#!/bin/sh\necho ${version}\n`);
  await chmod(ytDlpPath, 0o755);
  const home = await openHousehold({ ytDlpPath });
  const dad = await home.person('Dad');
  const { profile: mia } = await home.core.services.profiles.create({ name: 'Mia', role: 'child' }, dad.id);
  const news = (profileId: string) =>
    home.core.services.profiles.takeNews(profileId).map(({ text, action }) => [text, action?.kind]);
  news(dad.id);
  return { ...home, dad, mia, news };
}

const OLD = [expect.stringMatching(/^yt-dlp.*is more than 90 days old/), 'open-health'];

test('a yt-dlp that is more than 90 days old is told to an adult, once a start, and named on Health and in the report', async () => {
  const { core, dad, mia, news } = await householdWith('2025.04.30');
  expect(news(dad.id)).toEqual([]);
  const { ytDlp } = await core.services.health();
  expect(ytDlp).toMatchObject({
    found: true,
    version: '2025.04.30',
    advice: expect.stringMatching(/90 days old.*check again\.$/),
  });
  expect([news(mia.id), news(dad.id), news(dad.id)]).toEqual([[], [OLD], []]);
  const { text } = await core.services.activity.report({ profileId: dad.id });
  expect(text).toContain('yt-dlp 2025.04.30 (wants attention)');
});

test('a yt-dlp that may not run is named on Health with what to do', async () => {
  const { core, dad, news } = await householdWith('2023.03.04');
  const { ytDlp } = await core.services.health();
  expect(ytDlp).toMatchObject({
    found: true,
    version: '2023.03.04',
    advice: expect.stringMatching(/^yt-dlp 2023\.03\.04 is too old/),
  });
  expect(news(dad.id)).toEqual([]);
});
