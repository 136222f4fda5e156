import { expect } from 'vitest';
import { chooseNext } from '../../main/downloads/queue/fair-turns.ts';
import type { RunningShare } from '../../main/downloads/run/live-run.ts';
import { createProfileService } from '../../main/household/people/profile-service.ts';
import { createActivityRows } from '../../main/library/activity/activity-rows.ts';
import type { LibraryDatabase } from '../../main/library/database/database.ts';
import { createRunRows } from '../../main/library/queue/run-rows.ts';
import { createFileTransitions } from '../../main/library/transitions/file-transitions.ts';
import { createReferenceTransitions } from '../../main/library/transitions/reference-transitions.ts';
import type { Unfinished } from '../../main/library/transitions/run-endings.ts';
import { createRunTransitions } from '../../main/library/transitions/run-transitions.ts';
import { createVideoRows } from '../../main/library/videos/video-rows.ts';
import type { VideoStatus } from '../../preload/contract/types.ts';
import type { ManualClock } from '../fakes/manual-clock.ts';
import { aim } from './row-aim.ts';
import { compareRows, orderOf } from './row-comparison.ts';
import * as model from './row-model.ts';
import { PEOPLE, type RowStep, UNDO_MS } from './row-steps.ts';

const LIMITS = { parallelDownloads: 2, parallelPerProfile: 1, parallelPerSite: 4 };

