import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { serveMedia } from '../household/household.ts';
import { createDownloadFixture } from '../yt-dlp/yt-dlp-fixture.ts';

const run = promisify(execFile);

// Found by the torture: a kill between the last byte of a stream and its repacking.
test('a transport stream that a dead run left under its MP4 name is repacked by the next run', async () => {
  const server = await serveMedia();
  const fixture = await createDownloadFixture();
  onTestFinished(() => fixture.remove());
  const url = server.url('/stream/cut.m3u8');
  const { done } = await fixture.download({ url });
  const file = fixture.workFile(done[0]?.filePath ?? '');
  const containerOf = async (): Promise<string> => {
    const format = ['-v', 'error', '-show_entries', 'format=format_name', '-of', 'csv=p=0', file];
    return (await run(path.join(path.dirname(fixture.ffmpeg.ffmpegPath), 'ffprobe'), format)).stdout.trim();
  };
  expect(await containerOf()).toContain('mp4');

  const segments: Buffer[] = [];
  for (let index = 0; index < 6; index += 1) {
    segments.push(Buffer.from(await (await fetch(server.url(`/hls/segment-${index}.ts`))).arrayBuffer()));
  }
  await writeFile(file, Buffer.concat(segments));
  expect(await containerOf()).toBe('mpegts');

  const again = await fixture.download({ url });
  expect(again.exit.code).toBe(0);
  expect(again.done[0]?.filePath).toBe(done[0]?.filePath);
  expect(await containerOf()).toContain('mp4');
});
