import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { ActivityEntry } from '../../../preload/contract/types.ts';
import { call } from '../border/main-process.ts';
import { actingProfileId } from '../window/acting-profile.ts';

export interface ActivityFeed {
  /** Undefined until the first answer. */
  readonly entries: readonly ActivityEntry[] | undefined;
  readonly failure: Failure | undefined;
  /** Asks for older entries; absent when there are none. */
  readonly loadMore: (() => void) | undefined;
}

/** Reads what happened, newest first: to one video, or in the whole household. */
export function useActivityFeed(videoId?: string): ActivityFeed {
  const [entries, setEntries] = useState<readonly ActivityEntry[]>();
  const [cursor, setCursor] = useState<string>();
  const [failure, setFailure] = useState<Failure>();

  const ask = useCallback(
    async (from: string | undefined, isCurrent: () => boolean) => {
      const answer = await call('activity:list', {
        profileId: actingProfileId(),
        ...(videoId === undefined ? {} : { videoId }),
        ...(from === undefined ? {} : { cursor: from }),
      });
      if (!isCurrent()) return;
      setFailure(answer.ok ? undefined : answer);
      if (!answer.ok) return;
      setEntries((before) => (from === undefined ? answer.value.entries : [...(before ?? []), ...answer.value.entries]));
      setCursor(answer.value.nextCursor);
    },
    [videoId],
  );

  useEffect(() => {
    let current = true;
    void ask(undefined, () => current);
    return () => {
      current = false;
    };
  }, [ask]);

  return { entries, failure, loadMore: cursor === undefined ? undefined : () => void ask(cursor, () => true) };
}
