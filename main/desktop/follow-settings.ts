import type { Settings } from '../../preload/contract/types.ts';
import type { Services } from '../ipc/services.ts';

/** Calls `apply` with the household's settings: now, when `before` is absent, and after each change. */
export async function followSettings(
  services: Pick<Services, 'on' | 'settings'>,
  apply: (settings: Settings, before?: Settings) => void,
): Promise<void> {
  let current = await services.settings.get();
  services.on('settings-changed', async () => {
    const before = current;
    current = await services.settings.get();
    apply(current, before);
  });
  apply(current);
}
