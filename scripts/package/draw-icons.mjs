import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lastWords, runBounded } from '../set-up/bounded-process.mjs';
import { projectRoot } from '../set-up/places.mjs';
import { runScript, SetUpError } from '../set-up/set-up-error.mjs';

const resources = join(projectRoot, 'build-resources');
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const drawTimeoutMs = 30_000;

/**
 * Draws the icon as a PNG with ffmpeg's SVG reader, with its transparent corners.
 * @param {number} size width and height in pixels
 * @param {string} target
 * @returns {Promise<void>}
 */
async function draw(size, target) {
  const source = ['-width', `${size}`, '-height', `${size}`, '-i', join(resources, 'icon.svg')];
  const finished = await runBounded('ffmpeg', ['-v', 'error', '-y', ...source, '-frames:v', '1', '-pix_fmt', 'rgba', target], {
    timeoutMs: drawTimeoutMs,
  });
  if (finished.code !== 0) throw new SetUpError(`ffmpeg could not draw ${target}: ${lastWords(finished)}`);
}

// `node scripts/package/draw-icons.mjs`, after a change to the drawing; the pictures are committed, since not every ffmpeg reads SVG.
await runScript(async () => {
  mkdirSync(join(resources, 'icons'), { recursive: true });
  // Of this one electron-builder makes the icons of Windows and macOS.
  await draw(1024, join(resources, 'icon.png'));
  for (const size of linuxSizes) await draw(size, join(resources, 'icons', `${size}x${size}.png`));
});
