import type { FailureReason } from '../../preload/contract/failure-reasons.ts';
import type { VideoStatus } from '../../preload/contract/types.ts';

/** What the rows of a library should say: the table of states as plain objects, without SQL, transactions or awaits. */
export interface ModelVideo {
  status: VideoStatus;
  attempts: number;
  retryAt: number | null;
  reason: FailureReason | null;
  /** The run that owns it while it is occupied. */
  runId: string | null;
  fileName: string | null;
  trashedAt: number | null;
}

export interface ModelProfile {
  /** Active references in the person's own order. */
  order: string[];
  readonly paused: Set<string>;
  /** Given up, and so what can be restored. */
  readonly cancelled: Set<string>;
  /** The group of each reference that is in one, given up or not. */
  readonly groups: Map<string, string>;
  servedAt: number;
}

export interface RowModel {
  now: number;
  readonly videos: Map<string, ModelVideo>;
  readonly profiles: Map<string, ModelProfile>;
}

export interface ModelOutcome {
  readonly next: 'pending' | 'failed';
  readonly retryAt: number | null;
  readonly reason: FailureReason | null;
  readonly countsAsAttempt: boolean;
}

export const isOccupied = ({ status }: ModelVideo): boolean => status === 'downloading' || status === 'cancelling';

export function createRowModel(now: number): RowModel {
  return { now, videos: new Map(), profiles: new Map() };
}

export function emptyProfile(): ModelProfile {
  return { order: [], paused: new Set(), cancelled: new Set(), groups: new Map(), servedAt: 0 };
}

export function profileOf(model: RowModel, profileId: string): ModelProfile {
  const profile = model.profiles.get(profileId);
  if (profile === undefined) throw new Error(`no profile ${profileId} in the model`);
  return profile;
}

export function wantedBy(model: RowModel, videoId: string): string[] {
  return [...model.profiles].filter(([, profile]) => profile.order.includes(videoId)).map(([profileId]) => profileId);
}

export function isRunnable(model: RowModel, videoId: string): boolean {
  return [...model.profiles.values()].some(({ order, paused }) => order.includes(videoId) && !paused.has(videoId));
}

function settleInto(video: ModelVideo, changes: Partial<ModelVideo>): void {
  Object.assign(video, { retryAt: null, runId: null, ...changes });
}

export function trigger(model: RowModel, profileId: string, videoId: string, group: string | undefined): VideoStatus {
  const profile = profileOf(model, profileId);
  const video: ModelVideo = model.videos.get(videoId) ?? {
    status: 'cataloged',
    attempts: 0,
    retryAt: null,
    reason: null,
    runId: null,
    fileName: null,
    trashedAt: null,
  };
  model.videos.set(videoId, video);
  if (!profile.order.includes(videoId)) {
    profile.order.push(videoId);
    regroup(profile, videoId, group);
  }
  profile.paused.delete(videoId);
  profile.cancelled.delete(videoId);
  if (video.status === 'cataloged' || video.status === 'failed') {
    settleInto(video, { status: 'pending', attempts: 0, reason: null });
  }
  video.trashedAt = null;
  return video.status;
}

function regroup(profile: ModelProfile, videoId: string, group: string | undefined): void {
  if (group === undefined) profile.groups.delete(videoId);
  else profile.groups.set(videoId, group);
}

/** Undefined: this profile has no active reference to it. */
export function drop(model: RowModel, profileId: string, videoId: string): { after: VideoStatus; left: number } | undefined {
  const profile = profileOf(model, profileId);
  const video = model.videos.get(videoId);
  if (video === undefined || !profile.order.includes(videoId)) return undefined;
  profile.order = profile.order.filter((other) => other !== videoId);
  profile.paused.delete(videoId);
  profile.cancelled.add(videoId);
  const left = wantedBy(model, videoId).length;
  if (left === 0) {
    if (video.status === 'pending' || video.status === 'failed') Object.assign(video, { status: 'cataloged', retryAt: null });
    else if (video.status === 'downloading') video.status = 'cancelling';
    else if (video.status === 'complete') video.trashedAt = model.now;
  }
  return { after: video.status, left };
}

export function retry(model: RowModel, profileId: string, videoId: string): VideoStatus | undefined {
  const profile = profileOf(model, profileId);
  const video = model.videos.get(videoId);
  if (video === undefined || !profile.order.includes(videoId)) return undefined;
  profile.paused.delete(videoId);
  if (video.status === 'failed' || video.status === 'pending')
    settleInto(video, { status: 'pending', attempts: 0, reason: null });
  return video.status;
}

export function move(
  model: RowModel,
  profileId: string,
  videoId: string,
  before: string | undefined,
  following: readonly string[],
): boolean {
  const profile = profileOf(model, profileId);
  if (!profile.order.includes(videoId) || (before !== undefined && !profile.order.includes(before))) return false;
  const moved = [...new Set([videoId, ...following.filter((other) => profile.order.includes(other))])];
  if (before !== undefined && moved.includes(before)) return true;
  const others = profile.order.filter((other) => !moved.includes(other));
  others.splice(before === undefined ? others.length : others.indexOf(before), 0, ...moved);
  profile.order = others;
  return true;
}

