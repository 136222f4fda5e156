import { base } from './0001-base.ts';
import { heartbeat } from './0002-heartbeat.ts';
import { activityAndCoolDowns } from './0003-activity-and-cool-downs.ts';
import { playback } from './0004-playback.ts';
import { profileLimits } from './0005-profile-limits.ts';
import { requests } from './0006-requests.ts';
import { allowedChannels } from './0007-allowed-channels.ts';
import { expectedSize } from './0008-expected-size.ts';
import { wishGroups } from './0009-wish-groups.ts';
import { addingChoices } from './0010-adding-choices.ts';
import { subtitles } from './0011-subtitles.ts';
import { sitePictures } from './0012-site-pictures.ts';
import { activeReferences } from './0013-active-references.ts';
import { waitingForPrograms } from './0014-waiting-for-programs.ts';
import { refusals } from './0015-refusals.ts';
import { leftFiles } from './0016-left-files.ts';
import { bookedDays } from './0017-booked-days.ts';
import { requestVideo } from './0018-request-video.ts';
import { pinLockBoot } from './0019-pin-lock-boot.ts';
import { videosChildren } from './0020-videos-children.ts';
import { recoveryCodes } from './0021-recovery-codes.ts';
import { trash } from './0022-trash.ts';
import { neededRoom } from './0023-needed-room.ts';
import { profileLanguage } from './0024-profile-language.ts';
import { plannedChanges } from './0025-planned-changes.ts';
import type { Migration } from './migration.ts';

/** In order and without gaps; a released step is never edited, a new one is added (recipe in CONTRIBUTING.md). */
export const migrations: readonly Migration[] = [
  base,
  heartbeat,
  activityAndCoolDowns,
  playback,
  profileLimits,
  requests,
  allowedChannels,
  expectedSize,
  wishGroups,
  addingChoices,
  subtitles,
  sitePictures,
  activeReferences,
  waitingForPrograms,
  refusals,
  leftFiles,
  bookedDays,
  requestVideo,
  pinLockBoot,
  videosChildren,
  recoveryCodes,
  trash,
  neededRoom,
  profileLanguage,
  plannedChanges,
];
