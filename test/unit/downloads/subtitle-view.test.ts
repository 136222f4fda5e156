import { expect, test } from 'vitest';
import { createSubtitleView } from '../../../main/downloads/subtitle-view.ts';
import { ToolsMissing } from '../../../main/yt-dlp/tools.ts';

const item = { profileId: 'p', videoId: 'v' };
const withoutPrograms = createSubtitleView({
  filePath: () => '/nowhere/film.mp4',
  tools: () => Promise.reject(new ToolsMissing('tool-missing', 'Install ffmpeg.')),
});

test('a film is watched without its subtitles where the programs are missing', async () => {
  expect(await withoutPrograms.subtitles(item)).toEqual({ tracks: [] });
});

test('one that is asked for all the same is refused with what to do', async () => {
  await expect(withoutPrograms.subtitle({ ...item, index: 0 })).rejects.toMatchObject({
    name: 'Refusal',
    code: 'tool-missing',
    message: 'Install ffmpeg.',
  });
});
