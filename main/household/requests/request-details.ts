import type { RequestRow, RequestRows } from '../../library/household/request-rows.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ProbeReport } from '../../yt-dlp/probe-report.ts';

export interface RequestDetailsDependencies {
  readonly rows: RequestRows;
  /** Probes a page; rejects when there is nothing to be learned. */
  readonly inspect: (url: string) => Promise<ProbeReport>;
  readonly clock: Pick<Clock, 'after'>;
  /** Called when the row was filled, or is known to stay as it is. */
  readonly onSettled: (requestId: string) => void;
  readonly onError: (error: unknown) => void;
}

/** Fills title, length, thumbnail and channel of requests in the background. */
export interface RequestDetails {
  /** Starts a probe unless one is under way or was successful. */
  find(request: RequestRow): void;
  /** Resolves when the probe for this request is over, or after `timeoutMs`; at once when none is under way. */
  settled(requestId: string, timeoutMs: number): Promise<void>;
  /** Drops what still comes in: the library is about to be closed. */
  stop(): void;
}

export function createRequestDetails(dependencies: RequestDetailsDependencies): RequestDetails {
  const { rows, inspect, clock, onSettled, onError } = dependencies;
  const probes = new Map<string, Promise<void>>();
  let isStopped = false;

  async function probe(requestId: string, url: string): Promise<void> {
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
      if (request.details === 'found' || probes.has(request.id)) return;
      const done = probe(request.id, request.url)
        .then(() => {
          probes.delete(request.id);
          if (!isStopped) onSettled(request.id);
        })
        .catch(onError);
      probes.set(request.id, done);
    },
    settled(requestId, timeoutMs) {
      const underWay = probes.get(requestId);
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
    // Of a list only one video is fetched, and it has another id than the list.
    ...(report.kind === 'video' && report.extractorId !== '' && { extractorId: report.extractorId }),
    ...(report.channel !== undefined && { channel: report.channel }),
    ...(channelKey !== undefined && { channelKey }),
    ...(report.durationSeconds !== undefined && { durationSeconds: report.durationSeconds }),
    ...(report.thumbnailUrl !== undefined && { thumbnailUrl: report.thumbnailUrl }),
    ...(report.bytes !== undefined && { bytes: report.bytes }),
  };
}
