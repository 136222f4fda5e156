import { describe, expect, test } from 'vitest';
import { createConcurrencyLimit } from '../../../main/platform/concurrency-limit.ts';

const tick = () => new Promise(setImmediate);

describe('a concurrency limit', () => {
  test('a limit lets so many run at the same time, the others in the order in which they came, also after a failure', async () => {
    const limited = createConcurrencyLimit(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const works = [0, 1, 2, 3].map((index) =>
      limited(async () => {
        begun.push(index);
        await new Promise<void>((resolve) => {
          ends[index] = resolve;
        });
        if (index === 0) throw new Error('a failure');
        return index;
      }),
    );
    const outcomes = Promise.allSettled(works);
    await tick();
    expect(begun).toEqual([0, 1]);
    ends[0]?.();
    await tick();
    expect(begun).toEqual([0, 1, 2]);
    ends[2]?.();
    await tick();
    expect(begun).toEqual([0, 1, 2, 3]);
    for (const end of ends) end();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect(await Promise.race([limited(async () => 'free'), tick().then(tick)])).toBe('free');
  });

  test.each([
    [false, ['first', 'second', 'third', 'fourth']],
    [true, ['first', 'fourth', 'third', 'second']],
  ])('what waits starts in the chosen order, with the newest first: %s', async (newestFirst, order) => {
    const limited = createConcurrencyLimit(1, { newestFirst });
    const begun: string[] = [];
    const works = ['first', 'second', 'third', 'fourth'].map((name) =>
      limited(async () => {
        begun.push(name);
        await tick();
      }),
    );
    await Promise.all(works);
    expect(begun).toEqual(order);
  });
});
