import { describe, expect, test } from 'vitest';
import type { LibraryVideo } from '../../../../preload/contract/types.ts';
import { columnsFor, continueWatching, rowsOf, watchedPercent } from '../../../../renderer/features/library/shelves.ts';
import { commandFor, nextSpeed, startSeconds } from '../../../../renderer/features/player/player-keys.ts';
import {
  bandwidthLabel,
  bandwidthLimits,
  idleLockChoices,
  idleLockLabel,
  parallelChoices,
} from '../../../../renderer/features/settings/choices.ts';
import { pageOf } from '../../../../renderer/store/window/page-address.ts';
import { avatarOf, colourOf } from '../../../../renderer/ui/faces/names.ts';
import { tipPlace } from '../../../../renderer/ui/overlays/tooltip-place.ts';
import { sceneFor } from '../../../../renderer/ui/thumbnails/drawn-scene.ts';

const video = (videoId: string, more: Partial<LibraryVideo>): LibraryVideo => ({
  videoId,
  title: videoId,
  url: 'https://video.example/a',
  kind: 'video',
  bytes: 1,
  fileName: 'a.mp4',
  hasThumbnail: false,
  completedAt: 0,
  wantedBy: [],
  watchedSeconds: 0,
  watched: false,
  ...more,
});

describe('the shelves of the library', () => {
  test('continues what was begun, not what was only looked at or is through', () => {
    const videos = [
      video('begun', { watchedSeconds: 60 }),
      video('peeked', { watchedSeconds: 3 }),
      video('through', { watchedSeconds: 600, watched: true }),
    ];
    expect(continueWatching(videos).map(({ videoId }) => videoId)).toEqual(['begun']);
  });

  test('knows how much was seen', () => {
    expect(watchedPercent(video('a', { watchedSeconds: 30, durationSeconds: 120 }))).toBe(25);
    expect(watchedPercent(video('a', { watchedSeconds: 300, durationSeconds: 120 }))).toBe(100);
    expect(watchedPercent(video('a', { watchedSeconds: 30 }))).toBe(0);
    expect(watchedPercent(video('a', { watched: true }))).toBe(100);
  });

  test('fits as many pictures side by side as there is room for, at least one', () => {
    expect(columnsFor(1000, 232, 24)).toBe(4);
    expect(columnsFor(999, 232, 24)).toBe(3);
    expect(columnsFor(100, 232, 24)).toBe(1);
    expect(rowsOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  });
});

describe('the player', () => {
  const key = (name: string, more: Partial<Parameters<typeof commandFor>[0]> = {}) =>
    commandFor({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });

  test.each([
    [' ', 'toggle-play'],
    ['K', 'toggle-play'],
    ['ArrowLeft', 'seek-by'],
    ['m', 'toggle-mute'],
    ['F', 'toggle-fullscreen'],
    ['p', 'toggle-picture-in-picture'],
    ['>', 'speed-by'],
  ])('knows the key %j', (name, kind) => {
    expect(key(name)?.kind).toBe(kind);
  });

  test('jumps by digits and leaves the other keys and shortcuts alone', () => {
    expect(key('7')).toEqual({ kind: 'seek-to', share: 0.7 });
    expect(key('x')).toBeUndefined();
    expect(key('Escape')).toBeUndefined();
    expect(key('f', { ctrlKey: true })).toBeUndefined();
  });

  test('steps through the speeds and stops at the ends', () => {
    expect(nextSpeed(1, 1)).toBe(1.25);
    expect(nextSpeed(1, -1)).toBe(0.75);
    expect(nextSpeed(2, 1)).toBe(2);
    expect(nextSpeed(0.5, -1)).toBe(0.5);
  });

  test('begins where the person stopped, but not in the credits', () => {
    expect(startSeconds(100, false, 200)).toBe(100);
    expect(startSeconds(195, false, 200)).toBe(0);
    expect(startSeconds(100, true, 200)).toBe(0);
    expect(startSeconds(100, false, Number.POSITIVE_INFINITY)).toBe(100);
    expect(startSeconds(2, false, 200)).toBe(0);
  });
});

describe('choices and tokens', () => {
  test('keeps a setting that is not on the list visible', () => {
    expect(bandwidthLabel(null)).toBe('No limit');
    expect(bandwidthLabel(2_000_000)).toBe('2 MB/s');
    expect(bandwidthLimits(123_000)).toContain(123_000);
    expect(bandwidthLimits(null)).not.toContain(123_000);
    expect(parallelChoices(5)).toEqual([1, 2, 3, 4, 5, 6, 8]);
    expect(idleLockChoices(7, true)).toEqual([2, 5, 7, 10, 30, 60]);
  });

  test('offers never to lock only where no children live', () => {
    expect(idleLockChoices(10, true)).not.toContain(null);
    expect(idleLockChoices(10, false).map(idleLockLabel).at(-1)).toBe('Never');
    expect(idleLockLabel(1)).toBe('1 minute');
  });

  test('falls back to known pages, faces and colours', () => {
    expect(pageOf('#/library')).toBe('library');
    expect(pageOf('#/nowhere')).toBe('queue');
    expect(avatarOf('owl')).toBe('owl');
    expect(avatarOf('dragon')).toBe('fox');
    expect(colourOf('"><script>')).toBe('violet');
  });

  test('draws the same scene for the same video and different ones for different videos', () => {
    expect(sceneFor('a')).toEqual(sceneFor('a'));
    expect(sceneFor('a')).not.toEqual(sceneFor('b'));
    expect(sceneFor('').hills).toHaveLength(3);
  });
});

describe('a hint', () => {
  const window = { width: 800, height: 600 };
  const tip = { width: 100, height: 24 };

  test('stands above the middle of its control, below at the top edge, and never outside', () => {
    expect(tipPlace({ left: 300, top: 200, width: 40, height: 40 }, tip, window)).toEqual({ left: 270, top: 170 });
    expect(tipPlace({ left: 300, top: 10, width: 40, height: 40 }, tip, window)).toEqual({ left: 270, top: 56 });
    expect(tipPlace({ left: 0, top: 200, width: 40, height: 40 }, tip, window).left).toBe(8);
    expect(tipPlace({ left: 790, top: 200, width: 40, height: 40 }, tip, window).left).toBe(692);
  });
});
