import type { AppendActivity } from '../../library/activity/activity-events.ts';
import type { LibraryDatabase } from '../../library/database/database.ts';
import type { ChannelRows } from '../../library/household/channel-rows.ts';
import type { RequestRows } from '../../library/household/request-rows.ts';
import type { Clock } from '../../platform/clock.ts';

/** Holds the rows of requests, their time, and the log that each step is written into. */
export interface RequestRecords {
  readonly database: LibraryDatabase;
  readonly rows: RequestRows;
  readonly channels: ChannelRows;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly append: AppendActivity;
}
