import { expect, test } from 'vitest';
import type { Hold } from '../../../../main/downloads/holds/hold.ts';
import { createHolds } from '../../../../main/downloads/holds/holds.ts';
import { silentLogger } from '../../../../main/platform/logger.ts';
import type { HoldReason } from '../../../../preload/contract/hold-reasons.ts';

/** A hold that is set by hand, with everything that the list told of it. */
function listed() {
  const told: string[] = [];
  const state: { reason: HoldReason | undefined } = { reason: undefined };
  let onChanged = (): void => undefined;
  const hold: Hold = {
    reason: () => state.reason,
    check: async () => state.reason,
    async start(listener) {
      onChanged = listener;
    },
    stop: () => undefined,
  };
  const holds = createHolds([hold], {
    append: (event, { detail }) => void told.push(`${event}: ${detail?.['reason']}`),
    logger: silentLogger,
    onNotice: ({ text }) => void told.push(`notice: ${text}`),
    onChanged: () => void told.push('changed'),
  });
  const set = (reason: HoldReason | undefined): void => {
    state.reason = reason;
    onChanged();
  };
  return { holds, set, told };
}

test('each beginning and each end is told once, however often it is noticed', async () => {
  const { holds, set, told } = listed();
  await holds.start();
  set('disk-full');
  set('disk-full');
  await holds.check();
  set(undefined);
  set(undefined);
  expect(told).toEqual([
    'hold-began: disk-full',
    'notice: Waiting for space on the disk. Downloads wait, and continue by themselves.',
    'changed',
    'hold-ended: disk-full',
    'changed',
  ]);
});

test('what the household planned is no warning', async () => {
  const { holds, set, told } = listed();
  await holds.start();
  set('download-hours');
  set(undefined);
  expect(told).toEqual(['changed', 'changed']);
});

test('a change that is noticed after the stop is told to nobody: the database is closed by then', async () => {
  const { holds, set, told } = listed();
  await holds.start();
  holds.stop();
  set('library-missing');
  await holds.check();
  expect(told).toEqual([]);
});

/** A hold whose checks the test ends, one by one, or lets fail. */
function switchable(reason: HoldReason) {
  const state = { isOn: false, isBroken: false, endsAt: undefined as number | undefined };
  const waiting: (() => void)[] = [];
  let tell = (): void => undefined;
  let isSlow = false;
  const answer = async () => {
    if (isSlow) await new Promise<void>((resolve) => waiting.push(resolve));
    if (state.isBroken) throw new Error('this hold cannot be checked');
    return hold.reason();
  };
  const hold: Hold = {
    reason: () => (state.isOn ? reason : undefined),
    check: answer,
    async start(onChanged) {
      tell = onChanged;
      await answer();
    },
    stop: () => undefined,
    endsAt: () => state.endsAt,
  };
  return {
    hold,
    state,
    beSlow: () => {
      isSlow = true;
    },
    answer: () => waiting.shift()?.(),
    tell: () => tell(),
  };
}

function list(...holds: Hold[]) {
  const told: string[] = [];
  const changes = { count: 0 };
  const asOne = createHolds(holds, {
    append: (event) => told.push(event),
    logger: silentLogger,
    onNotice: ({ text }) => told.push(text),
    onChanged: () => {
      changes.count += 1;
    },
  });
  return { holds: asOne, told, changes };
}

test('a hold that cannot be checked keeps its last reason, and the others are asked all the same', async () => {
  const [broken, space] = [switchable('tool-missing'), switchable('disk-full')];
  const { holds } = list(broken.hold, space.hold);
  broken.state.isBroken = true;
  await holds.start();
  expect(await holds.check()).toBeUndefined();
  space.state.isOn = true;
  expect(await holds.check()).toBe('disk-full');
  broken.state.isOn = true;
  expect(await holds.check()).toBe('tool-missing');
});

test('what begins to hold while a later one is still being asked lets nothing start', async () => {
  const [library, tools] = [switchable('library-missing'), switchable('tool-silent')];
  const { holds } = list(library.hold, tools.hold);
  await holds.start();
  tools.beSlow();
  const checked = holds.check();
  await Promise.resolve();
  await Promise.resolve();
  library.state.isOn = true;
  library.tell();
  tools.answer();
  expect(await checked).toBe('library-missing');
});

test('a new end of the same wait is announced to the windows, and warns nobody again', async () => {
  const hours = switchable('disk-full');
  const { holds, told, changes } = list(hours.hold);
  Object.assign(hours.state, { isOn: true, endsAt: 1000 });
  await holds.start();
  const before = { told: told.length, count: changes.count };
  hours.state.endsAt = 2000;
  holds.refresh();
  holds.refresh();
  expect([holds.endsAt(), changes.count - before.count, told.length - before.told]).toEqual([2000, 1, 0]);
});
