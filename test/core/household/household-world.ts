import { randomUUID } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { createProbeService } from '../../../main/downloads/probe-service.ts';
import { createHouseholdService, type HouseholdService } from '../../../main/household/household-service.ts';
import type { ProfileService } from '../../../main/household/people/profile-service.ts';
import { createActivityRows } from '../../../main/library/activity/activity-rows.ts';
import { createQueueRows } from '../../../main/library/queue/queue-rows.ts';
import { createFileTransitions } from '../../../main/library/transitions/file-transitions.ts';
import { createReferenceTransitions } from '../../../main/library/transitions/reference-transitions.ts';
import { createVideoRows } from '../../../main/library/videos/video-rows.ts';
import { Refusal } from '../../../main/platform/refusal.ts';
import { normaliseAddress } from '../../../main/web/web-address.ts';
import { ProbeFailure } from '../../../main/yt-dlp/probe.ts';
import type { ProbeReport } from '../../../main/yt-dlp/probe-report.ts';
import type { Notice, Profile } from '../../../preload/contract/types.ts';
import type { ManualClock } from '../../fakes/manual-clock.ts';
import type { TestLibrary } from '../../fakes/test-library.ts';
import { added, household } from './household-fixture.ts';

export interface World {
  readonly database: TestLibrary;
  readonly clock: ManualClock;
  readonly profiles: ProfileService;
  readonly home: HouseholdService;
  readonly dad: Profile;
  readonly mum: Profile;
  readonly mia: Profile;
  readonly notices: { readonly to: string; readonly notice: Notice }[];
  /** Children whose requests changed, in order. */
  readonly changes: string[];
  /** What the page of that link tells; without one a probe fails. */
  readonly pages: Map<string, Partial<ProbeReport>>;
  /** Links whose pages were probed for a request, in order. */
  readonly inspected: string[];
  /** Probes wait until this is called, when it was set up so. */
  readonly letProbe: () => void;
  wants(profile: Profile, url: string): boolean;
}

/** Another run of the app over the same rows: what was under way in the first one is gone. */
export interface WorldOptions {
  /** Probes of pages wait for `letProbe`. */
  readonly slowProbes?: boolean;
  readonly over?: { readonly database: TestLibrary; readonly clock: ManualClock };
}

/** The household over real rows: only the web (what a page tells) and the clock are made up. */
export async function world(options: WorldOptions = {}): Promise<World> {
  const { database, clock, profiles } = household(options.over?.database, options.over?.clock);
  const person = async (name: string, more: object = {}): Promise<Profile> =>
    profiles.list().find((profile) => profile.name === name) ?? (await added(profiles, name, more));
  const dad = await person('Dad', { pin: '1234' });
  const mum = await person('Mum');
  const mia = await person('Mia', { role: 'child' });
  const notices: World['notices'] = [];
  const changes: string[] = [];
  const pages: World['pages'] = new Map();
  const inspected: string[] = [];
  const now = (): number => clock.now();
  const { append } = createActivityRows(database, clock);
  const videos = createVideoRows(database);
  const files = createFileTransitions(database, append);
  const references = createReferenceTransitions(database, videos, append, now);
  const { promise: probing, resolve: letProbe } = Promise.withResolvers<void>();
  if (options.slowProbes !== true) letProbe();
  const notThere = (): Refusal => new Refusal('not-found', 'That video is not in your list any more.');

  const inspect = async (url: string): Promise<ProbeReport> => {
    inspected.push(url);
    await probing;
    const page = pages.get(url);
    if (page === undefined) throw new ProbeFailure('network', 'no such page');
    return { kind: 'video', title: 'A page', extractorKey: 'Tube', extractorId: url, isLive: false, ...page };
  };
  const refuseAddress = async (url: string): Promise<void> => {
    if (url.includes('127.0.0.1')) throw new Refusal('private-address', 'That address is at home.');
  };
  const home = createHouseholdService({
    records: { database, clock, append },
    profiles,
    engine: {
      downloads: {
        prepare: async (profileId, wanted) => {
          await new Promise(setImmediate); // as the real one checks the address or the file: others come in between
          if ('videoId' in wanted) return { of: 'known-video', profileId, video: wanted };
          const { address, kind, preset, title, group, subtitles } = wanted;
          const row = { profileId, videoId: randomUUID(), ...address, kind, preset, title, group, subtitles };
          return { of: 'link', row };
        },
        prepareResume: ({ profileId, videoId }) => {
          if (!createQueueRows(database).knows(profileId, videoId)) throw notThere();
          return { of: 'known-video', profileId, video: { videoId } };
        },
        cancel: ({ profileId, videoId }) => {
          const { stillWantedBy } = references.drop(profileId, videoId) ?? fail(notThere());
          return { stopped: stillWantedBy.length === 0, stillWantedBy: [...stillWantedBy] };
        },
        undoRemove({ profileId, videoId }) {
          if (!files.restore(profileId, videoId)) throw notThere();
          return { status: 'complete' };
        },
        purge(videoIds) {
          const purged = files.purge(videoIds);
          return { items: purged.length, freedBytes: purged.reduce((sum, { bytes }) => sum + bytes, 0) };
        },
        register(reference) {
          if (reference.of === 'link') return references.trigger(reference.row);
          const { profileId, video } = reference;
          return references.triggerKnown(profileId, video.videoId, video.group) ?? fail(notThere());
        },
      },
      probe: createProbeService({ videos, prober: { probe: inspect }, refuseAddress }).probe,
      inspect,
      refuseAddress,
      disk: () => ({ freeBytes: 5, totalBytes: 10 }),
    },
    defaultPreset: () => 'good',
    trashUndoMs: 1000,
    notify: (to, notice) => notices.push({ to, notice }),
    onRequestsChanged: (profileId) => changes.push(profileId),
    onError: (error) => {
      throw error;
    },
  });
  onTestFinished(() => home.stop());
  return {
    database,
    clock,
    profiles,
    home,
    dad,
    mum,
    mia,
    notices,
    changes,
    pages,
    inspected,
    letProbe,
    wants: (profile, url) =>
      database
        .prepare(
          `SELECT 1 FROM video_references r JOIN videos v ON v.id = r.video_id WHERE r.profile_id = ? AND v.url_key = ? AND r.cancelled_at IS NULL`,
        )
        .get(profile.id, normaliseAddress(url).urlKey) !== undefined,
  };
}

function fail(error: Error): never {
  throw error;
}

/** What a call was refused with, or `granted`. */
export async function refused(work: () => unknown): Promise<Pick<Refusal, 'code' | 'message' | 'detail'> | 'granted'> {
  try {
    await work();
    return 'granted';
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, message: error.message, detail: error.detail };
    throw error;
  }
}

export const codeOf = async (work: () => unknown): Promise<string> => {
  const answer = await refused(work);
  return answer === 'granted' ? answer : answer.code;
};

export const CATS = 'https://tube.example/cats';
export const DOGS = 'https://tube.example/dogs';
export const catPage = {
  title: 'Cats',
  channel: 'Pets',
  channelId: 'c-1',
  durationSeconds: 90,
  thumbnailUrl: 'https://tube.example/cats.jpg',
  bytes: 500,
};

export const ask = async ({ home, mia }: World, url: string) => (await home.gate.ask({ profileId: mia.id, url })).request;
export const waiting = ({ home, dad }: World) => home.requests.list({ profileId: dad.id, status: 'waiting' }).requests;
export const probed = async (here: World, url: string): Promise<void> => {
  await expect
    .poll(() => here.home.requests.list({ profileId: here.dad.id }).requests.find((request) => request.url === url)?.details)
    .not.toBe('looking');
};
