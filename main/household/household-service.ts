import type { ChannelRequest, ChannelValue } from '../../preload/contract/channels.ts';
import type { Notice, Preset, ProbeResult } from '../../preload/contract/types.ts';
import type { DownloadService } from '../downloads/download-service.ts';
import type { AppendActivity } from '../library/activity/activity-events.ts';
import type { LibraryDatabase } from '../library/database/database.ts';
import { createChannelRows } from '../library/household/channel-rows.ts';
import { createQuotaRows } from '../library/household/quota-rows.ts';
import { createRequestRows } from '../library/household/request-rows.ts';
import { createWishRows } from '../library/household/standing-rows.ts';
import { createStorageRows } from '../library/household/storage-rows.ts';
import { createVideoRows } from '../library/videos/video-rows.ts';
import type { Clock } from '../platform/clock.ts';
import type { WebAddress } from '../web/web-address.ts';
import type { ProbeReport } from '../yt-dlp/probe-report.ts';
import { createDownloadGate, type DownloadGate } from './download-gate.ts';
import { createAdmission } from './limits/admission.ts';
import { createHouseholdRules } from './limits/household-rules.ts';
import { createStorageService, type StorageService } from './limits/storage-service.ts';
import type { ProfileService } from './people/profile-service.ts';
import { createApproval } from './requests/approval.ts';
import { createRequestDetails } from './requests/request-details.ts';
import { createRequestNotices } from './requests/request-notices.ts';
import { createRequestService, type RequestService } from './requests/request-service.ts';
import { createShownPictures } from './requests/shown-thumbnails.ts';

export interface HouseholdServiceOptions {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly append: AppendActivity;
  readonly profiles: Pick<ProfileService, 'list' | 'get'>;
  readonly downloads: Pick<DownloadService, 'prepare' | 'prepareResume' | 'register'>;
  readonly probe: (address: WebAddress) => Promise<ProbeResult>;
  /** Probes a page; refuses forbidden addresses. */
  readonly inspect: (url: string) => Promise<ProbeReport>;
  readonly refuseAddress: (url: string) => Promise<void>;
  readonly disk: () => Promise<{ readonly freeBytes: number; readonly totalBytes: number }>;
  readonly defaultPreset: () => Preset;
  readonly trashUndoMs: number;
  readonly notify: (profileId: string, notice: Notice) => void;
  /** A request (or an allowed channel) of that child changed. */
  readonly onRequestsChanged: (profileId: string) => void;
  readonly onError: (error: unknown) => void;
}

/** What makes one library a home for several people: requests, limits, quotas and the view of the disk. */
export interface HouseholdService {
  readonly gate: DownloadGate;
  readonly requests: RequestService;
  readonly storage: StorageService;
  limits(request: ChannelRequest<'profiles:limits'>): ChannelValue<'profiles:limits'>;
  /** Those of the given videos that a profile may be told of. */
  concerning(profileId: string, videoIds: readonly string[]): string[];
  /** Whether that profile's window may show a site's picture. */
  mayShowPicture(profileId: string, address: string): boolean;
  start(): void;
  /** Call it before the database is closed. */
  stop(): void;
}

export function createHouseholdService(options: HouseholdServiceOptions): HouseholdService {
  const { database, clock, append, profiles, downloads, refuseAddress, defaultPreset, notify, onError } = options;
  const [rows, channels, standings] = [createRequestRows(database), createChannelRows(database), createWishRows(database)];
  const [quotas, storageRows] = [createQuotaRows(database), createStorageRows(database)];
  const profile = profiles.get;
  const rules = createHouseholdRules(quotas, storageRows, clock);
  const approval = createApproval({ rules, standings, requests: rows, channels });
  const shownPictures = createShownPictures(rows, profile);
  const videos = createVideoRows(database);
  const admission = createAdmission({ database, standings, quotas, videos, rules, downloads });
  const adults = () => profiles.list().filter(({ role }) => role === 'adult');
  const notices = createRequestNotices({ rows, adults, clock, notify });
  const details = createRequestDetails({
    rows,
    inspect: options.inspect,
    clock,
    onSettled: (requestId) => requests.detailsSettled(requestId),
    onError,
  });
  const requests: RequestService = createRequestService({
    database,
    rows,
    channels,
    profile,
    admission,
    approval,
    details,
    notices,
    refuseAddress,
    defaultPreset,
    clock,
    append,
    onChanged: options.onRequestsChanged,
    onError,
  });
  const storage = createStorageService({
    profiles: profiles.list,
    rules,
    quotas,
    rows: storageRows,
    disk: options.disk,
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
    shownPictures,
    probe: options.probe,
    defaultPreset,
  });
  return {
    gate,
    requests,
    storage,
    limits: ({ profileId }) => ({ limits: rules.limits(profileId), today: rules.today(profileId) }),
    concerning: standings.concerning,
    mayShowPicture: shownPictures.mayShow,
    start: requests.start,
    stop() {
      details.stop();
      notices.stop();
      storage.stop();
    },
  };
}
