// biome-ignore lint/correctness/useImportExtensions: Biome takes the declaration's name (.d.mts) for the file's.
import { startVirtualDisplay } from '../../../scripts/screen/virtual-display.mjs';

/** The screen that is there, or on Linux a new one that nobody sees and that ends with this process at the latest. */
export async function openDisplay(): Promise<{ readonly name: string; stop(): Promise<void> }> {
  const existing = process.env['DISPLAY'];
  if (existing || process.platform !== 'linux') return { name: existing ?? '', stop: async () => {} };
  const { display, stop } = await startVirtualDisplay({ widthPixels: 1600, heightPixels: 1000 });
  return { name: display, stop };
}
