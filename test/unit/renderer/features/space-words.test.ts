import { describe, expect, test } from 'vitest';
import { spaceWords } from '../../../../renderer/features/paste/preview/space-words.ts';

const disk = { freeBytes: 35e9 };
const free = { usedBytes: 0, expectedBytes: 0, quotaBytes: null };
const limited = { usedBytes: 3e9, expectedBytes: 1e9, quotaBytes: 5e9 };

describe('the space for something new', () => {
  test.each([
    [{ bytes: 412e6, storage: free, disk }, 'It takes about 412 MB; 35 GB free on the disk.', true],
    [{ bytes: 40e9, storage: free, disk }, 'Too big: about 40 GB, but only 35 GB free on the disk.', false],
    [{ bytes: undefined, storage: free, disk }, '35 GB free on the disk.', true],
    [{ bytes: 412e6, storage: limited, disk }, 'It takes about 412 MB; 1 GB left of your 5 GB.', true],
    [{ bytes: 2e9, storage: limited, disk }, 'Too big: about 2 GB, but only 1 GB left of your 5 GB.', false],
    [{ bytes: undefined, storage: limited, disk: undefined }, '1 GB left of your 5 GB.', true],
    [{ bytes: undefined, storage: { ...limited, usedBytes: 6e9 }, disk }, 'Your 5 GB are full.', false],
  ])('%j', (space, text, fits) => expect(spaceWords(space)).toEqual({ text, fits }));

  test('is not guessed before the answers are there', () => {
    expect(spaceWords({ bytes: 1, storage: undefined, disk })).toBeUndefined();
    expect(spaceWords({ bytes: 1, storage: free, disk: undefined })).toBeUndefined();
    expect(spaceWords({ bytes: 1, storage: free, disk: { freeBytes: 0 } })).toBeUndefined();
  });
});
