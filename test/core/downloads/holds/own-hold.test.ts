import { expect, test } from 'vitest';
import { trayModel } from '../../../../main/desktop/tray-model.ts';
import type { Hold } from '../../../../main/downloads/holds/hold.ts';
import { said } from '../../../../phrasebook/said.ts';
import { createSpeaker } from '../../../../phrasebook/speaker.ts';
import type { HoldReason } from '../../../../preload/contract/hold-reasons.ts';
import { engineHousehold } from '../../../model/engine-household.ts';
import { untilQuiet } from '../../../model/engine-quiet.ts';

/** A hold as another room would add it: it knows nothing of the engine. */
function switchedHold(reason: HoldReason) {
  let isOn = false;
  let onChanged = (): void => undefined;
  const hold: Hold = {
    reason: () => (isOn ? reason : undefined),
    check: async () => hold.reason(),
    async start(listener) {
      onChanged = listener;
    },
    stop: () => undefined,
  };
  return {
    hold,
    turn(on: boolean): void {
      isOn = on;
      onChanged();
    },
  };
}

test('a hold of its own is the reason in every row, the forecast, the tray and Health, and lets go by itself', async () => {
  const own = switchedHold('download-hours');
  const { world, mia } = await engineHousehold({ holds: [own.hold] });
  own.turn(true);
  const cats = await world.trigger(mia, 'cats');
  const { engine } = world.app;
  const [item] = world.downloads.queue(mia);
  expect([item?.status, item?.reason, item?.attempts]).toEqual(['pending', 'download-hours', 0]);
  expect([engine.forecast().hold, engine.forecast().places.size]).toEqual(['download-hours', 0]);
  const { hold } = await engine.health();
  expect(hold).toBe('download-hours');
  const tray = trayModel({
    speaker: createSpeaker('en'),
    profile: { id: mia, name: 'Mia', role: 'adult' },
    locked: false,
    items: world.downloads.queue(mia),
    recentlyCancelled: [],
    ...(hold !== null && { hold }),
    othersActiveCount: 0,
    requests: [],
    waitingRequestCount: 0,
  });
  expect(tray).toContainEqual({ type: 'label', text: said('hold.download-hours').text });

  own.turn(false);
  await untilQuiet();
  expect(world.video(cats)?.status).toBe('downloading');
  expect([engine.forecast().hold, (await engine.health()).hold, world.downloads.queue(mia)[0]?.reason]).toEqual([
    undefined,
    null,
    undefined,
  ]);
});

test('without it the same download starts at once (negative twin)', async () => {
  const { world, mia } = await engineHousehold();
  expect(world.video(await world.trigger(mia, 'cats'))?.status).toBe('downloading');
});

test('a hold that begins keeps nothing from running that runs already', async () => {
  const own = switchedHold('download-hours');
  const { world, mia } = await engineHousehold({ holds: [own.hold] });
  const cats = await world.trigger(mia, 'cats');
  own.turn(true);
  await world.pass(60_000);
  expect(world.video(cats)?.status).toBe('downloading');
});
