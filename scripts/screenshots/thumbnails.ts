import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunningApp } from '../../test/e2e/app/harness.ts';
import type { SampleHousehold } from '../../test/e2e/app/sample-household.ts';

/** Puts a drawn landscape in place of each thumbnail of the library: the test videos are noise, and a wall of noise shows no design. */
export async function paintThumbnails(app: RunningApp, home: SampleHousehold): Promise<void> {
  const profileId = home.ids.Sofia;
  await app.ask('profiles:unlock', { profileId });
  const { videos } = await app.ask('library:list', { profileId });
  for (const [index, { videoId }] of videos.entries()) {
    const thumbnail = await drawLandscape(app, index);
    await writeFile(path.join(app.libraryFolder, '.homereel', 'thumbnails', `${videoId}.jpg`), thumbnail);
  }
  await app.ask('profiles:lock');
}

/** A JPEG of a sky, a sun and hills in colours of its own. */
async function drawLandscape(app: RunningApp, seed: number): Promise<Buffer> {
  const base64 = await app.page.evaluate((number) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 360];
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('There is no canvas here.');
    const hue = (number * 67 + 200) % 360;
    const sky = pen.createLinearGradient(0, 0, 0, 360);
    sky.addColorStop(0, `oklch(0.55 0.12 ${hue})`);
    sky.addColorStop(1, `oklch(0.9 0.08 ${(hue + 60) % 360})`);
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = `oklch(0.95 0.09 ${(hue + 80) % 360})`;
    pen.beginPath();
    pen.arc(120 + ((number * 131) % 400), 90 + ((number * 37) % 60), 44, 0, 7);
    pen.fill();
    for (let hill = 0; hill < 4; hill += 1) {
      pen.fillStyle = `oklch(${0.62 - hill * 0.12} 0.09 ${(hue + 20 + hill * 12) % 360})`;
      pen.beginPath();
      pen.moveTo(0, 360);
      for (let x = 0; x <= 640; x += 8)
        pen.lineTo(x, 190 + hill * 42 + 34 * Math.sin(x / (90 - hill * 11) + number * 1.7 + hill * 2.1));
      pen.lineTo(640, 360);
      pen.fill();
    }
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? '';
  }, seed);
  return Buffer.from(base64, 'base64');
}
