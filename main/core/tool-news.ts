import { said } from '../../phrasebook/said.ts';
import type { Notice, Profile } from '../../preload/contract/types.ts';

const OLD_YT_DLP: Notice = {
  level: 'warning',
  ...said('notice.oldYtDlp'),
  action: { label: said('noticeAction.open-health').text, kind: 'open-health' },
};

export interface ToolNewsDependencies {
  readonly ytDlpWantsUpdate: () => boolean;
  readonly profile: (profileId: string) => Profile | undefined;
}

/** Tells each adult, once per start of the app, that yt-dlp wants an update; Health says how. */
export interface ToolNews {
  take(profileId: string): Notice[];
}

export function createToolNews({ ytDlpWantsUpdate, profile }: ToolNewsDependencies): ToolNews {
  const told = new Set<string>();
  return {
    take(profileId) {
      if (told.has(profileId) || profile(profileId)?.role !== 'adult' || !ytDlpWantsUpdate()) return [];
      told.add(profileId);
      return [OLD_YT_DLP];
    },
  };
}
