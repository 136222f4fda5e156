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
    'notice: Waiting for room on the disk. Downloads wait, and continue by themselves.',
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
