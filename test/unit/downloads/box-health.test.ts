import { expect, test } from 'vitest';
import { boxHealth } from '../../../main/downloads/system-health.ts';
import type { BoxReason } from '../../../main/platform/box/box-types.ts';

test.each<[BoxReason, RegExp]>([
  ['whole', /run in a box: .* only through Homereel/],
  ['withoutNetwork', /still shares the network/],
  ['notInstalled', /Install the package "bubblewrap"/],
  ['doesNotWork', /does not let the box work/],
  ['otherSystem', /has none for them/],
  ['off', /HOMEREEL_BOX=off/],
])('Health says in a sentence what the box means: %s', (reason, sentence) => {
  const health = boxHealth({ strength: 'none', reason, leftOut: [] });
  expect(health).toMatchObject({ sentence: expect.stringMatching(sentence), sentencePhrase: { key: `box.${reason}` } });
});

test('Health names the programs that cannot be put in the box, and says whole of nothing then', () => {
  const health = boxHealth({ strength: 'none', reason: 'whole', leftOut: ['/snap/bin/ffmpeg', '/snap/bin/ffprobe'] });
  expect(health).toMatchObject({
    strength: 'none',
    sentence: expect.stringContaining('/snap/bin/ffmpeg, /snap/bin/ffprobe cannot'),
  });
});
