import { expect, test } from 'vitest';
import { createOwnView, ownItem } from '../../../main/household/own-view.ts';
import { createQueueView } from '../../../main/household/queue-view.ts';
import type { LibraryVideo, Profile, QueueItem } from '../../../preload/contract/types.ts';

const person = (id: string, role: Profile['role']): Profile => ({
  id,
  name: id,
  role,
  colour: 'teal',
  avatar: 'fox',
  hasPin: false,
  createdAt: 0,
});
const PEOPLE = [person('Mia', 'child'), person('Dad', 'adult')];
const profile = (id: string): Profile | undefined => PEOPLE.find((one) => one.id === id);

const item: QueueItem = {
  videoId: 'film',
  title: 'Film',
  url: 'https://tube.example/film',
  kind: 'video',
  status: 'downloading',
  phase: 'downloading',
  percent: 40,
  bytes: 4,
  totalBytes: 10,
  speed: 3,
  etaSeconds: 2,
  attempts: 1,
  wantedBy: ['Mia', 'Dad'],
  held: false,
  position: 1,
  hasThumbnail: false,
  addedAt: 0,
};

test('a child’s queue names nobody else; an adult’s names all', () => {
  const downloads = { queue: () => [item], queueItems: () => [item] };
  const view = createQueueView({ downloads, profile, forecast: () => ({ places: new Map(), isStartable: () => true }) });
  expect(view.queue('Mia')).toEqual([{ ...item, wantedBy: ['Mia'] }]);
  expect(view.queueItems('Mia', ['film'])).toEqual([{ ...item, wantedBy: ['Mia'] }]);
  expect(view.queue('Dad')).toEqual([item]);
});

test('what a child paused stands still for it, also while it goes on for others', () => {
  expect(ownItem({ ...item, held: true })).toEqual({
    videoId: 'film',
    title: 'Film',
    url: 'https://tube.example/film',
    kind: 'video',
    status: 'pending',
    totalBytes: 10,
    attempts: 1,
    wantedBy: ['Mia'],
    held: true,
    position: 1,
    hasThumbnail: false,
    addedAt: 0,
  });
});

test('what a child gives up is gone for it, whoever else keeps it', () => {
  const downloads = {
    cancel: () => ({ stopped: false, stillWantedBy: ['Dad'] }),
    removeFromLibrary: () => ({ trashed: false, stillWantedBy: ['Dad'] }),
  };
  const own = createOwnView({ profile, downloads });
  const [mias, dads] = ['Mia', 'Dad'].map((profileId) => ({ profileId, videoId: 'film' }));
  if (mias === undefined || dads === undefined) throw new Error('two people');
  expect([own.cancel(mias), own.removeFromLibrary(mias)]).toEqual([
    { stopped: true, stillWantedBy: [] },
    { trashed: true, stillWantedBy: [] },
  ]);
  expect([own.cancel(dads), own.removeFromLibrary(dads)]).toEqual([
    { stopped: false, stillWantedBy: ['Dad'] },
    { trashed: false, stillWantedBy: ['Dad'] },
  ]);
});

test('a page of a child’s library names nobody else', () => {
  const own = createOwnView({ profile, downloads: { cancel: fail, removeFromLibrary: fail } });
  const page = { videos: [{ videoId: 'film', wantedBy: ['Mia', 'Dad'] } as unknown as LibraryVideo], nextCursor: 'next' };
  expect(own.page('Mia', page)).toEqual({ videos: [{ videoId: 'film', wantedBy: ['Mia'] }], nextCursor: 'next' });
  expect(own.page('Dad', page)).toEqual(page);
});

function fail(): never {
  throw new Error('not asked for');
}
