import { expect } from 'vitest';
import type { ShellActions } from '../../../main/ipc/caller.ts';
import { createBorder } from '../../../main/ipc/session.ts';
import type { EventName } from '../../../preload/contract/events.ts';
import { createManualClock } from '../../fakes/manual-clock.ts';
import { createFakeServices } from '../../fakes/services.ts';

/** For so long a PIN that was given counts. */
export const PIN_FRESH_MS = 120_000;

/** Opens a border over an empty household, with as many windows as a test wants. */
export function openHousehold(shell: Partial<ShellActions> = {}) {
  const services = createFakeServices();
  const clock = createManualClock();
  const border = createBorder(
    services,
    {
      openFile: async () => true,
      revealFile: async () => true,
      chooseFolder: async () => undefined,
      confirmHomeNetwork: async () => true,
      ...shell,
    },
    {
      clock,
      pinFreshMs: PIN_FRESH_MS,
      log: { error: (message, detail) => expect.unreachable(`${message} ${String(detail.error)}`) },
    },
  );
  const openWindow = () => {
    const events: { event: EventName; payload: unknown }[] = [];
    const session = border.connect({ send: (event, payload) => events.push({ event, payload }) });
    return {
      ...session,
      events,
      unlock: (profileId: string, pin?: string) =>
        session.invoke('profiles:unlock', pin === undefined ? { profileId } : { profileId, pin }),
    };
  };
  return { services, clock, openWindow };
}

/** What a refused call answers. */
export const forbidden = { ok: false, code: 'forbidden', message: expect.stringMatching(/\.$/) };