/** Plays steps on the real rows and on the model at once. */
export function createRowPlayer(database: LibraryDatabase, clock: ManualClock, addProfile: (profileId: string) => void) {
  const now = () => clock.now();
  const { append } = createActivityRows(database, clock);
  const videos = createVideoRows(database);
  const references = createReferenceTransitions(database, videos, append, now);
  const runs = createRunTransitions(database, append, now);
  const runRows = createRunRows(database, now);
  const files = createFileTransitions(database, append);
  const people = createProfileService({
    database,
    clock,
    append,
    dropReferences: (profileId) => references.dropAll(profileId).trashedBytes,
    onChanged: () => undefined,
  });
  const world = model.createRowModel(clock.now());
  const running: RunningShare[] = [];
  let count = 0;
  let lastEnded: string | undefined;

  for (let index = 0; index < PEOPLE; index += 1) join();
  const personAt = (index: number): string => [...world.profiles.keys()][index % world.profiles.size] ?? '';
  const videoAt = (index: number): string => `video-${index}`;
  const occupant = (index: number): model.ModelVideo | undefined => {
    const video = world.videos.get(videoAt(index));
    return video !== undefined && model.isOccupied(video) ? video : undefined;
  };

  function join(): void {
    count += 1;
    const id = `person-${count}`;
    addProfile(id);
    world.profiles.set(id, model.emptyProfile());
  }

  function ended(videoId: string, runId: string | null): void {
    lastEnded = runId ?? undefined;
    const index = running.findIndex((share) => share.videoId === videoId);
    if (index >= 0) running.splice(index, 1);
  }

  function refer(profileId: string, videoId: string, groupId: string | undefined): VideoStatus {
    const kept = {
      url: `https://tube.test/${videoId}`,
      urlKey: videoId,
      site: 'tube.test',
      kind: 'video',
      preset: 'good',
    } as const;
    const group = groupId === undefined ? undefined : { id: groupId, title: `All ${groupId}` };
    return references.trigger({ profileId, videoId, title: videoId, group, ...kept }).status;
  }

  function claimNext(): void {
    const candidates = runRows.candidates(50, []);
    const offered = (profileId: string) => candidates.filter((candidate) => candidate.profileId === profileId);
    for (const [profileId, videoIds] of model.startable(world)) {
      expect(offered(profileId).map(({ videoId }) => videoId)).toEqual(videoIds);
    }
    const next = chooseNext(candidates, running, LIMITS);
    if (next === undefined) return;
    count += 1;
    const { videoId, profileId } = next;
    const claimed = runs.claim({ videoId, profileId, runId: `run-${count}`, ownerId: 'app' });
    expect(claimed?.attempt).toBe(model.claim(world, profileId, videoId, `run-${count}`));
    running.push(next);
  }

  function settle(videoId: string, video: model.ModelVideo, step: RowStep & { do: 'settle' }): void {
    const runId = video.runId ?? '';
    const plans: Record<typeof step.kind, model.ModelOutcome> = {
      transient: { next: 'pending', retryAt: clock.now() + 60_000, reason: step.reason, countsAsAttempt: true },
      'site rests': { next: 'pending', retryAt: clock.now() + 300_000, reason: 'rate-limited', countsAsAttempt: false },
      stopped: { next: 'pending', retryAt: null, reason: null, countsAsAttempt: false },
      failed: { next: 'failed', retryAt: null, reason: step.reason, countsAsAttempt: true },
    };
    const plan = plans[step.kind];
    expect(runs.settle(runId, plan as Unfinished, 'detail')).toBe(model.settle(world, video, videoId, plan));
    ended(videoId, runId);
  }

  /** All that was in memory is gone; the reaper frees every row, or ends its move when the file was there already. */
  function crash(): void {
    running.length = 0;
    for (const row of runRows.occupied()) {
      const video = world.videos.get(row.videoId);
      if (video === undefined || row.runId === null) throw new Error('an occupied row without a run');
      const isMoved = row.targetName !== null && row.videoId.endsWith('1');
      const file = { fileName: row.targetName ?? '', bytes: 5 };
      if (isMoved && runs.complete(row.runId, file)) {
        expect(model.complete(world, video, row.videoId, file.fileName)).toBe(true);
      } else expect(runs.release(row.videoId)).toBe(model.release(world, video, row.videoId));
    }
    expect(runRows.occupied()).toEqual([]);
    expect([...world.videos.values()].filter(model.isOccupied)).toEqual([]);
  }

  function removeProfile(step: RowStep & { do: 'remove profile' }): void {
    const profileId = personAt(step.profile);
    const heir = step.heir === undefined ? undefined : personAt(step.heir);
    if (heir === profileId) return;
    people.remove({ profileId, ...(heir !== undefined && { handOverTo: heir }) });
    model.removeProfile(world, profileId, heir);
    join();
  }

  function play(drawn: RowStep): void {
    const step = aim(world, drawn);
    switch (step.do) {
      case 'trigger':
        expect(refer(personAt(step.profile), videoAt(step.video), step.group)).toBe(
          model.trigger(world, personAt(step.profile), videoAt(step.video), step.group),
        );
        return;
      case 'resume': {
        const [profileId, videoId] = [personAt(step.profile), videoAt(step.video)];
        const outcome = references.triggerKnown(profileId, videoId);
        expect(outcome !== undefined).toBe(world.videos.has(videoId));
        if (outcome === undefined) return;
        const group = model.profileOf(world, profileId).groups.get(videoId);
        expect(outcome.status).toBe(model.trigger(world, profileId, videoId, group));
        return;
      }
      case 'drop': {
        const outcome = references.drop(personAt(step.profile), videoAt(step.video));
        const expected = model.drop(world, personAt(step.profile), videoAt(step.video));
        expect(outcome && { after: outcome.after, left: outcome.stillWantedBy.length }).toEqual(expected);
        return;
      }
      case 'pause': {
        const [profileId, videoId] = [personAt(step.profile), videoAt(step.video)];
        const outcome = references.pause(profileId, videoId, step.paused);
        const { order, paused } = model.profileOf(world, profileId);
        expect(outcome !== undefined).toBe(order.includes(videoId));
        if (outcome === undefined) return;
        if (step.paused) paused.add(videoId);
        else paused.delete(videoId);
        expect(outcome.runnable).toBe(model.isRunnable(world, videoId));
        return;
      }
      case 'retry':
        expect(references.retry(personAt(step.profile), videoAt(step.video))).toBe(
          model.retry(world, personAt(step.profile), videoAt(step.video)),
        );
        return;
      case 'move': {
        const before = step.before === undefined ? undefined : videoAt(step.before);
        const following = step.following.map(videoAt);
        const moved = references.move(personAt(step.profile), videoAt(step.video), before, following);
        expect(moved !== undefined).toBe(model.move(world, personAt(step.profile), videoAt(step.video), before, following));
        return;
      }
      case 'claim':
        claimNext();
        return;
      case 'claim by force':
        if (world.videos.get(videoAt(step.video))?.status === 'pending') return;
        expect(
          runs.claim({ videoId: videoAt(step.video), runId: 'forced', ownerId: 'app', profileId: personAt(0) }),
        ).toBeUndefined();
        return;
      case 'beat':
        for (const { runId } of runRows.occupied()) expect(runs.beat(runId ?? '')).toBe(true);
        expect(runs.beat(lastEnded ?? 'no such run')).toBe(false);
        return;
      case 'phase':
        runs.recordPhase(occupant(step.video)?.runId ?? 'no such run', step.phase);
        return;
      case 'begin move': {
        const video = occupant(step.video);
        if (video === undefined) return;
        const journal = { stagedPath: 'staged.mp4', targetName: `${videoAt(step.video)}-${count}.mp4` };
        expect(runs.beginMove(video.runId ?? '', journal)).toBe(video.status === 'downloading');
        return;
      }
      case 'complete': {
        const video = occupant(step.video);
        if (video === undefined) return;
        count += 1;
        const { runId } = video;
        const fileName = `film-${count}.mp4`;
        const isComplete = model.complete(world, video, videoAt(step.video), fileName);
        expect(runs.complete(runId ?? '', { fileName, bytes: 5 })).toBe(isComplete);
        if (isComplete) ended(videoAt(step.video), runId);
        return;
      }
      case 'settle': {
        const video = occupant(step.video);
        if (video !== undefined) settle(videoAt(step.video), video, step);
        return;
      }
      case 'settle twice':
        if (lastEnded === undefined) return;
        expect(runs.settle(lastEnded, { next: 'failed', reason: 'internal' }, 'late')).toBeUndefined();
        expect(runs.complete(lastEnded, { fileName: 'late.mp4', bytes: 1 })).toBe(false);
        return;
      case 'wait':
        clock.advance(step.ms);
        world.now = clock.now();
        return;
      case 'crash':
        crash();
        return;
      case 'purge': {
        const condemned = files.condemn(clock.now() - UNDO_MS).map(({ videoId }) => videoId);
        expect(condemned.sort()).toEqual(model.condemn(world, world.now - UNDO_MS).sort());
        if (!step.forgets) return;
        for (const { videoId, fileName } of files.condemned()) {
          files.forget(videoId, fileName);
          const video = world.videos.get(videoId);
          if (video !== undefined) video.fileName = null;
        }
        return;
      }
      case 'empty trash': {
        const videoIds = step.videos.map(videoAt);
        const emptied = files.purge(videoIds).map(({ videoId }) => videoId);
        expect(emptied.sort()).toEqual(model.emptyTrash(world, videoIds).sort());
        return;
      }
      case 'lose': {
        const video = world.videos.get(videoAt(step.video));
        expect(files.lost(videoAt(step.video))).toBe(video !== undefined && model.lose(world, video, videoAt(step.video)));
        return;
      }
      case 'restore': {
        const profileId = personAt(step.profile);
        const isRestored = files.restore(profileId, videoAt(step.video));
        expect(isRestored).toBe(model.restore(world, profileId, videoAt(step.video)));
        if (isRestored) model.profileOf(world, profileId).order = orderOf(database, profileId);
        return;
      }
      case 'remove profile':
        removeProfile(step);
    }
  }

  return { play, compare: () => compareRows(database, world) };
}
