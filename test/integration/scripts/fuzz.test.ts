import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Services } from '../../../main/ipc/services.ts';
import { Refusal } from '../../../main/platform/refusal.ts';
import { FUZZ_CHANNELS, fuzzBorder } from '../../../scripts/fuzz/campaign.ts';
import { runScript } from './run-script.ts';

const MESSAGES = 60;

test('no hostile message crashes the app or learns a secret', async () => {
  const seed = randomInt(1_000_000);
  const { code, output } = await runScript('fuzz/fuzz.ts', ['--messages', String(MESSAGES), '--seed', String(seed), '--json']);
  const report = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<string, number> & {
    inputs: Record<string, number>;
  };
  const channels = FUZZ_CHANNELS.length;
  expect(report, output).toMatchObject({ seed, channels, messages: channels * MESSAGES, crashed: 0, leaked: 0 });
  // Messages that all bounce off the schemas would find nothing.
  expect(report['refused'], output).toBeLessThan(channels * MESSAGES * 0.85);
  for (const [name, tried] of Object.entries(report.inputs)) expect(tried, name).toBeGreaterThan(0);
  expect(code, output).toBe(0);
});

/** Plays one channel of an app in which something is wrong. */
const found = (channel: 'library:list' | 'requests:list' | 'downloads:cancel', tamper: (services: Services) => Services) =>
  fuzzBorder({ seed: 7, messages: 40, channels: [channel], tamper });

test('an answer with a title of somebody else is found, and the message is made small', async () => {
  const report = await found('library:list', (services) => {
    const [, theirs] = services.profiles.list(); // Mum, an adult, who sees the whole library
    const list: Services['library']['list'] = (input) => services.library.list({ ...input, profileId: theirs?.id ?? '' });
    return { ...services, library: { ...services.library, list } };
  });
  expect(report).toMatchObject({ crashed: 0, leaked: expect.any(Number) });
  expect(report.leaked).toBeGreaterThan(0);
  expect(report.faults[0]).toMatchObject({
    isReproduced: true,
    messages: [{ channel: 'library:list', body: { profileId: '‹me›' } }],
  });
});

test('an error that is no refusal is found', async () => {
  const report = await found('requests:list', (services) => {
    const list = () => {
      throw new TypeError('undefined is not a function');
    };
    return { ...services, requests: { ...services.requests, list } };
  });
  expect(report).toMatchObject({ leaked: 0, faults: [{ kind: 'crashed', what: 'an error inside the app' }] });
});

test('a refusal that changed something is found', async () => {
  const report = await found('downloads:cancel', (services) => {
    let times = 0;
    const cancel: Services['downloads']['cancel'] = async ({ profileId }) => {
      times += 1;
      await services.profiles.choose({ profileId, preset: times % 2 === 0 ? 'small' : 'best' });
      throw new Refusal('not-found', 'That video is not in your list.');
    };
    return { ...services, downloads: { ...services.downloads, cancel } };
  });
  expect(report).toMatchObject({ leaked: 0, faults: [{ kind: 'crashed', what: 'a refused message changed adding_choices' }] });
});