export function claim(model: RowModel, profileId: string, videoId: string, runId: string): number | undefined {
  const video = model.videos.get(videoId);
  if (video?.status !== 'pending' || (video.retryAt ?? 0) > model.now) return undefined;
  Object.assign(video, { status: 'downloading', attempts: video.attempts + 1, retryAt: null, runId });
  profileOf(model, profileId).servedAt = model.now;
  return video.attempts;
}

/** What each person could start now, in the person's own order. */
export function startable(model: RowModel): [profileId: string, videoIds: string[]][] {
  return [...model.profiles].map(([profileId, { order, paused }]) => [
    profileId,
    order.filter((videoId) => {
      const video = model.videos.get(videoId);
      return video?.status === 'pending' && (video.retryAt ?? 0) <= model.now && !paused.has(videoId);
    }),
  ]);
}

export function complete(model: RowModel, video: ModelVideo, videoId: string, fileName: string): boolean {
  if (!isOccupied(video) || wantedBy(model, videoId).length === 0) return false;
  settleInto(video, { status: 'complete', fileName, trashedAt: null, reason: null });
  return true;
}

export function settle(model: RowModel, video: ModelVideo, videoId: string, outcome: ModelOutcome): VideoStatus {
  if (video.status === 'cancelling') {
    const status = wantedBy(model, videoId).length > 0 ? 'pending' : 'cataloged';
    settleInto(video, { status, attempts: 0, reason: null });
  } else if (outcome.next === 'failed') {
    settleInto(video, { status: 'failed', reason: outcome.reason });
  } else {
    const attempts = Math.max(0, video.attempts - (outcome.countsAsAttempt ? 0 : 1));
    settleInto(video, { status: 'pending', retryAt: outcome.retryAt, reason: outcome.reason, attempts });
  }
  return video.status;
}

/** The reaper after a crash. */
export function release(model: RowModel, video: ModelVideo, videoId: string): VideoStatus | undefined {
  if (!isOccupied(video)) return undefined;
  const status = wantedBy(model, videoId).length > 0 ? 'pending' : 'cataloged';
  const attempts = video.status === 'cancelling' ? 0 : Math.max(0, video.attempts - 1);
  settleInto(video, { status, attempts, reason: null });
  return status;
}

export function removeProfile(model: RowModel, profileId: string, handOverTo: string | undefined): void {
  const profile = profileOf(model, profileId);
  if (handOverTo === undefined) {
    for (const videoId of profile.order) drop(model, profileId, videoId);
  } else {
    const heir = profileOf(model, handOverTo);
    for (const videoId of profile.order) {
      const wasWanted = heir.order.includes(videoId);
      const isPaused = profile.paused.has(videoId) && (!wasWanted || heir.paused.has(videoId));
      if (!wasWanted) {
        heir.order.push(videoId);
        regroup(heir, videoId, profile.groups.get(videoId));
      }
      heir.cancelled.delete(videoId);
      if (isPaused) heir.paused.add(videoId);
      else heir.paused.delete(videoId);
    }
  }
  model.profiles.delete(profileId);
}

/** Videos whose undo time is over; they leave the shelf but still name their file. */
export function condemn(model: RowModel, before: number): string[] {
  const condemned: string[] = [];
  for (const [videoId, video] of model.videos) {
    if (video.status !== 'complete' || video.trashedAt === null || video.trashedAt > before) continue;
    Object.assign(video, { status: 'cataloged', trashedAt: null });
    condemned.push(videoId);
  }
  return condemned;
}

/** Of the given ones those in the trash, whenever they came there. */
export function emptyTrash(model: RowModel, videoIds: readonly string[]): string[] {
  const emptied = videoIds.filter((videoId) => model.videos.get(videoId)?.trashedAt != null);
  for (const videoId of emptied) Object.assign(model.videos.get(videoId) ?? {}, { status: 'cataloged', trashedAt: null });
  return emptied;
}

export function lose(model: RowModel, video: ModelVideo, videoId: string): boolean {
  if (video.status !== 'complete') return false;
  const status = wantedBy(model, videoId).length > 0 ? 'pending' : 'cataloged';
  Object.assign(video, { status, fileName: null, trashedAt: null, attempts: 0 });
  return true;
}

/** The order of the restored item is its old place, which the caller reads from the rows. */
export function restore(model: RowModel, profileId: string, videoId: string): boolean {
  const profile = profileOf(model, profileId);
  const video = model.videos.get(videoId);
  if (video?.status !== 'complete' || !profile.cancelled.has(videoId)) return false;
  profile.cancelled.delete(videoId);
  profile.order.push(videoId);
  video.trashedAt = null;
  return true;
}
