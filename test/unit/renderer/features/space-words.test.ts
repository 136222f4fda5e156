import { describe, expect, test } from 'vitest';
import { spaceWords } from '../../../../renderer/features/paste/preview/space-words.ts';

const disk = { freeBytes: 35e9 };
const free = { usedBytes: 0, expectedBytes: 0, quotaBytes: null };
const limited = { usedBytes: 3e9, expectedBytes: 1e9, quotaBytes: 5e9 };

describe('the room for something new', () => {
  test.each([
    [{ bytes: 412e6, storage: free, disk }, 'It takes about 412 MB; 35 GB are free on the disk.', true],
    [{ bytes: 40e9, storage: free, disk }, 'Too big for the disk: it takes about 40 GB, and 35 GB are free on the disk.', false],
    [{ bytes: undefined, storage: free, disk }, '35 GB are free on the disk.', true],
    [{ bytes: 412e6, storage: limited, disk }, 'It takes about 412 MB; you have 1 GB left of your 5 GB.', true],
    [
      { bytes: 2e9, storage: limited, disk },
      'Too big for your part of the disk: it takes about 2 GB, and you have 1 GB left of your 5 GB.',
      false,
    ],
    [{ bytes: undefined, storage: limited, disk: undefined }, 'You have 1 GB left of your 5 GB.', true],
    [
      { bytes: undefined, storage: { ...limited, usedBytes: 6e9 }, disk },
      'Your part of the disk is full: you have 0 bytes left of your 5 GB.',
      false,
    ],
  ])('%j', (room, text, fits) => expect(spaceWords(room)).toEqual({ text, fits }));

  test('is not guessed before the answers are there', () => {
    expect(spaceWords({ bytes: 1, storage: undefined, disk })).toBeUndefined();
    expect(spaceWords({ bytes: 1, storage: free, disk: undefined })).toBeUndefined();
    expect(spaceWords({ bytes: 1, storage: free, disk: { freeBytes: 0 } })).toBeUndefined();
  });
});
