import path from 'node:path';
import type { Page } from 'playwright';

const SIZES = [
  { width: 900, height: 700 },
  { width: 1280, height: 800 },
  { width: 2560, height: 1440 },
] as const;
const THEMES = ['light', 'dark'] as const;

/** Takes what is on the screen in both themes at three sizes; returns the files' paths. */
export async function takeEach(page: Page, folder: string, name: string): Promise<string[]> {
  const files: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await drawn(page);
      const file = path.join(folder, `${name}-${colorScheme}-${size.width}x${size.height}.png`);
      await page.screenshot({ path: file });
      files.push(file);
    }
  }
  return files;
}

/** Resolves once the pictures in view are there and two frames were drawn after the change of size. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const twoFrames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await twoFrames();
    await document.fonts.ready;
    const inView = [...document.images].filter((image) => image.getBoundingClientRect().top < window.innerHeight);
    await Promise.all(inView.map((image) => image.decode().catch(() => {})));
    await twoFrames();
  });
}
