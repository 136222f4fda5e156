import type { DailyUse, ProfileLimits } from '../../preload/contract/household.ts';
import type { Notice, Preset } from '../../preload/contract/types.ts';
import type { DownloadService } from '../downloads/download-service.ts';
import type { DownloadEngine } from '../downloads/engine.ts';
import type { AppendActivity } from '../library/activity/activity-events.ts';
import type { LibraryDatabase } from '../library/database/database.ts';
import { createChannelRows } from '../library/household/channel-rows.ts';
import { createQuotaRows } from '../library/household/quota-rows.ts';
import { createRequestRows } from '../library/household/request-rows.ts';
import { createStandingRows } from '../library/household/standing-rows.ts';
import { createStorageRows } from '../library/household/storage-rows.ts';
import { createVideoRows } from '../library/videos/video-rows.ts';
import type { Clock } from '../platform/clock.ts';
import type { MetaEntry } from '../yt-dlp/reports.ts';
import { createDownloadGate, type DownloadGate } from './download-gate.ts';
import { createAdmission } from './limits/admission.ts';
import { createHouseholdRules } from './limits/household-rules.ts';
import { createStorageService, type StorageService } from './limits/storage-service.ts';
import type { ProfileService } from './people/profile-service.ts';
import { createApproval } from './requests/approval.ts';
import { createRequestService, type RequestService } from './requests/request-service.ts';
import { createShownThumbnails } from './requests/shown-thumbnails.ts';

/** Holds the household's rows, its time, and the log that each step is written into. */
export interface HouseholdRecords {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly append: AppendActivity;
}

/** Offers what the household needs of the engine. */
export interface HouseholdEngine extends Pick<DownloadEngine, 'probe' | 'inspect' | 'refuseAddress'> {
  readonly downloads: Pick<DownloadService, 'prepare' | 'prepareResume' | 'register' | 'undoRemove' | 'purge' | 'cancel'>;
  disk(): { readonly freeBytes: number; readonly totalBytes: number };
}

export interface HouseholdServiceOptions {
  readonly records: HouseholdRecords;
  readonly profiles: Pick<ProfileService, 'list' | 'get'>;
  readonly engine: HouseholdEngine;
  readonly defaultPreset: () => Preset;
  readonly trashUndoMs: number;
  readonly notify: (profileId: string, notice: Notice) => void;
  /** A request (or an allowed channel) of that child changed. */
  readonly onRequestsChanged: (profileId: string) => void;
  readonly onError: (error: unknown) => void;
}

/** Makes one library a home for several people: requests, limits, quotas and the view of the disk. */
export interface HouseholdService {
  readonly gate: DownloadGate;
  readonly requests: RequestService;
  readonly storage: StorageService;
  limits(of: { readonly profileId: string }): { limits: ProfileLimits; today: DailyUse };
  /** Picks those of the given videos that a profile may be told of. */
  concerning(profileId: string, videoIds: readonly string[]): string[];
  /** Tells whether that profile's window may show a site's thumbnail. */
  mayShowThumbnail(profileId: string, address: string): boolean;
  /** Checks what a run found behind a link against what each child that wants it may have; what does not fit is asked for again. */
  checkFound(videoId: string, found: MetaEntry): void;
  start(): void;
  /** Ends what is under way; call it before the database is closed. */
  stop(): void;
}

export function createHouseholdService(options: HouseholdServiceOptions): HouseholdService {
  const { records, profiles, engine, defaultPreset, notify, onError } = options;
  const { database, clock } = records;
  const { downloads, probe } = engine;
  const profile = profiles.get;
  const standings = createStandingRows(database);
  const quotas = createQuotaRows(database);
  const storageRows = createStorageRows(database);
  const requestRecords = { ...records, rows: createRequestRows(database), channels: createChannelRows(database) };
  const { rows, channels } = requestRecords;

  const rules = createHouseholdRules(quotas, storageRows, clock);
  const approval = createApproval({ rules, standings, requests: rows, channels });
  const videos = createVideoRows(database);
  const admission = createAdmission({ database, standings, quotas, videos, rules, downloads });
  const shownThumbnails = createShownThumbnails(rows, profile);
  const onChanged = options.onRequestsChanged;
  const requests = createRequestService({
    records: requestRecords,
    profiles,
    admission,
    approval,
    needsFacts: rules.needsFacts,
    found: { standings, videos, rules, cancel: downloads.cancel },
    engine,
    notify,
    onChanged,
    onError,
  });
  const storage = createStorageService({
    profiles: profiles.list,
    rules,
    quotas,
    rows: storageRows,
    disk: engine.disk,
    purge: downloads.purge,
    trashUndoMs: options.trashUndoMs,
    clock,
    notify,
  });
  const gate = createDownloadGate({
    profile,
    standings,
    rules,
    approval,
    admission,
    requests,
    shownThumbnails,
    probe,
    refuseAddress: engine.refuseAddress,
    defaultPreset,
  });
  return {
    gate,
    requests,
    storage,
    limits: ({ profileId }) => ({ limits: rules.limits(profileId), today: rules.today(profileId) }),
    concerning: standings.concerning,
    mayShowThumbnail: shownThumbnails.mayShow,
    checkFound: requests.checkFound,
    start: requests.start,
    stop() {
      requests.stop();
      storage.stop();
    },
  };
}
