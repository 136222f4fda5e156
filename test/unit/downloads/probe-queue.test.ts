import { expect, test } from 'vitest';
import { createProbeService } from '../../../main/downloads/probe-service.ts';
import type { VideoRows } from '../../../main/library/videos/video-rows.ts';
import { normaliseAddress } from '../../../main/web/web-address.ts';

test('a page that asks for links without end is refused with a sentence, until one is answered', async () => {
  const answers: (() => void)[] = [];
  const probing = createProbeService({
    videos: { known: () => undefined } as unknown as VideoRows,
    prober: {
      probe: (url) => new Promise((resolve) => answers.push(() => resolve({ kind: 'video', url, title: 'Cats' } as never))),
    },
    refuseAddress: async () => undefined,
  });
  const ask = (number: number) => probing.probe(normaliseAddress(`https://tube.example/${number}`), undefined);
  const first = Array.from({ length: 50 }, (_, number) => ask(number));
  await expect.poll(() => answers.length).toBe(50);
  await expect(ask(50)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Wait a moment') });
  expect(answers).toHaveLength(50);
  answers[0]?.();
  await first[0];
  const next = ask(51);
  await expect.poll(() => answers.length).toBe(51);
  for (const answer of answers) answer();
  expect(await next).toMatchObject({ title: 'Cats' });
});
