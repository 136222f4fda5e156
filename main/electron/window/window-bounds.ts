import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';

export const MIN_WIDTH = 900;
export const MIN_HEIGHT = 600;
const DEFAULT_SIZE = { width: 1200, height: 800, maximised: false };

/** Where a window is when it is not maximised, and whether it is. */
export type WindowPlace = Partial<Rectangle> & { readonly maximised: boolean };

const FILE_NAME = 'window.json';

const stored = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(MIN_WIDTH),
  height: z.int().min(MIN_HEIGHT),
  maximised: z.boolean().default(false),
});

/** Reads where the window was last, if that place is still on a screen; else the default size, placed by the desktop. */
export function readBounds(userDataFolder: string): WindowPlace {
  try {
    const bounds = stored.parse(JSON.parse(readFileSync(join(userDataFolder, FILE_NAME), 'utf8')));
    const { workArea } = screen.getDisplayMatching(bounds);
    const overlapX = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
    const titleBarIsThere = bounds.y >= workArea.y && bounds.y < workArea.y + workArea.height;
    return overlapX > MIN_WIDTH / 4 && titleBarIsThere ? bounds : DEFAULT_SIZE;
  } catch {
    return DEFAULT_SIZE; // first start, or a file that is not ours
  }
}

/** Remembers where the window is whenever it is hidden or closed. */
export function rememberBounds(window: BrowserWindow, userDataFolder: string): void {
  const save = (): void => {
    try {
      const place = { ...window.getNormalBounds(), maximised: window.isMaximized() };
      writeFileSync(join(userDataFolder, FILE_NAME), JSON.stringify(place));
    } catch {
      // A full disk costs the window its place, nothing more.
    }
  };
  window.on('hide', save);
  window.on('close', () => {
    if (window.isVisible()) save(); // a hidden one is not maximised any more
  });
}
