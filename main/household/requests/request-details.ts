import type { RequestRow, RequestRows } from '../../library/household/request-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ProbeReport } from '../../yt-dlp/probe-report.ts';

export interface RequestDetailsDependencies {
  readonly rows: RequestRows;
  /** Looks at a page; rejects when there is nothing to be learned. */
  readonly inspect: (url: string) => Promise<ProbeReport>;
  readonly clock: Pick<Clock, 'after'>;
  /** The row was filled, or is known to stay as it is. */
  readonly onSettled: (requestId: string) => void;
  readonly onError: (error: unknown) => void;
}

/** Fills title, length, picture and channel of requests in the background. */
export interface RequestDetails {
  /** Starts a look unless one is under way or was successful. */
  find(request: RequestRow): void;
  /** Resolves when the look at this request is over, or after `timeoutMs`; at once when none is under way. */
  settled(requestId: string, timeoutMs: number): Promise<void>;
  /** What still comes in is dropped: the library is about to be closed. */
  stop(): void;
}

export function createRequestDetails(dependencies: RequestDetailsDependencies): RequestDetails {
  const { rows, inspect, clock, onSettled, onError } = dependencies;
  const looks = new Map<string, Promise<void>>();
  let isStopped = false;

  async function look(requestId: string, url: string): Promise<void> {
    const report = await inspect(url).catch(() => null);
    if (isStopped) return;
    try {
      rows.describe(requestId, report && toDetails(report));
    } catch (error) {
      onError(error);
    }
  }

  return {
    find(request) {
      if (request.details === 'found' || looks.has(request.id)) return;
      const done = look(request.id, request.url)
        .then(() => {
          looks.delete(request.id);
          if (!isStopped) onSettled(request.id);
        })
        .catch(onError);
      looks.set(request.id, done);
    },
    settled(requestId, timeoutMs) {
      const underWay = looks.get(requestId);
      if (underWay === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = clock.after(timeoutMs, resolve);
        void underWay.then(() => {
          cancel();
          resolve();
        });
      });
    },
    stop() {
      isStopped = true;
    },
  };
}

function toDetails(report: ProbeReport): Parameters<RequestRows['describe']>[1] {
  const channelKey = report.channelId ?? report.channel;
  return {
    title: report.title,
    extractorKey: report.extractorKey,
    ...(report.channel !== undefined && { channel: report.channel }),
    ...(channelKey !== undefined && { channelKey }),
    ...(report.durationSeconds !== undefined && { durationSeconds: report.durationSeconds }),
    ...(report.thumbnailUrl !== undefined && { thumbnailUrl: report.thumbnailUrl }),
    ...(report.bytes !== undefined && { bytes: report.bytes }),
  };
}
